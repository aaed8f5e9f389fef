"""The badge of a state: a colour and a shape, so that nobody needs to tell colours apart."""

from __future__ import annotations

from collections.abc import Mapping

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF

from reviewer.widgets import theme
from runner.review.language import QT_TRANSLATE_NOOP, translate
from runner.review.snapshot import State

_LETTERS: Mapping[State, str] = {
    "passed": QT_TRANSLATE_NOOP("badges", "P"),
    "repaired": QT_TRANSLATE_NOOP("badges", "R"),
    "blocked": QT_TRANSLATE_NOOP("badges", "B"),
    "failed": QT_TRANSLATE_NOOP("badges", "F"),
    "mended": QT_TRANSLATE_NOOP("badges", "M"),
}
"""The first letter of the name of each state."""


def paint(painter: QPainter, box: QRectF, state: State) -> None:
    """Draw the badge of a state into a square."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.state(state))
    if state in ("approved", "rejected", "lapsed"):
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, box.width() / 5, box.width() / 5)
    _glyph(painter, box, state, QColor(look.on_state))
    painter.restore()


def paint_series(painter: QPainter, box: QRectF, *, best: bool) -> None:
    """Draw the mark of a series: two sheets. For its best photo the front one is filled."""
    look = theme.current()
    side = box.width() * 0.68
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.good if best else look.muted), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(box.x() + box.width() - side, box.y(), side, side))
    painter.setBrush(QColor(look.good if best else look.panel))
    painter.drawRect(QRectF(box.x(), box.y() + box.height() - side, side, side))
    painter.restore()


def icon(state: State, size: int = 16) -> QIcon:
    """The badge as an icon, sharp on any screen."""
    made = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint(painter, QRectF(0, 0, size * ratio, size * ratio), state)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
        made.addPixmap(pixmap, QIcon.Mode.Selected)
    return made


def _glyph(painter: QPainter, box: QRectF, state: State, colour: QColor) -> None:
    painter.setPen(QPen(colour, box.width() / 7, cap=Qt.PenCapStyle.RoundCap, join=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == "approved":
        painter.drawPolyline(QPolygonF([_at(box, 0.28, 0.52), _at(box, 0.44, 0.68), _at(box, 0.72, 0.34)]))
    elif state == "rejected":
        painter.drawLine(_at(box, 0.32, 0.32), _at(box, 0.68, 0.68))
        painter.drawLine(_at(box, 0.68, 0.32), _at(box, 0.32, 0.68))
    elif state == "lapsed":
        painter.drawArc(box.adjusted(*_inset(box)), 30 * 16, 280 * 16)
        painter.drawPoint(_at(box, 0.5, 0.5))
    else:
        font = QFont(painter.font())
        font.setBold(True)
        font.setPixelSize(max(8, round(box.height() * 0.72)))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, translate("badges", _LETTERS[state]))


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.x() + box.width() * x, box.y() + box.height() * y)


def _inset(box: QRectF) -> tuple[float, float, float, float]:
    by = box.width() * 0.27
    return by, by, -by, -by
