"""The dialog shown while a page that is being left is still saving, or if some of it cannot be saved."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from runner.review.language import translate

_WIDTH = 460


class LeavingDialog(QDialog):
    """Says what is being saved, or asks what to do if that fails. Escape means: stay on the page."""

    tried_again = pyqtSignal()
    discarded = pyqtSignal()  # leave without what cannot be saved
    stayed = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.said, self.bar = QLabel(), QProgressBar()
        self.again = QPushButton(translate("leaving", "Try again"))
        self.discard = QPushButton(translate("leaving", "Leave without saving"))
        self.stay = QPushButton(translate("leaving", "Stay here"))
        self.said.setWordWrap(True)
        self.said.setMinimumWidth(_WIDTH)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.again.setDefault(True)
        self._build()
        self.again.clicked.connect(lambda _checked: self.tried_again.emit())
        self.discard.clicked.connect(lambda _checked: self.discarded.emit())
        self.stay.clicked.connect(lambda _checked: self.reject())
        self.rejected.connect(self.stayed)

    def show_waiting(self, said: str) -> None:
        """Show what is being waited for."""
        self._show(translate("leaving", "Saving"), said, asks=False)

    def ask(self, unkept: str) -> None:
        """Ask what to do about changes that cannot be saved."""
        self._show(translate("leaving", "Not everything is saved"), unkept, asks=True)
        self.again.setFocus()

    def _show(self, title: str, said: str, *, asks: bool) -> None:
        self.setWindowTitle(title)
        self.said.setText(said)
        self.setAccessibleDescription(said)
        self.bar.setAccessibleName(said)
        self.bar.setVisible(not asks)
        for button in (self.again, self.discard):
            button.setVisible(asks)
        self.adjustSize()
        self.open()

    def _build(self) -> None:
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.said)
        layout.addWidget(self.bar)
        row.addStretch(1)
        for button in (self.stay, self.discard, self.again):
            row.addWidget(button)
        layout.addLayout(row)
