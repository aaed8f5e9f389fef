"""What the window shows before its first page: that it is being opened, or why it cannot be and what to do."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from runner.review.language import translate


class Arrival(QWidget):
    """A sentence; if the page cannot be opened, also buttons to try again or to go to the start page."""

    again_wanted = pyqtSignal()
    home_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.said = QLabel(translate("shell", "Opening …"))
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again, self.home = (
            QPushButton(translate("shell", "Try again")),
            QPushButton(translate("shell", "Start page")),
        )
        self.again.clicked.connect(lambda _checked: self.again_wanted.emit())
        self.home.clicked.connect(lambda _checked: self.home_wanted.emit())
        buttons, layout = QHBoxLayout(), QVBoxLayout(self)
        buttons.addStretch(1)
        for button in (self.again, self.home):
            button.setAutoDefault(True)
            button.hide()
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.setContentsMargins(40, 24, 40, 24)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(self.said)
        layout.addLayout(buttons)
        layout.addStretch(1)

    def show_opening(self) -> None:
        """Say that a page is being opened."""
        self.said.setText(translate("shell", "Opening …"))
        self.again.hide()
        self.home.hide()

    def show_refusal(self, words: str, *, at_home: bool) -> None:
        """Say why the page cannot be opened; `at_home` is true if it is the start page itself."""
        self.said.setText(words)
        self.again.show()
        self.home.setVisible(not at_home)
        self.again.setFocus()
