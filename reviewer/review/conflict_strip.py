"""Shown above a field that another person has changed meanwhile: asks which of the two texts to keep."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from runner.review.conflicts import Conflict
from runner.review.language import translate


class ConflictStrip(QFrame):
    """Shows the other person's text; the user's own is in the field below. Takes no room without a conflict."""

    answered = pyqtSignal(str)  # keep_mine or take_theirs

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setProperty("role", "warning")
        self.mine = QPushButton(translate("conflict", "Keep mine"))
        self.theirs = QPushButton(translate("conflict", "Use theirs"))
        buttons, layout = QHBoxLayout(), QVBoxLayout(self)
        for button, action, key in (
            (self.mine, "keep_mine", "Ctrl+Shift+M"),
            (self.theirs, "take_theirs", "Ctrl+Shift+T"),
        ):
            button.setToolTip(key)
            button.setAccessibleDescription(title)
            button.clicked.connect(lambda _checked, answer=action: self.answered.emit(answer))
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._said)
        layout.addLayout(buttons)
        self.hide()

    def show_conflict(self, conflict: Conflict | None) -> None:
        """Ask about this conflict; None hides the strip."""
        self.setVisible(conflict is not None)
        self._said.setText(conflict.sentence() if conflict else "")

    def text(self) -> str:
        """The question; empty without a conflict."""
        return self._said.text()
