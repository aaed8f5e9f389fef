"""Finds claims of dates, and of numbers that count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.text.claims.claim import Claim
from runner.text.claims.registrations import read_mark
from runner.text.claims.registry import Passage, finder
from runner.text.claims.sources import MONTHS
from runner.text.claims.things import counts

_MONTH = "|".join(month.capitalize() for month in MONTHS)
_DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH})(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? (?:1[89]|20)\d\d)?"
    r"|(?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?|\d{1,2}[/.]\d{1,2}[/.](?:(?:1[89]|20)\d\d|\d\d))(?![\w-])"
)
_AMBIGUOUS = frozenset(("May", "March"))  # by themselves also a verb and a walk


@finder("date")
def dates(passage: Passage) -> Iterator[Claim]:
    """Years, months and days: July 2024, 4 May 1945, 1999-12-31. Words in quotation marks are text in the picture."""
    for start, end in _dates(passage):
        yield passage.claim("date", passage.source.text[start:end], start, end)


@finder("number")
def numbers(passage: Passage) -> Iterator[Claim]:
    """Words with a digit that neither count things nor are a date, a registration or text in the picture."""
    taken = [*_dates(passage), *passage.quoted, *_counting(passage)]
    for token in passage.source.tokens:
        free = not any(start <= token.start < end for start, end in taken)
        if free and any(map(str.isdigit, token.text)) and read_mark(token.text) is None:
            yield passage.claim("number", token.fold, token.start, token.end)


def _dates(passage: Passage) -> list[tuple[int, int]]:
    spans = (match.span() for match in _DATE.finditer(passage.source.text) if match.group() not in _AMBIGUOUS)
    return [span for span in spans if not any(first <= span[0] < last for first, last in passage.quoted)]


def _counting(passage: Passage) -> list[tuple[int, int]]:
    """The span from each count's number to its noun, as far as a quantity looks back for its number."""
    spans = []
    for claim in counts(passage):
        before = [token for token in passage.source.tokens if token.end <= claim.start][-5:]
        first = next((token for token in before if any(map(str.isdigit, token.text))), None)
        if first is not None:
            spans.append((first.start, claim.end))
    return spans
