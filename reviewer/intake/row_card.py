"""A row of the intake: pictures of the folder, its name, what lies in it, whether it can be started."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.intake import wording
from reviewer.intake.row import Row
from reviewer.widgets import theme
from runner.review.language import translate

ROW = Qt.ItemDataRole.UserRole + 1
"""The role of a `Row`."""

PICTURES = 4
_PICTURE = QSize(66, 50)
_GAP = 4


class RowCard(QStyledItemDelegate):
    """Paints a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The same for every row, higher with larger letters."""
        return QSize(
            PICTURES * (_PICTURE.width() + _GAP) + 24, _PICTURE.height() + 3 * (option.fontMetrics.height() + 3) + 28
        )

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one row."""
        row: Row | None = index.data(ROW)
        if painter is None or row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tile = option.rect.adjusted(4, 4, -4, -4)
        self._ground(painter, tile, option.state)
        self._pictures(painter, tile.adjusted(8, 8, -8, -8), row)
        self._lines(painter, tile.adjusted(10, _PICTURE.height() + 14, -10, -4), row)
        painter.restore()

    def _ground(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        look = theme.current()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setBrush(QColor(look.panel))
        painter.setPen(QPen(QColor(look.accent if chosen else look.line), 2 if chosen else 1))
        painter.drawRoundedRect(QRectF(tile), 8, 8)

    def _pictures(self, painter: QPainter, box: QRect, row: Row) -> None:
        for number in range(PICTURES):
            place = QRect(
                box.left() + number * (_PICTURE.width() + _GAP), box.top(), _PICTURE.width(), _PICTURE.height()
            )
            if number < len(row.pictures):
                draw_filling(painter, place, row.pictures[number])
            elif row.survey is None and not row.trouble:
                painter.fillRect(place, QColor(theme.current().ground))

    def _lines(self, painter: QPainter, box: QRect, row: Row) -> None:
        look, font = theme.current(), painter.font()
        bold = QFont(font)
        bold.setBold(True)
        is_wrong = not row.can_start()
        days = wording.days(row.survey) if row.survey else ""
        about = " · ".join(filter(None, (wording.size(row), days)))
        state = wording.state(row)
        colour = look.error if is_wrong else look.muted if row.looking else look.good
        top = box.top()
        for text, face, ink in (
            (wording.title(row), bold, look.text),
            (about, font, look.muted),
            (state, font, colour),
        ):
            painter.setFont(face)
            painter.setPen(QColor(ink))
            metrics = painter.fontMetrics()
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRect(box.left(), top, box.width(), metrics.height()), Qt.AlignmentFlag.AlignLeft, elided)
            top += metrics.height() + 3


def draw_filling(painter: QPainter, place: QRect, pixmap: QPixmap) -> None:
    """Draw a picture so that it fills a rounded place; what is too much of it is cut off."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(place), 4, 4)
    size = pixmap.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    middle = place.center()
    painter.setClipPath(shape)
    corner = QRect(middle.x() - size.width() // 2, middle.y() - size.height() // 2, size.width(), size.height())
    painter.drawPixmap(corner, pixmap)
    painter.setClipping(False)


def sentence(row: Row) -> str:
    """The row as a screen reader reads it."""
    place = translate("intake", "folder {}").format(row.planned.folder)
    return ". ".join(filter(None, (wording.title(row), wording.facts(row), wording.state(row), place)))
