"""The page of new sets while there are none: asks for folders."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.widgets.paragraph import Paragraph
from runner.review.language import translate


class EmptyIntake(QWidget):
    """A sentence and a button."""

    def __init__(self) -> None:
        super().__init__()
        title = QLabel(translate("intake", "Drop one or several folders of photos here"))
        title.setProperty("role", "title")
        self.about = Paragraph(
            translate(
                "intake",
                "Each folder becomes a set: photos that have something in common, such as a place or a "
                "subject. Your photos are only read, and nothing starts until you say so.",
            )
        )
        self.begin = QPushButton(translate("intake", "Choose a folder …"))
        self.begin.setProperty("role", "primary")
        self.begin.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addLayout(self.about.centred())
        layout.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
