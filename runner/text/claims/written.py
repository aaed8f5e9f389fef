"""Finds claims about what is written in the picture: quoted text, registrations."""

from __future__ import annotations

from collections.abc import Iterator

from runner.text.claims.claim import Claim
from runner.text.claims.quotations import capital_spans
from runner.text.claims.registrations import read_mark
from runner.text.claims.registry import Passage, finder

_LONGEST = 120


@finder("text")
def text_in_picture(passage: Passage) -> Iterator[Claim]:
    """Words in quotation marks, and capitals after 'a sign that says'; but no single letters and no long speech."""
    text = passage.source.text
    for start, end in passage.quoted:
        value = " ".join(text[start:end].split())
        if 1 < len(value) <= _LONGEST and any(map(str.isalnum, value)):
            yield passage.claim("text", value.strip(" .,;:!?"), start, end)
    for start, end in capital_spans(text):
        if not any(first < end and start < last for first, last in passage.quoted):
            yield passage.claim("text", text[start:end].rstrip("."), start, end)


@finder("registration")
def registrations(passage: Passage) -> Iterator[Claim]:
    """Registration marks of aircraft in capitals that have the form of a national register."""
    for token in passage.source.tokens:
        mark = read_mark(token.text)
        if mark is not None and mark.verdict == "valid":
            yield passage.claim("registration", token.text, token.start, token.end)
