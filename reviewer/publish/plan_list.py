"""The photos of a plan as tiles: the name of each at the target, and what happens to it in a word or two."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PyQt6.QtGui import QPainter, QPixmap
from PyQt6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from reviewer.widgets.tiles import Tiles, paint_ground, paint_picture, write
from runner.review.language import translate
from runner.review.publish.planned import Line
from runner.review.wording import named

PICTURE = QSize(164, 122)
"""Room for a picture in a tile, in pixels."""

_HIGH = 20
"""The height of a line of text at the normal size, in pixels."""

_LINE = Qt.ItemDataRole.UserRole + 1


class PlanModel(QAbstractListModel):
    """The lines of one group."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, index: QModelIndex) -> Line | None:
        """The line at an index; None if there is none."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """The number of lines; items have no children."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line for the painter, or its name; screen readers also read what happens to it."""
        line = self.line(index)
        if line is None:
            return None
        if role == _LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}, {about(line)}"
        return None


class PlanList(Tiles):
    """Tiles that wrap into rows, for keyboard and pointer."""

    def __init__(self, model: PlanModel, pictures: Pictures) -> None:
        super().__init__(model, pictures, _tile())
        self.setAccessibleName(translate("publish", "Photos of this group"))
        self.setItemDelegate(_PlanTile(pictures, self))


class _PlanTile(QStyledItemDelegate):
    """Paints the picture, the name, and what changes."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: ARG002, N802
        """The same size for every tile."""
        return _tile()

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one tile."""
        line: Line | None = index.data(_LINE)
        if painter is None or line is None:
            return
        look, tile = theme.current(), option.rect.adjusted(3, 3, -3, -3)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, tile, chosen=chosen)
        self._picture(painter, QRect(tile.left() + 5, tile.top() + 5, tile.width() - 10, PICTURE.height()), line)
        high = theme.scaled(_HIGH)
        below = QRect(tile.left() + 8, tile.top() + PICTURE.height() + 7, tile.width() - 16, high)
        write(painter, below, line.name, look.text, Qt.TextElideMode.ElideMiddle)
        write(painter, below.translated(0, high), about(line), look.muted, Qt.TextElideMode.ElideRight)
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, line: Line) -> None:
        pixmap = self._pictures.get(str(line.picture)) if line.picture else QPixmap()
        paint_picture(painter, box, pixmap)


def _tile() -> QSize:
    """The size of a tile with two lines below its picture."""
    return PICTURE + QSize(16, 22 + theme.scaled(2 * _HIGH))


def about(line: Line) -> str:
    """What happens to a photo, in a word or two."""
    if line.reason or line.drift:
        return line.reason or line.drift[0]
    if line.was and line.action == "move":
        return translate("publish", "was {}").format(line.was)
    if line.texts and line.stands:
        return ", ".join(named(name) for name, _old, _new in line.texts)
    if line.action == "change":
        return translate("publish", "other files or columns")
    return ""
