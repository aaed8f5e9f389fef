"""The last column of the overview: why these photos are a group, and the first few as pictures."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QRect, QSize, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.widgets import theme
from reviewer.widgets.fitted_text import fitted
from reviewer.widgets.thumbnails import Pictures

HEAD, REST, BARE = 74, 54, 38
"""Heights in pixels of a line with a state, of a line below it, and of one without pictures."""

PICTURES = Qt.ItemDataRole.UserRole + 2
"""The item data role of the paths of a line's thumbnails."""

_WORDS = 0.42
"""The words get this fraction of the width; as many pictures as fit get the rest."""

_LEAST = 190
"""The minimum width of the words, which leaves room for one picture; in pixels at the normal text size."""


_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class PictureRow(QStyledItemDelegate):
    """Paints words and pictures side by side."""

    def __init__(self, pictures: Pictures, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._pictures, self._view = pictures, view
        pictures.ready.connect(lambda _path: self._repaint())

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one line's words and pictures."""
        if painter is None:
            return
        look, chosen = theme.current(), bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(look.line))
        paths: list[str] = index.data(PICTURES) or []
        words = option.rect.adjusted(8, 2, 0, -2)
        words.setWidth(_room(option.rect) if paths else option.rect.width() - 16)
        painter.setPen(QColor(look.text if chosen else look.muted))
        shown = fitted(
            painter.fontMetrics(), index.data(Qt.ItemDataRole.DisplayRole) or "", words.width(), words.height()
        )
        painter.drawText(words, _FLAGS, shown)
        self._paint_pictures(painter, paths, words.right() + 12, option.rect)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The default height; the item of the line may set another one."""
        return QSize(0, REST)

    def _paint_pictures(self, painter: QPainter, paths: list[str], left: int, line: QRect) -> None:
        height = line.height() - 8
        for path in paths:
            pixmap = self._pictures.get(path)
            if pixmap is None or pixmap.isNull():
                continue
            width = min(round(height * pixmap.width() / pixmap.height()), height * 2)
            if left + width > line.right() - 4:
                break
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRect(left, line.top() + 4, width, height), pixmap)
            left += width + 4

    def _repaint(self) -> None:
        viewport = self._view.viewport()
        if viewport is not None and self._view.isVisible():
            viewport.update()


def _room(line: QRect) -> int:
    """The width of the words if there are pictures."""
    least = min(theme.scaled(_LEAST), line.width() - 2 * line.height())
    return max(int(line.width() * _WORDS), least)
