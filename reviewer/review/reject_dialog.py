"""Asks why a photo is rejected: one line, and earlier reasons with a key for each."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QCompleter, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from runner.review.language import translate

MOST = 9


def usual() -> list[str]:
    """Common reasons."""
    return [
        translate("reject", "out of focus"),
        translate("reject", "almost the same as another"),
        translate("reject", "badly exposed"),
        translate("reject", "subject not recognisable"),
        translate("reject", "texts are wrong"),
        translate("reject", "not for publication"),
    ]


class RejectDialog(QDialog):
    """Asks for a reason. Alt+1 to Alt+9 choose one from the list at once."""

    chosen = pyqtSignal(str)

    def __init__(self, what: str, about: str, known: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(what)
        reasons = list(dict.fromkeys([*known, *usual()]))[:MOST]
        self.line = QLineEdit()
        self.line.setPlaceholderText(translate("reject", "Reason …"))
        self.line.setAccessibleName(translate("reject", "Reason"))
        completer = QCompleter(reasons, self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._take)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(about))
        layout.addWidget(self.line)
        for number, reason in enumerate(reasons, 1):
            button = QPushButton(translate("reject", "Alt+{}   {}").format(number, reason))
            button.setProperty("role", "quiet")
            button.setStyleSheet("text-align: left")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, r=reason: self._choose(r))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(button.click)
            layout.addWidget(button)
        self.setMinimumWidth(420)
        self.line.setFocus()

    def _take(self) -> None:
        if self.line.text().strip():
            self._choose(self.line.text().strip())

    def _choose(self, reason: str) -> None:
        self.accept()
        self.chosen.emit(reason)
