"""A row of pictures from a folder."""

from __future__ import annotations

from PyQt6.QtCore import QRect, QSize
from PyQt6.QtGui import QPainter, QPaintEvent, QPixmap
from PyQt6.QtWidgets import QSizePolicy, QWidget

from reviewer.widgets.cards import draw_filling
from runner.review.language import translate

_PICTURE = QSize(138, 92)
_GAP = 6


class PictureStrip(QWidget):
    """As many pictures as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: list[QPixmap] = []
        self.setFixedHeight(_PICTURE.height())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("intake", "Photos of this folder"))

    def show_pictures(self, pictures: list[QPixmap]) -> None:
        """Show these pictures instead of the earlier ones; without any, the strip is hidden."""
        self._pictures = list(pictures)
        self.setVisible(bool(pictures))
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """Draw the pictures from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, pixmap in enumerate(self._pictures):
            left = number * (_PICTURE.width() + _GAP)
            if left + _PICTURE.width() <= self.width():
                draw_filling(painter, QRect(left, 0, _PICTURE.width(), _PICTURE.height()), pixmap)
