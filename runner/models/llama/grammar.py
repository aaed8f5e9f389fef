"""The grammar under which a model writes: one JSON object with caption, alt text and keywords.

GBNF is the notation of llama.cpp: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from runner.schema import TEXTS, Options

Span = tuple[Annotated[int, Ge(1)], Annotated[int, Le(1000)]]
"""Minimum and maximum. llama.cpp refuses a rule that is repeated more than 2000 times."""

# Every assigned script is included. Excluded: control characters, the quote and the backslash of JSON, the soft hyphen,
# line separators, marks that change the direction of text, private use, surrogates, the byte order mark, tags.
# Ranges say what is included: llama.cpp refuses the first byte of any character whose range touches an excluded one.
_LETTERS = (
    r"!#-\x5B\x5D-~\u00A1-\u00AC\u00AE-\u1FFF\u2010-\u2027\u2030-\u205E\u2070-\u2FFF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFDFF\uFE20-\uFEFE\uFF00-\uFFEF\U00010000-\U0003FFFD"
)
# Spaces, and the two joiners that Persian, Indic scripts and emoji are spelt with.
_BETWEEN = r" \u00A0\u200C\u200D\u2009\u202F\u3000\uFE00-\uFE0F"


@dataclass(frozen=True, slots=True)
class TextLimits(Options):
    """Minimum and maximum length of everything a model writes, in characters and, for `keywords`, in terms."""

    caption: Span = (20, 320)
    alt_text: Span = (15, 250)
    keywords: Span = (5, 15)
    keyword: Span = (2, 40)

    def __post_init__(self) -> None:
        for name in (*TEXTS, "keyword"):
            least, most = getattr(self, name)
            if least > most:
                raise ValueError(f"{name}: the least, {least}, is above the most, {most}")


def text_schema_grammar(limits: TextLimits, fields: Sequence[str] = TEXTS) -> str:
    """Return the GBNF of `{"caption":"…","alt_text":"…","keywords":["…",…]}`, compact, with only `fields`.

    Strings hold letters of any script, digits, punctuation and symbols, no control characters, no leading space.
    Lengths are within `limits`.
    """
    members = r' ",'.join(_MEMBERS[name] for name in TEXTS if name in fields)
    return "\n".join(
        (
            rf'root ::= "{{{members} "}}"',
            rf'caption ::= "\"" first char{_times(limits.caption)} "\""',
            rf'alt ::= "\"" first char{_times(limits.alt_text)} "\""',
            rf'keywords ::= "[" keyword ("," keyword){_times(limits.keywords)} "]"',
            rf'keyword ::= "\"" first char{_times(limits.keyword)} "\""',
            rf"first ::= [{_LETTERS}]",
            rf'char ::= [{_BETWEEN}{_LETTERS}] | "\\\""',
        )
    )


_MEMBERS = {
    "caption": r'\"caption\":" caption',
    "alt_text": r'\"alt_text\":" alt',
    "keywords": r'\"keywords\":" keywords',
}


def text_schema(limits: TextLimits | None, fields: Sequence[str] = TEXTS) -> dict[str, object]:
    """Return the same as a JSON schema, for servers that take no GBNF; without lengths if `limits` is None."""
    keyword = {"type": "string", **_bounds("Length", limits.keyword if limits else None)}
    every = {
        "caption": {"type": "string", **_bounds("Length", limits.caption if limits else None)},
        "alt_text": {"type": "string", **_bounds("Length", limits.alt_text if limits else None)},
        "keywords": {"type": "array", "items": keyword, **_bounds("Items", limits.keywords if limits else None)},
    }
    wanted = [name for name in TEXTS if name in fields]
    properties = {name: every[name] for name in wanted}
    return {"type": "object", "properties": properties, "required": wanted, "additionalProperties": False}


def _bounds(of: str, span: Span | None) -> dict[str, int]:
    return {f"min{of}": span[0], f"max{of}": span[1]} if span else {}


def _times(span: tuple[int, int]) -> str:
    """The repetition of all elements but the first."""
    return f"{{{span[0] - 1},{span[1] - 1}}}"
