"""Some sentences in the middle of a page."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel

from reviewer.widgets import theme


class Paragraph(QLabel):
    """Lines of a width that can be read, centred, and narrower where there is no room; as high as they are."""

    def __init__(self, text: str, width: int = 560) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._width = width
        self.fit_text()

    def fit_text(self) -> None:
        """Take the room that the text needs at its size."""
        self.setMaximumWidth(theme.scaled(self._width))
        self.ensurePolished()
        self.updateGeometry()

    def centred(self) -> QHBoxLayout:
        """A line with the paragraph in its middle. An alignment in a layout would forget how high it has to be."""
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self)
        line.addStretch(1)
        return line

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as can be read; a layout that has less room gives what it has."""
        width = theme.scaled(self._width)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Half as wide; it is higher then, which a layout asks for by itself."""
        return QSize(theme.scaled(self._width) // 2, self.fontMetrics().height())
