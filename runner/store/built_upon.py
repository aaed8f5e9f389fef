"""Words about people that rest on a change: it is neither taken back nor done again where they would change with it.

A name that somebody gave is what others mean when they say who else shows this person, or whether she may be named:
without it their words would be about nobody. After a merger, what is said of one person is said of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from runner.errors import RunnerError
from runner.messages import say

if TYPE_CHECKING:
    from runner.store.people import Assertion


class BuiltUpon(RunnerError):
    """Somebody has since said what depends on a change. It was neither taken back nor done again."""

    def __init__(self, reviewer: str) -> None:
        self.reviewer = reviewer
        super().__init__(say("people.built_upon", reviewer=reviewer))

    def __reduce__(self) -> tuple[type[BuiltUpon], tuple[str]]:
        return type(self), (self.reviewer,)


def refuse_built_upon(words: Sequence[Assertion], since: Iterable[Assertion]) -> None:
    """BuiltUpon where words that were said `since` are about a person whom these words name or merge."""
    persons = {
        each for word in words if word.kind in ("person", "merged") for each in (word.person, word.other) if each
    }
    for each in since:
        if not persons.isdisjoint((each.person, each.other)):
            raise BuiltUpon(each.reviewer)
