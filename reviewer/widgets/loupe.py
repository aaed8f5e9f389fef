"""A lens over a picture that shows the original's own pixels around the pointer."""

from __future__ import annotations

from PyQt6.QtCore import QPoint, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PyQt6.QtWidgets import QWidget

from reviewer.widgets import theme
from runner.review.language import translate

DIAMETER = 280
"""Diameter of the lens in pixels."""


class Loupe(QWidget):
    """A round lens. It is transparent for the mouse and only shows what it is given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(DIAMETER, DIAMETER)
        self.setAccessibleName(translate("loupe", "Loupe"))
        self._pixmap = QPixmap()
        self._at = QPointF()
        self.hide()

    def look(self, at: QPoint, pixmap: QPixmap, share: QPointF) -> None:
        """Show the pixels of a picture around a point, each as one pixel of the screen.

        `at` is the point in the parent, `share` the point in the picture, from 0 to 1 in both directions.
        """
        self._pixmap = pixmap
        self._at = QPointF(share.x() * pixmap.width(), share.y() * pixmap.height())
        self.move(at - QPoint(DIAMETER // 2, DIAMETER // 2))
        self.show()
        self.raise_()
        self.update()

    def shown_point(self) -> QPointF:
        """The pixel of the picture in the middle of the lens."""
        return self._at

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """Draw the pixels, with an edge around them."""
        painter, look, path = QPainter(self), theme.current(), QPainterPath()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path.addEllipse(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(look.ground))
        side = DIAMETER * self.devicePixelRatioF()
        source = QRectF(self._at.x() - side / 2, self._at.y() - side / 2, side, side)
        painter.drawPixmap(QRectF(self.rect()), self._pixmap, source)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(look.accent), 2.5))
        painter.drawPath(path)
