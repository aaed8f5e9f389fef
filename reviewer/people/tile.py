"""One tile of the people page: a face and two lines of text."""

from __future__ import annotations

from typing import NamedTuple

from PyQt6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate

TILE = Qt.ItemDataRole.UserRole
SIZE = QSize(150, 186)
_ROUND = 6


class Tile(NamedTuple):
    """All that a tile shows."""

    crop: str | None  # path of the picture; None for a face that no detector found
    title: str
    about: str
    strong: bool  # the title is in bold
    part: int | None = None  # number of the part that it would be in after a split, from 0


class TilePainter(QStyledItemDelegate):
    """Paints tiles. Never decodes: the place of a picture that has not been decoded yet stays empty."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The same size for every tile."""
        return size()

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one tile."""
        tile: Tile | None = index.data(TILE)
        if painter is None or tile is None:
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = option.rect.adjusted(3, 3, -3, -3)
        _ground(painter, box, option.state)
        line = painter.fontMetrics().height() + 1
        self._picture(painter, box.adjusted(6, 6, -6, -2 * line - 6), tile)
        _texts(painter, QRect(box.left() + 8, box.bottom() - 2 * line - 2, box.width() - 16, 2 * line), tile)
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, tile: Tile) -> None:
        pixmap = self._pictures.get(tile.crop) if tile.crop else QPixmap()
        if pixmap is not None and pixmap.isNull():
            painter.setPen(QColor(theme.current().muted))
            words = translate("people_tile", "no picture")
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        elif pixmap is not None:
            draw_round(painter, box, pixmap)
        if tile.part is not None:
            _number(painter, box, tile.part)


def size() -> QSize:
    """The size of every tile, with room for two lines of text."""
    return QSize(theme.scaled(SIZE.width()), theme.scaled(SIZE.height()))


def draw_round(painter: QPainter, box: QRect, pixmap: QPixmap) -> None:
    """Draw a picture as a square with round corners, as large as the box has room for."""
    side = min(box.width(), box.height())
    target = QRect(box.center().x() - side // 2, box.center().y() - side // 2, side, side)
    least = min(pixmap.width(), pixmap.height())
    source = QRect((pixmap.width() - least) // 2, (pixmap.height() - least) // 2, least, least)
    path = QPainterPath()
    path.addRoundedRect(QRectF(target), _ROUND, _ROUND)
    painter.save()
    painter.setClipPath(path)
    painter.drawPixmap(target, pixmap, source)
    painter.restore()


def _ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    look = theme.current()
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    current = bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setBrush(QColor(look.line if chosen else look.panel))
    pen = QPen(QColor(look.accent), 2.5 if current else 1.5) if chosen or current else Qt.PenStyle.NoPen
    painter.setPen(pen)
    painter.drawRoundedRect(QRectF(box), _ROUND, _ROUND)


def _texts(painter: QPainter, box: QRect, tile: Tile) -> None:
    look, metrics = theme.current(), painter.fontMetrics()
    upper, lower = box.adjusted(0, 0, 0, -box.height() // 2), box.adjusted(0, box.height() // 2, 0, 0)
    font = QFont(painter.font())
    font.setBold(tile.strong)
    painter.setFont(font)
    painter.setPen(QColor(look.text if tile.strong else look.muted))
    middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
    shown = painter.fontMetrics().elidedText(tile.title, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(upper, middle, shown)
    font.setBold(False)
    painter.setFont(font)
    painter.setPen(QColor(look.muted))
    painter.drawText(lower, middle, metrics.elidedText(tile.about, Qt.TextElideMode.ElideRight, box.width()))


def _number(painter: QPainter, box: QRect, part: int) -> None:
    """Mark the part that a face would be in by colour and number, so that nobody needs to tell colours apart."""
    look = theme.current()
    side = theme.scaled(22)
    mark = QRectF(box.left() + 4, box.top() + 4, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.good if part == 0 else look.accent))
    painter.drawEllipse(mark)
    painter.setPen(QColor(look.on_accent))
    painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(part + 1))
