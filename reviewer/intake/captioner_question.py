"""Finds out in a child process which captioners could write the texts on this computer."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.widgets.child import Child
from runner.intake.captioner_choice import command, from_json


class CaptionerQuestion(QObject):
    """One question and its answer. `words` are arguments as for `runner doctor`."""

    answered = pyqtSignal(object)  # a list of CaptionerChoice; empty when there is no answer

    def __init__(self, words: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._child: Child | None = Child(command(words), self)
        self._child.ended.connect(self._end)
        self._child.start()

    def is_idle(self) -> bool:
        """True once the answer has arrived or the question was given up."""
        return self._child is None

    def stop(self) -> None:
        """Kill the child process; no answer is emitted."""
        if self._child is not None:
            self._child.abandon()
            self._child = None

    def _end(self, _code: int) -> None:
        child, self._child = self._child, None
        if child is not None:
            self.answered.emit(from_json(child.said_all))
