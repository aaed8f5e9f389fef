"""The line in which a filter is typed; it completes the word at the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QStringListModel, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QCompleter, QLineEdit

from reviewer.widgets.offers import TypedWins
from runner.review.filters import KEYS, STATES
from runner.schema import TEXTS
from runner.store.ratings import COLOURS, FLAGS

_VALUES = {
    "outcome": ("passed", "repaired", "blocked", "failed"),
    "state": STATES,
    "decision": ("undecided", "decided", "approved", "rejected", "lapsed"),
    "is": ("contradicted", "edited", "best", "series", "repaired", "returned", "keeper_gone"),
    "missing": (*TEXTS, "subject", "location"),
    "quality": (">6", "<4"),
    "stars": (">=3", "5", "0"),
    "label": (*COLOURS, "none"),
    "flag": (*FLAGS, "none"),
    "band": ("top", "good", "average", "low", '"very low"'),
}

_WORDS = [f"{key}:" for key in KEYS] + [f"{key}:{value}" for key, values in _VALUES.items() for value in values]
"""What is completed in every run."""


class FilterLine(QLineEdit):
    """A line edit that completes the word at the cursor."""

    given_up = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[str] = ()  # conditions that photos of this run meet
        self._written: dict[str, str] = {}  # as the filter language writes it, by what is offered
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._complete)
        TypedWins(self._completer, self.returnPressed.emit)
        self.textEdited.connect(self._offer)

    def add_conditions(self, conditions: Sequence[str]) -> None:
        """Complete to these conditions too, from the next letter on: what is offered now stays."""
        self._found = conditions

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Enter takes the offered word, Escape leaves the line."""
        popup = self._completer.popup()
        offered = popup is not None and popup.isVisible()
        if event is not None and event.key() == Qt.Key.Key_Escape and not offered:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _offer(self) -> None:
        self._written = {_shown(each): each for each in (*_WORDS, *self._found)}
        if list(self._written) != self._model.stringList():
            self._model.setStringList(list(self._written))
        word = self.text()[: self.cursorPosition()].split(" ")[-1].lstrip("(-")
        self._completer.setCompletionPrefix(word)
        popup = self._completer.popup()
        if len(word) >= 2 and self._completer.completionCount() and self._completer.currentCompletion() != word:
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def _complete(self, word: str) -> None:
        cursor, text = self.cursorPosition(), self.text()
        start = cursor - len(self._completer.completionPrefix())
        written = self._written[word]
        self.setText(text[:start] + written + text[cursor:])
        self.setCursorPosition(start + len(written))


def _shown(condition: str) -> str:
    """A condition without quotation marks: nobody types them before the first blank."""
    return condition.replace('"', "")
