"""Refuses assertions that would overrule what others said meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from runner.people.said import what_counts
from runner.store.people import Assertion, UnseenWords, Word

Sourced = tuple[str | None, Word]
"""An assertion and the program that it comes from; None for a person's own."""


def newest(words: Sequence[Sourced]) -> Sequence[Assertion]:
    """The assertions as they would count if they were recorded now."""
    first = sys.maxsize - len(words)
    return [Assertion(first + at, *word, source) for at, (source, word) in enumerate(words)]


def refuse_overruling(words: Sequence[Sourced], news: Sequence[Assertion], every: Sequence[Assertion]) -> None:
    """Raise UnseenWords if these assertions would overrule news through the ties between faces and persons."""
    before, after = what_counts(every).overruled, what_counts([*every, *newest(words)]).overruled
    if lost := [each for each in news if each in after and each not in before]:
        raise UnseenWords(lost)
