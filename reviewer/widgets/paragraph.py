"""Some sentences in the middle of a page."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from reviewer.widgets import theme


class Paragraph(QLabel):
    """Lines of a width that can be read, centred; as high as they are, also where a layout centres it."""

    def __init__(self, text: str, width: int = 560) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._width = width
        self.fit_text()

    def fit_text(self) -> None:
        """Take the room that the text needs at its size."""
        self.setFixedWidth(theme.scaled(self._width))
        self.ensurePolished()
        self.setMinimumHeight(self.heightForWidth(self.width()))
