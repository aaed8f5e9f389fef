"""Corrections of a list of keywords that add no word."""

from __future__ import annotations

import re
from collections.abc import Callable

from runner.text.repair.prose_mends import TOO_MUCH

Keywords = tuple[str, ...]
Wrong = Callable[[Keywords], int]
"""A function that returns the number of errors in a list of keywords."""

_BETWEEN = re.compile(r"[,;|\n]")
_BEFORE = re.compile(r"^(?:[#•*\-\s]+|(?:an?|the)\s+)+", re.IGNORECASE)
_AFTER = " \t.!?,;:"


def search_terms(keywords: Keywords) -> Keywords:
    """The keywords split at commas and other separators, without articles, list markers and end punctuation."""
    pieces = (piece for keyword in keywords for piece in _BETWEEN.split(keyword))
    return tuple(term for piece in pieces if (term := _BEFORE.sub("", piece.strip()).rstrip(_AFTER)))


def drop_last(keywords: Keywords, most: int) -> Keywords:
    """The first `most` keywords; all of them if there are far too many, as such a list is not a selection of terms."""
    return keywords[:most] if len(keywords) <= TOO_MUCH * most else keywords


def leave_out(keywords: Keywords, wrong: Wrong) -> Keywords:
    """The keywords without those that cause an error. Tried from the end: of two duplicates the later one goes."""
    kept, count = keywords, wrong(keywords)
    for place in reversed(range(len(keywords))):
        if count == 0:
            break
        without = (*kept[:place], *kept[place + 1 :])
        if (fewer := wrong(without)) < count:
            kept, count = without, fewer
    return kept
