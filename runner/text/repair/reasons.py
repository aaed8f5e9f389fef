"""Why a photo is blocked, in one sentence for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

FIELDS: Mapping[str, str] = {
    "caption": "caption",
    "alt_text": "alt text",
    "keywords": "keywords",
    "file_name": "file name",
}
"""What is published of a photo, in words."""

_STOPPED: Mapping[str, str] = {
    "per_field": "all tries that one field may have were used",
    "per_item": "all tries that one photo may have were used",
    "per_run": "this run has used all its tries, the next one goes on",
    "crashed": "the captioner crashed or hung when it was asked again, the next run tries once more",
    "off": "repair is off",
    "no_facts": "nothing says what the photo shows",
    "helpless": "this captioner cannot write it any better",
}


def why_blocked(missing: Sequence[str], broken: Iterable[tuple[str, str]], stopped: str | None) -> str:
    """Return the sentence: what is missing, which rules each field breaks, and why repair stopped.

    `missing` names fields, `broken` gives field and rule of every error, `stopped` is that of `RepairRow`.
    """
    parts = [*(f"{_named(field)} {_verb(field, 'is', 'are')} missing" for field in missing), *_rules(missing, broken)]
    if stopped:
        parts.append(_STOPPED[stopped])
    sentence = "; ".join(parts or ["the texts were not checked"])
    return f"{sentence[0].upper()}{sentence[1:]}."


def _rules(missing: Sequence[str], broken: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One clause a field that stands but breaks rules."""
    by_field: dict[str, dict[str, None]] = {}
    for field, rule in broken:
        by_field.setdefault(field, {})[rule] = None
    for field, rules in by_field.items():
        if field not in missing:
            yield f"{_named(field)} {_verb(field, 'breaks', 'break')} {_listed([*rules])}"


def _named(field: str) -> str:
    return FIELDS.get(field, field.replace("_", " "))


def _verb(field: str, one: str, many: str) -> str:
    return many if field == "keywords" else one


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
