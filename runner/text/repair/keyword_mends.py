"""Corrections of a list of keywords that add no word."""

from __future__ import annotations

import re
from collections.abc import Callable

from runner.text.repair.prose_mends import TOO_MUCH

Keywords = tuple[str, ...]
Wrong = Callable[[Keywords], int]
"""How many errors there are in a list of keywords."""

_BETWEEN = re.compile(r"[,;|\n]")
_BEFORE = re.compile(r"^(?:[#•*\-\s]+|(?:an?|the)\s+)+", re.IGNORECASE)
_AFTER = " \t.!?,;:"


def search_terms(keywords: Keywords) -> Keywords:
    """The keywords cut at commas, without articles, signs of lists and full stops around them."""
    pieces = (piece for keyword in keywords for piece in _BETWEEN.split(keyword))
    return tuple(term for piece in pieces if (term := _BEFORE.sub("", piece.strip()).rstrip(_AFTER)))


def drop_last(keywords: Keywords, most: int) -> Keywords:
    """The first `most` keywords; all of them where there are far too many, for then they are no choice of terms."""
    return keywords[:most] if len(keywords) <= TOO_MUCH * most else keywords


def leave_out(keywords: Keywords, wrong: Wrong) -> Keywords:
    """The keywords without those that an error goes with. The last is tried first: of two twins the later one goes."""
    kept, count = keywords, wrong(keywords)
    for place in reversed(range(len(keywords))):
        if count == 0:
            break
        without = (*kept[:place], *kept[place + 1 :])
        if (fewer := wrong(without)) < count:
            kept, count = without, fewer
    return kept
