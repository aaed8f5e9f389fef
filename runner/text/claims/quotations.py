"""Finds where a text quotes what is written in the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSING = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»", "„": "“”"}
_ANSWER = re.compile(r"(?i)\b(?:caption|description|title|alt[ -]text|answer|keywords)\b[^\"“.]{0,40}:\s*$")
_SAYS = re.compile(
    r"(?i:\b(?:says|reads|reading|saying|said|labeled|labelled|marked|lettering|inscription|words?))"
    r"(?i:\s+(?:of|that (?:says|reads)))?\s*:?\s+"
    r"([A-Z0-9][A-Z0-9&'.-]*(?:\s+[A-Z0-9][A-Z0-9&'.-]*)*)(?![a-z])"
)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The spans between pairs of quotation marks, without the marks. An apostrophe inside a word is not one.

    Marks around at least half of the text, or after 'here is a caption:', quote nothing: they enclose a captioner's
    answer.
    """
    spans = ((start, end) for start, end in _between_marks(text) if (end - start) * 2 < len(text))
    return [(start, end) for start, end in spans if not _ANSWER.search(text, 0, start - 1)]


def capital_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of capitals after 'a sign that says', of more than one character."""
    spans = (match.span(1) for match in _SAYS.finditer(text))
    return ((start, end) for start, end in spans if end - start > 1)


def in_quotes(text: str, place: int) -> bool:
    """Whether the character at `place` is between quotation marks."""
    return any(start <= place < end for start, end in quoted_spans(text))


def _between_marks(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for place, character in enumerate(text):
        if opened is not None:
            if character in opened[1] and not _inside_word(text, place):
                spans.append((opened[0], place))
                opened = None
        elif character in _CLOSING and (place == 0 or not text[place - 1].isalnum()):
            opened = place + 1, _CLOSING[character]
    return spans


def _inside_word(text: str, place: int) -> bool:
    return text[place] in "'’" and place + 1 < len(text) and text[place + 1].isalnum()
