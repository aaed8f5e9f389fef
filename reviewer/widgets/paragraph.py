"""Some sentences in the middle of a page."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel

from reviewer.widgets import theme


class Paragraph(QLabel):
    """Centred text of a readable width, narrower if there is too little room, and as high as its lines."""

    def __init__(self, text: str, width: int = 560) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._width = width
        self.fit_text()

    def fit_text(self) -> None:
        """Adapt the width to the text size."""
        self.setMaximumWidth(theme.scaled(self._width))
        self.ensurePolished()
        self.updateGeometry()

    def centred(self) -> QHBoxLayout:
        """A layout with the paragraph in the middle. An alignment in a layout would ignore its height for width."""
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self)
        line.addStretch(1)
        return line

    def sizeHint(self) -> QSize:  # noqa: N802
        """The readable width; a layout with less room makes it narrower."""
        width = theme.scaled(self._width)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Half of the readable width; a layout asks for the height by itself."""
        return QSize(theme.scaled(self._width) // 2, self.fontMetrics().height())
