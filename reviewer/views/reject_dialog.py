"""Why a photo is rejected: one line, with the reasons of before at a key each."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QCompleter, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

USUAL = ("out of focus", "nearly the same as another", "badly exposed", "subject not recognisable", "texts are wrong",
         "not for publication")  # fmt: skip
MOST = 9


class RejectDialog(QDialog):
    """Asks for a reason. Alt+1 to Alt+9 take one of the list at once."""

    chosen = pyqtSignal(str)

    def __init__(self, what: str, about: str, known: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reject {}").format(what))
        reasons = list(dict.fromkeys([*known, *USUAL]))[:MOST]
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Reason …"))
        self.line.setAccessibleName(self.tr("Reason"))
        completer = QCompleter(reasons, self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._take)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(about))
        layout.addWidget(self.line)
        for number, reason in enumerate(reasons, 1):
            button = QPushButton(self.tr("Alt+{}   {}").format(number, reason))
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
