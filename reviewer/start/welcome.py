"""What the start page shows while there are no sets: how to begin."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from reviewer.widgets.paragraph import Paragraph
from runner.review.language import translate


class Welcome(QFrame):
    """Three sentences and two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "side")
        title = QLabel(translate("start", "Drop a folder of photos here"))
        title.setProperty("role", "title")
        self.about = Paragraph(
            translate(
                "start",
                "The program looks at the photos and proposes captions, alt text, file names and "
                "keywords. You go through them, change what you like and approve what is right. Only what "
                "you approve is ever published, and your originals are never changed.",
            )
        )
        self.begin = QPushButton(translate("start", "Choose a folder …"))
        self.begin.setProperty("role", "primary")
        self.sample = QPushButton(translate("start", "Try the sample set"))
        buttons, layout = QHBoxLayout(), QVBoxLayout(self)
        for button in (self.begin, self.sample):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addLayout(self.about.centred())
        layout.addSpacing(10)
        layout.addLayout(buttons)
        layout.setAlignment(buttons, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
