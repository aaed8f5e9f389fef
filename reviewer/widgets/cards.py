"""Paints the parts of a card: its frame, a picture that fills a rectangle, a title with lines below it."""

from __future__ import annotations

from PyQt6.QtCore import QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from reviewer.widgets import theme


def paint_frame(painter: QPainter, tile: QRect, *, chosen: bool, pointed: bool = False) -> None:
    """Paint the frame of a card; `pointed` is true if the mouse is over it."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setBrush(QColor(look.panel))
    painter.setPen(QPen(QColor(look.accent if chosen or pointed else look.line), 2 if chosen else 1))
    painter.drawRoundedRect(QRectF(tile), 8, 8)


def draw_filling(painter: QPainter, place: QRect, pixmap: QPixmap, radius: float = 4) -> None:
    """Draw a picture so that it fills a rounded rectangle; the rest of it is cut off."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(place), radius, radius)
    size = pixmap.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    painter.setClipPath(shape)
    painter.drawPixmap(QRect(place.center() - QRect(0, 0, size.width(), size.height()).center(), size), pixmap)
    painter.setClipping(False)


def lines_height(line: int) -> int:
    """The height of a title and two lines below it, for this height of a line."""
    return 3 * (line + 3)


def write_lines(
    painter: QPainter, box: QRect, title: str, below: tuple[tuple[str, str], ...], elide: Qt.TextElideMode
) -> None:
    """Write a bold title and (text, colour) lines below it; texts that are too long are elided."""
    font, top = painter.font(), box.top()
    bold = QFont(font)
    bold.setBold(True)
    for text, colour in ((title, theme.current().text), *below):
        painter.setFont(bold if top == box.top() else font)
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        line = QRect(box.topLeft(), QSize(box.width(), metrics.height()))
        line.moveTop(top)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(text, elide, box.width()))
        top += metrics.height() + 3
