"""Paints a row of the intake: pictures of the folder, its name, its contents, and whether it can be started."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QRect, QSize, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.intake import wording
from reviewer.intake.row import Row
from reviewer.widgets import theme
from reviewer.widgets.cards import draw_filling, lines_height, paint_frame, write_lines
from runner.review.language import translate

ROW = Qt.ItemDataRole.UserRole + 1
"""The item data role of a `Row`."""

PICTURES = 4
_PICTURE = QSize(66, 50)
_GAP = 4


class RowCard(QStyledItemDelegate):
    """Paints a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The same for every row; the height grows with the font."""
        return QSize(
            PICTURES * (_PICTURE.width() + _GAP) + 24,
            _PICTURE.height() + lines_height(option.fontMetrics.height()) + 28,
        )

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one row."""
        row: Row | None = index.data(ROW)
        if painter is None or row is None:
            return
        painter.save()
        tile = option.rect.adjusted(4, 4, -4, -4)
        paint_frame(painter, tile, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        self._pictures(painter, tile.adjusted(8, 8, -8, -8), row)
        self._lines(painter, tile.adjusted(10, _PICTURE.height() + 14, -10, -4), row)
        painter.restore()

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
        look = theme.current()
        days = wording.days(row.survey) if row.survey else ""
        about = " · ".join(filter(None, (wording.size(row), days)))
        colour = look.error if not row.can_start() else look.muted if row.looking else look.good
        below = ((about, look.muted), (wording.state(row), colour))
        write_lines(painter, box, wording.title(row), below, Qt.TextElideMode.ElideRight)


def sentence(row: Row) -> str:
    """The row as a screen reader reads it out."""
    place = translate("intake", "folder {}").format(row.planned.folder)
    return ". ".join(filter(None, (wording.title(row), wording.facts(row), wording.state(row), place)))
