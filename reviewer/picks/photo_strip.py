"""All photos of a group in a row, the best first: whether each is kept, and which one is current."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QModelIndex, QRect, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from reviewer.picks.photo_frame import short_standing, standing
from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from reviewer.widgets.tiles import paint_ground, paint_picture, write
from runner.review.language import translate
from runner.review.picks.desk import Member
from runner.review.session import Session

_PICTURE = QSize(104, 72)
_PATH = Qt.ItemDataRole.UserRole
_MEMBER = Qt.ItemDataRole.UserRole + 1


class StripPainter(QStyledItemDelegate):
    """Paints one small picture with a line of text. Never decodes."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The same size for every picture."""
        return tile_size(option.fontMetrics.height())

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one picture."""
        member: Member | None = index.data(_MEMBER)
        if painter is None or member is None:
            return
        painter.save()
        tile, high = option.rect.adjusted(2, 2, -2, -2), option.fontMetrics.height()
        paint_ground(painter, tile, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        if path := index.data(_PATH):
            paint_picture(painter, tile.adjusted(4, 4, -4, -high - 6), self._pictures.get(path))
        look = theme.current()
        colour = look.error if member.flag == "reject" else look.good if member.kept else look.muted
        line = QRect(tile.left() + 6, tile.bottom() - high - 3, tile.width() - 12, high)
        write(painter, line, short_standing(member), colour, Qt.TextElideMode.ElideRight)
        painter.restore()


def tile_size(line: int) -> QSize:
    """The size of a picture with a line of text of this height below it."""
    return QSize(max(_PICTURE.width(), theme.scaled(118)), _PICTURE.height() + line + 14)


class PhotoStrip(QListWidget):
    """Small pictures; a click makes one current."""

    pointed = pyqtSignal(int)  # position in the group

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.setAccessibleName(translate("photo_strip", "Photos of the group"))
        self.setProperty("role", "photos")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = StripPainter(pictures)
        self.setItemDelegate(self._painter)
        self.fit_text()
        pictures.ready.connect(lambda _path: self._repaint())
        self.currentRowChanged.connect(lambda row: self.pointed.emit(row) if row >= 0 else None)

    def show_members(self, session: Session, members: Sequence[Member], current: int) -> None:
        """Show these photos; the one at `current` is current."""
        self.blockSignals(True)
        self.clear()
        photos = session.review_set.photos
        for member in members:
            name = photos["thumbnail"][member.place]
            item = QListWidgetItem(self)
            item.setData(_PATH, str(session.review_set.renditions / name) if name else "")
        self.describe(session, members)
        self.setCurrentRow(current)
        self.blockSignals(False)

    def describe(self, session: Session, members: Sequence[Member]) -> None:
        """Update the state of each photo."""
        paths = session.review_set.photos["source_path"]
        for row, member in enumerate(members):
            item = self.item(row)
            if item is not None:
                item.setData(_MEMBER, member)
                item.setToolTip(f"{paths[member.place].rpartition('/')[2]}: {standing(member)}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, item.toolTip())

    def point(self, row: int) -> None:
        """Make a photo current without emitting `pointed`."""
        self.blockSignals(True)
        self.setCurrentRow(row)
        self.blockSignals(False)

    def fit_text(self) -> None:
        """Make room for the pictures, a line of text at the current size, and a scroll bar."""
        self.ensurePolished()
        self.setFixedHeight(tile_size(self.fontMetrics().height()).height() + 15)
        self.scheduleDelayedItemsLayout()

    def _repaint(self) -> None:
        viewport = self.viewport()
        if viewport is not None and self.isVisible():
            viewport.update()
