"""Carries out a person's changes in order. A change that the disk or another program refuses can be tried again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.errors import EnvError
from runner.review.conflicts import tried
from runner.review.language import spoken, translate


class _Change(NamedTuple):
    work: Callable[[], Any]
    then: Callable[[Any], None]


class Changes(QObject):
    """The changes of one page. After a change is refused, later ones are refused, too, until it is tried again.

    Otherwise an earlier change that is tried again would overwrite a later one.
    """

    refused = pyqtSignal(str)  # why nothing can be saved now, in words
    settled = pyqtSignal()  # everything has been saved or dropped

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self._out = 0  # handed to the operations' thread, result not delivered yet
        self._refused: list[_Change] = []
        self._why = ""
        self._obstacle: EnvError | None = None  # only used in that thread

    def carry_out(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Queue a change; `then` is called with its result. Changes that were refused are tried again first."""
        if self._refused and not self._out:
            self.try_again()
        self._hand_over(_Change(work, then))

    def try_again(self) -> None:
        """Carry out the refused changes again, in their original order."""
        again = self._take()
        for change in again:
            self._hand_over(change)

    def discard(self) -> None:
        """Drop the refused changes."""
        self._take()
        self._settle()

    def unkept(self) -> str:
        """How many changes were refused, and why; empty if there are none."""
        if not self._refused:
            return ""
        count = translate("changes", "%Ln change(s) could not be saved.", "", len(self._refused))
        return f"{count}\n{self._why}"

    def _take(self) -> list[_Change]:
        taken, self._refused, self._why = self._refused, [], ""
        if taken:
            self._operations.submit(self._forget)
        return taken

    def _forget(self) -> None:
        self._obstacle = None

    def _hand_over(self, change: _Change) -> None:
        self._out += 1
        self._operations.submit(partial(self._attempt, change.work), partial(self._told, change), self._failed)

    def _attempt(self, work: Callable[[], Any]) -> Any:
        """Do the work, in the operations' thread; once a change was refused, return its error for all later ones."""
        if self._obstacle is not None:
            return self._obstacle
        result = tried(work)
        if isinstance(result, EnvError):
            self._obstacle = result
        return result

    def _told(self, change: _Change, result: Any) -> None:
        self._out -= 1
        if isinstance(result, EnvError):
            self._refused.append(change)
            self._why = result.in_words(spoken())
            self.refused.emit(self._why)
        else:
            change.then(result)
            self._settle()

    def _settle(self) -> None:
        if not self._refused and not self._out:
            self.settled.emit()

    def _failed(self, words: str) -> None:
        self._out -= 1
        self._operations.failed.emit(words)
