"""The newest photos that a run has finished: picture, name, outcome, and why or the caption."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QPainter, QPixmap
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.widgets import badges, theme
from reviewer.widgets.thumbnails import Pictures
from reviewer.widgets.tiles import Tiles, paint_ground, paint_picture, write
from runner.review.language import translate, worded
from runner.review.wording import word
from runner.store.progress_file import Through

PICTURE = QSize(156, 116)
"""Room for a picture in a tile, in pixels."""

_LINE, _MARK = 20, 16
_PHOTO = Qt.ItemDataRole.UserRole + 1


class NewestModel(QAbstractListModel):
    """The newest photos, newest first; `renditions` is the folder that contains their pictures."""

    def __init__(self, renditions: Path) -> None:
        super().__init__()
        self.renditions = renditions
        self._photos: tuple[Through, ...] = ()

    def show_photos(self, photos: Sequence[Through]) -> None:
        """Show these photos. If they are the same as before, nothing is repainted."""
        if tuple(photos) != self._photos:
            self.beginResetModel()
            self._photos = tuple(photos)
            self.endResetModel()

    def photo(self, index: QModelIndex) -> Through | None:
        """The photo at an index; None if there is none."""
        return self._photos[index.row()] if index.isValid() and index.row() < len(self._photos) else None

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """The number of photos; items have no children."""
        return 0 if parent.isValid() else len(self._photos)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The photo for the painter, or its name; tooltips and screen readers also get the outcome."""
        photo = self.photo(index)
        if photo is None:
            return None
        if role == _PHOTO:
            return photo
        if role == Qt.ItemDataRole.DisplayRole:
            return Path(photo.file).name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(filter(None, (f"{Path(photo.file).name}, {word(photo.fate)}", about(photo))))
        return None


class NewestPhotos(Tiles):
    """Tiles that wrap into rows. Enter or a double click emits `wanted`."""

    wanted = pyqtSignal(object)  # a Through

    def __init__(self, renditions: Path, pictures: Pictures) -> None:
        self.photos = NewestModel(renditions)
        super().__init__(self.photos, pictures, _tile())
        self.photos.setParent(self)
        self.setAccessibleName(translate("runs", "Newest photos"))
        self.setItemDelegate(_Tile(renditions, pictures, self))
        self.activated.connect(lambda index: self.wanted.emit(self.photos.photo(index)))


class _Tile(QStyledItemDelegate):
    """Paints the picture, the name, the outcome, and the reason or the caption."""

    def __init__(self, renditions: Path, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._renditions, self._pictures = renditions, pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: ARG002, N802
        """The same size for every tile."""
        return _tile()

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one tile."""
        photo: Through | None = index.data(_PHOTO)
        if painter is None or photo is None:
            return
        look, tile = theme.current(), option.rect.adjusted(3, 3, -3, -3)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, tile, chosen=chosen)
        self._picture(painter, QRect(tile.left() + 5, tile.top() + 5, tile.width() - 10, PICTURE.height()), photo)
        high = theme.scaled(_LINE)
        line = QRect(tile.left() + 8, tile.top() + PICTURE.height() + 7, tile.width() - 16, high)
        badges.paint(painter, QRectF(line.left(), line.center().y() - _MARK / 2, _MARK, _MARK), photo.fate)
        name = line.adjusted(_MARK + 6, 0, 0, 0)
        write(painter, name, Path(photo.file).name, look.text, Qt.TextElideMode.ElideMiddle)
        write(painter, line.translated(0, high), about(photo), look.muted, Qt.TextElideMode.ElideRight)
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, photo: Through) -> None:
        pixmap = self._pictures.get(str(self._renditions / photo.picture)) if photo.picture else QPixmap()
        paint_picture(painter, box, pixmap)


def _tile() -> QSize:
    """The size of a tile with two lines below its picture."""
    return PICTURE + QSize(16, 16 + theme.scaled(2 * _LINE))


def about(photo: Through) -> str:
    """The caption, or the reason why there is none to approve."""
    return worded(photo.why) if photo.why else photo.caption or ""
