"""Paints land, graticule and groups of photos in the colours of the theme."""

from __future__ import annotations

import math

from PyQt6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from reviewer.review.map_projection import Projection
from reviewer.widgets import theme
from runner.review.language import number
from runner.review.outlines import rings

_NEAR = 25.0
"""Above this scale, in pixels per degree, the finer outlines are drawn."""

_NET = (30.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01)
_LINE_PX = 70


def read_outlines() -> None:
    """Read all outlines into the cache. Slow, so not for the GUI thread."""
    rings("110m")
    rings("50m")


def land(view: Projection, ratio: float, *, outlines: bool) -> QPixmap:
    """The graticule, and with `outlines` the outlines of the countries; `ratio` is device pixels per pixel."""
    look = theme.current()
    pixmap = QPixmap(view.size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(look.ground))
    painter = QPainter(pixmap)
    painter.setPen(QPen(QColor(look.line), 1))
    painter.setBrush(QColor(look.panel))
    shown = view.area(QRect(QPoint(0, 0), view.size))
    for ring in rings("50m" if view.scale > _NEAR else "110m") if outlines else ():
        west, south, east, north = ring.box
        if west <= shown.east and east >= shown.west and south <= shown.north and north >= shown.south:
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in view.points(ring.points).tolist()]))
    _net(painter, view)
    painter.end()
    return pixmap


def radius(count: int) -> float:
    """The radius of the circle for this many photos, in pixels."""
    return 11 + 3.2 * math.log10(max(count, 1)) * 1.6


def cluster(painter: QPainter, at: QPoint, count: int, *, current: bool) -> None:
    """Draw a group: a circle with the number of its photos."""
    look, reach = theme.current(), radius(count)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(look.accent))
    painter.setPen(QPen(QColor(look.text if current else look.on_accent), 3 if current else 1.2))
    painter.drawEllipse(QPointF(at), reach, reach)
    painter.setPen(QColor(look.on_accent))
    box = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _brief(count))
    painter.restore()


def band(painter: QPainter, box: QRect) -> None:
    """Draw the rectangle that a person is drawing."""
    colour = QColor(theme.current().accent)
    painter.setPen(QPen(colour, 1))
    colour.setAlpha(50)
    painter.setBrush(colour)
    painter.drawRect(box)


def line(painter: QPainter, box: QRectF, words: str) -> None:
    """Write a sentence along the bottom of the map."""
    look = theme.current()
    strip = QRectF(box.left(), box.bottom() - 26, box.width(), 26)
    painter.fillRect(strip, QColor(look.panel))
    painter.setPen(QColor(look.muted))
    text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(strip.width()) - 20)
    painter.drawText(strip.adjusted(10, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, text)


def _net(painter: QPainter, view: Projection) -> None:
    """Draw meridians and parallels at round numbers, with their degrees."""
    look, shown = theme.current(), view.area(QRect(QPoint(0, 0), view.size))
    step = next((each for each in reversed(_NET) if each * view.scale * view.squeeze >= _LINE_PX), _NET[0])
    digits = max(0, -math.floor(math.log10(step)))
    pen, words = QPen(QColor(look.line), 1, Qt.PenStyle.DotLine), QColor(look.muted)
    for at in range(math.ceil(shown.west / step), math.floor(shown.east / step) + 1):
        x = view.point(0, at * step).x()
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 0), QPointF(x, view.size.height()))
        painter.setPen(words)
        painter.drawText(QPointF(x + 4, 14), f"{number(abs(at * step), digits)}° {'W' if at < 0 else 'E'}")
    for at in range(math.ceil(shown.south / step), math.floor(shown.north / step) + 1):
        y = view.point(at * step, 0).y()
        painter.setPen(pen)
        painter.drawLine(QPointF(0, y), QPointF(view.size.width(), y))
        painter.setPen(words)
        painter.drawText(QPointF(4, y - 4), f"{number(abs(at * step), digits)}° {'S' if at < 0 else 'N'}")


def _brief(count: int) -> str:
    """A short form of a number: 950, 12 k."""
    return str(count) if count < 1000 else f"{round(count / 1000)} k"
