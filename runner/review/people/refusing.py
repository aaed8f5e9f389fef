"""Words that are not recorded: about what was forgotten, or over what others said meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from runner.messages import say
from runner.people.forgetting import Forgotten
from runner.people.said import what_counts
from runner.store.forgotten_people import PeopleForgotten
from runner.store.people import Assertion, UnseenWords, Word

Sourced = tuple[str | None, Word]
"""A word, and the program whose word it is; None for a person's own."""


def refuse_forgotten(gone: Forgotten, words: Sequence[Word]) -> None:
    """PeopleForgotten for words about a place where a face was forgotten, whichever program drew its box."""
    faces = {face for word in words if word.kind != "merged" for face in (word.face, word.other) if face}
    if about := [face for face in faces if face in gone]:
        raise PeopleForgotten(say("people.was_forgotten", count=len(about)), say("people.was_forgotten_mend"))


def newest(words: Sequence[Sourced]) -> Sequence[Assertion]:
    """The words as they would count if they were recorded now."""
    first = sys.maxsize - len(words)
    return [Assertion(first + at, *word, source) for at, (source, word) in enumerate(words)]


def refuse_overruling(
    words: Sequence[Word], source: str | None, news: Sequence[Assertion], every: Sequence[Assertion]
) -> None:
    """UnseenWords where these words would overrule news, by what ties faces and persons together."""
    new = newest([(source, word) for word in words])
    before, after = what_counts(every).overruled, what_counts([*every, *new]).overruled
    if lost := [each for each in news if each in after and each not in before]:
        raise UnseenWords(lost)
