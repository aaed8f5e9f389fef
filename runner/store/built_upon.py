"""Refuses to undo or redo a change about people if later assertions depend on it.

People refer to a name that was given when they say who else shows this person, or whether the person may be named:
without the name, their assertions would be about nobody. After a merge, what is said of one person applies to both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from runner.errors import RunnerError
from runner.messages import say

if TYPE_CHECKING:
    from runner.store.people import Assertion


class BuiltUpon(RunnerError):
    """An assertion made since then depends on a change. The change was neither undone nor redone."""

    def __init__(self, reviewer: str) -> None:
        self.reviewer = reviewer
        super().__init__(say("people.built_upon", reviewer=reviewer))

    def __reduce__(self) -> tuple[type[BuiltUpon], tuple[str]]:
        return type(self), (self.reviewer,)


def refuse_built_upon(words: Sequence[Assertion], since: Iterable[Assertion]) -> None:
    """Raise BuiltUpon if an assertion made `since` is about a person whom these assertions name or merge."""
    persons = {
        each for word in words if word.kind in ("person", "merged") for each in (word.person, word.other) if each
    }
    for each in since:
        if not persons.isdisjoint((each.person, each.other)):
            raise BuiltUpon(each.reviewer)
