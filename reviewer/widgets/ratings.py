"""Paints a person's ratings of a photo: stars, a colour label, a flag."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PyQt6.QtCore import QPointF, QRect, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from reviewer.widgets import theme

COLOURS: Mapping[str, str] = {
    "red": "#d9483b", "yellow": "#e3b53a", "green": "#4ba556", "blue": "#3f7fd6", "purple": "#9358c4",
}  # fmt: skip
"""Colour labels as #rrggbb. They are the same in both themes, because a person chose them by name."""

_STAR = 13
_LETTERS: Mapping[str, str] = {"pick": "✓", "reject": "✗"}


def paint(painter: QPainter, picture: QRect, stars: int, colour: str | None, flag: str | None) -> None:
    """Draw over a picture: the stars at its bottom, the flag in a corner at its top, the colour along its left edge."""
    if colour:
        painter.fillRect(QRect(picture.left() - 4, picture.top(), 5, picture.height()), QColor(COLOURS[colour]))
    if stars:
        strip = QRectF(picture.left() + 4, picture.bottom() - _STAR - 6, stars * (_STAR + 1) + 6, _STAR + 5)
        _ground(painter, strip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#ffd75e"))
        for number in range(stars):
            box = QRectF(strip.left() + 3 + number * (_STAR + 1), strip.top() + 2, _STAR, _STAR)
            painter.drawPolygon(_star(box))
    if flag:
        box = QRectF(picture.right() - 24, picture.top() + 2, 22, 20)
        _ground(painter, box)
        painter.setPen(QPen(QColor("#8be39b" if flag == "pick" else "#ff9a93"), 1))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"⚑{_LETTERS[flag]}")


def swatch(colour: str, size: int = 12) -> QPixmap:
    """A colour label as a small square."""
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(COLOURS[colour]))
    return pixmap


def _star(box: QRectF) -> QPolygonF:
    """The outline of a star in a square."""
    return QPolygonF([_spike(box, spike) for spike in range(10)])


def _ground(painter: QPainter, box: QRectF) -> None:
    """Paint a dark background, so that a mark is visible on any photo."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.DARK.ground))
    painter.setOpacity(0.72)
    painter.drawRoundedRect(box, 4, 4)
    painter.setOpacity(1)


def _spike(box: QRectF, number: int) -> QPointF:
    reach = box.width() / 2 * (1 if number % 2 == 0 else 0.45)
    turn = math.pi * (number / 5 - 0.5)
    return QPointF(box.center().x() + reach * math.cos(turn), box.center().y() + reach * math.sin(turn))
