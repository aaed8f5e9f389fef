"""Above a field that somebody else has written meanwhile: both texts, and which of them holds."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from runner.review.conflicts import Conflict
from runner.review.language import translate


class ConflictStrip(QFrame):
    """The other person's text; one's own stands in the field below. It takes no room without a conflict."""

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
        """Ask about this conflict, or about none."""
        self.setVisible(conflict is not None)
        self._said.setText(conflict.sentence() if conflict else "")

    def text(self) -> str:
        """What is asked; empty without a conflict."""
        return self._said.text()
