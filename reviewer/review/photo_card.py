"""One tile: thumbnail, badge, name and quality; over the picture the stars, colour and flag given by a person."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPixmap
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.review.photo_model import CARD, Card
from reviewer.widgets import badges, ratings, theme
from reviewer.widgets.thumbnails import Pictures
from reviewer.widgets.tiles import paint_picture
from runner.review.language import number, translate

GRID = QSize(220, 190)
STRIP = QSize(132, 104)
LARGEST = QSize(GRID.width() - 12, GRID.height() - 40)
"""The size of the picture in the largest tile."""

_NAME = 11
"""The quality is hidden if it leaves room for fewer letters of the name than this."""

_LINE = 24
_MARK = 16


class PhotoCard(QStyledItemDelegate):
    """Paints tiles. Never decodes: the place of a picture that has not been decoded yet stays empty."""

    def __init__(self, pictures: Pictures, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures, self.size = pictures, size

    def resize(self, size: QSize) -> None:
        """Paint tiles of this size from now on."""
        self.size = size

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The same size for every tile."""
        return self.size

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one tile."""
        card: Card | None = index.data(CARD)
        if painter is None or card is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tile = option.rect.adjusted(3, 3, -3, -3)
        self._ground(painter, tile, option.state)
        line = max(_LINE, painter.fontMetrics().height() + 6)
        picture = tile.adjusted(5, 5, -5, -line)
        self._picture(painter, picture, card)
        ratings.paint(painter, picture, card.stars, card.colour, card.flag)
        self._line(painter, QRect(tile.left() + 6, tile.bottom() - line + 2, tile.width() - 12, line - 4), card)
        painter.restore()

    def _ground(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        look = theme.current()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(look.panel if not chosen else look.line))
        pen = QPen(QColor(look.accent), 2.5 if current else 1.5) if chosen or current else Qt.PenStyle.NoPen
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(tile), 6, 6)

    def _picture(self, painter: QPainter, box: QRect, card: Card) -> None:
        pixmap = self._pictures.get(card.thumbnail) if card.thumbnail else QPixmap()
        painter.setOpacity(0.35 if card.state == "rejected" else 1)
        paint_picture(painter, box, pixmap)
        painter.setOpacity(1)

    def _line(self, painter: QPainter, box: QRect, card: Card) -> None:
        look = theme.current()
        mark = min(theme.scaled(_MARK), box.height())
        top = box.center().y() - mark // 2 + 1
        badges.paint(painter, QRectF(box.left(), top, mark, mark), card.state)
        metrics = painter.fontMetrics()
        right = number(card.quality, 1) if card.quality is not None else ""
        best = f"{translate('photo_card', 'best')} {right}"
        if card.best and 2 * metrics.horizontalAdvance(best) < box.width():  # the mark of the series also says it
            right = best
        room = metrics.horizontalAdvance(right)
        left = box.width() - 2 * mark - 14 - room  # for the name, between its badge and the mark of a series
        if left < min(metrics.horizontalAdvance(card.name), _NAME * metrics.averageCharWidth()):
            right, room = "", 0  # on a small tile the name is more important
        painter.setPen(QColor(look.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        if card.in_series:
            room += mark + 2
            badges.paint_series(painter, QRectF(box.right() - room, top + 2, mark - 4, mark - 4), best=card.best)
        name = box.adjusted(mark + 6, 0, -room - 6, 0)
        painter.setPen(QColor(look.text))
        elided = metrics.elidedText(card.name, Qt.TextElideMode.ElideMiddle, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
