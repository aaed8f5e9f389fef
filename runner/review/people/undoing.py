"""Undo and redo of assertions about people, in order with a reviewer's other changes."""

from __future__ import annotations

from collections.abc import Sequence

from runner.review.language import translate
from runner.review.people.desk import PeopleDesk
from runner.review.planning import Refused
from runner.review.undo import KeptElsewhere
from runner.store.people import Word


def said_undoably(desk: PeopleDesk, words: Sequence[Word], label: str) -> KeptElsewhere:
    """Record assertions, and return the change for a review's undo stack; `label` says what was done."""
    spoken = _Spoken(desk, words)
    spoken.say()
    return KeptElsewhere(label, spoken.take_back, spoken.say)


class _Spoken:
    """Assertions, and the change under which they were recorded last."""

    def __init__(self, desk: PeopleDesk, words: Sequence[Word]) -> None:
        self._desk, self._words = desk, words
        self._change: int | None = None

    def say(self) -> None:
        self._change = self._desk.say(self._words)

    def take_back(self) -> None:
        """Undo the change. Raises Refused if the same person has said something else since, as on the people page."""
        if self._desk.session.newest() != self._change:
            raise Refused(translate("session", "You have changed people elsewhere since. Undo that there first."))
        self._desk.undo()
