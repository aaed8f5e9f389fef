"""Claims of what is written in the picture: quoted text, registrations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.text.claims.claim import Claim
from runner.text.claims.registrations import read_mark
from runner.text.claims.registry import Passage, finder

_LONGEST = 120
_SAYS = re.compile(
    r"(?i:\b(?:says|reads|reading|saying|said|labeled|labelled|marked|lettering|inscription|words?))"
    r"(?i:\s+(?:of|that (?:says|reads)))?\s*:?\s+"
    r"([A-Z0-9][A-Z0-9&'.-]*(?:\s+[A-Z0-9][A-Z0-9&'.-]*)*)(?![a-z])"
)


@finder("text")
def text_in_picture(passage: Passage) -> Iterator[Claim]:
    """Words in quotation marks, and capitals behind 'a sign that says'. One letter or a sentence of speech is none."""
    text = passage.source.text
    for start, end in passage.quoted:
        value = " ".join(text[start:end].split())
        if 1 < len(value) <= _LONGEST and any(map(str.isalnum, value)):
            yield passage.claim("text", value.strip(" .,;:!?"), start, end)
    for match in _SAYS.finditer(text):
        start, end = match.span(1)
        if end - start > 1 and not any(first < end and start < last for first, last in passage.quoted):
            yield passage.claim("text", match.group(1).rstrip("."), start, end)


@finder("registration")
def registrations(passage: Passage) -> Iterator[Claim]:
    """Registration marks of aircraft in capitals, that have the form of a national register."""
    for token in passage.source.tokens:
        mark = read_mark(token.text)
        if mark is not None and mark.verdict == "valid":
            yield passage.claim("registration", token.text, token.start, token.end)
