"""The title of a group above its tiles: what the group is, how many photos it has, and a box that selects them."""

from __future__ import annotations

from typing import NamedTuple

from PyQt6.QtCore import QRect, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPen

from reviewer.widgets import theme
from runner.review.language import number, translate

_ROOM = 90
"""Room for the number of photos, in pixels."""


class Title(NamedTuple):
    """What the title of a group shows."""

    words: str
    photos: int
    collapsed: bool  # its photos are hidden


def box(header: QRect) -> QRect:
    """The box on a title in which a click selects the photos of the group."""
    return QRect(header.right() - 26, header.center().y() - 7, 15, 15)


def paint(painter: QPainter, header: QRect, title: Title) -> None:
    """Draw a title."""
    look, plain = theme.current(), QFont(painter.font())
    painter.fillRect(header.adjusted(0, 2, 0, -2), QColor(look.panel))
    bold, text = QFont(plain), header.adjusted(12, 0, -40, 0)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(QColor(look.text))
    words = f"{'▸' if title.collapsed else '▾'}  {title.words}"
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, text.width() - _ROOM)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.setFont(plain)
    painter.setPen(QColor(look.muted))
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number(title.photos))
    painter.setPen(QPen(QColor(look.muted), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box(header), 3, 3)


def paint_band(painter: QPainter, band: QRect) -> None:
    """Draw the rubber band of a drag."""
    colour = QColor(theme.current().accent)
    painter.setPen(QPen(colour, 1))
    colour.setAlpha(50)
    painter.setBrush(colour)
    painter.drawRect(band)


def paint_nothing(painter: QPainter, view: QRect) -> None:
    """Say that there is no photo to show."""
    painter.setPen(QColor(theme.current().muted))
    painter.drawText(view, Qt.AlignmentFlag.AlignCenter, translate("tile_titles", "No photo matches the filter."))
