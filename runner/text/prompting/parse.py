"""Parses a model's answer into a draft. Nothing is mended: anything but the expected JSON object gives no texts."""

from __future__ import annotations

import json
import re
from typing import Any

from runner.schema import NO_TEXTS, TEXTS, Texts

MOST_CHARACTERS, MOST_KEYWORDS = 8000, 200
"""Far above what any rule allows (IPTC keeps 2000 bytes of a caption): anything longer is not accepted as a text."""

_FENCE = re.compile(r"```(?:json)?\s*\n(.*)\n\s*```", re.DOTALL)


def parse(raw: str) -> Texts:
    """Return the texts in `raw`, a JSON object with caption, alt_text and keywords; never raises.

    White space and a code fence around it are ignored. A field that is missing or of the wrong type becomes None,
    keywords become empty. Text before or after the object, an unknown field or a duplicate field makes the whole answer
    invalid.
    """
    text = raw.strip()
    fenced = _FENCE.fullmatch(text)
    try:
        read = json.loads(fenced[1] if fenced else text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return NO_TEXTS
    if not isinstance(read, dict) or not read.keys() <= {*TEXTS}:
        return NO_TEXTS
    return Texts(_text(read.get("caption")), _text(read.get("alt_text")), _texts(read.get("keywords")))


def bounded(draft: Texts) -> Texts:
    """Return the draft without texts above MOST_CHARACTERS.

    The keywords are dropped if there are more than MOST_KEYWORDS, or if they have more than MOST_CHARACTERS together.
    """
    few = len(draft.keywords) <= MOST_KEYWORDS and sum(map(len, draft.keywords)) <= MOST_CHARACTERS
    return Texts(_short(draft.caption), _short(draft.alt_text), draft.keywords if few else ())


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= MOST_CHARACTERS else None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a field comes twice")
    return fields


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and _is_text(value) else None


def _texts(value: Any) -> tuple[str, ...]:
    whole = isinstance(value, list) and all(isinstance(each, str) and _is_text(each) for each in value)
    return tuple(value) if whole else ()


def _is_text(value: str) -> bool:
    """False if the value contains half of a surrogate pair, which no file and no database accepts."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
