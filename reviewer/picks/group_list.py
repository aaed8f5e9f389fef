"""The list of groups on the left: each with its best photo, its number of photos, and its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PyQt6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from reviewer.widgets.tiles import paint_ground, paint_picture, write
from runner.review.language import moment, translate
from runner.review.picks.board import Card
from runner.review.session import Session

CARD = Qt.ItemDataRole.UserRole
_PICTURE = QSize(84, 64)


def title(card: Card) -> str:
    """The kind of a group and its number of photos."""
    words = {
        "bracket": translate("group_list", "Bracket: %Ln photo(s)", "", card.frames),
        "stack": translate("group_list", "Focus stack: %Ln photo(s)", "", card.frames),
        "panorama": translate("group_list", "Panorama: %Ln photo(s)", "", card.frames),
    }
    return words.get(card.kind) or translate("group_list", "%Ln photo(s)", "", card.frames)


def standing(card: Card) -> str:
    """The state of a group in a few words: undecided, or what was decided."""
    if card.again:
        return translate("group_list", "kept photo is gone")
    if card.picked and card.open:
        return translate("group_list", "{} picked, %Ln undecided", "", card.open).format(card.picked)
    if card.picked:
        return translate("group_list", "%Ln picked", "", card.picked)
    if card.is_decided:
        return translate("group_list", "rejected")
    return translate("group_list", "kept whole") if card.is_sequence else translate("group_list", "undecided")


class GroupModel(QAbstractListModel):
    """An ordered list of groups."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        photos = session.review_set.photos
        self._taken, self._thumbnails = photos["captured_at"], photos["thumbnail"]
        self._renditions = session.review_set.renditions
        self.shown: Sequence[str] = ()
        self.cards: Mapping[str, Card] = {}

    def show_groups(self, cards: Mapping[str, Card], shown: Sequence[str]) -> None:
        """Show these groups in this order."""
        self.beginResetModel()
        self.cards, self.shown = cards, shown
        self.endResetModel()

    def put(self, cards: Mapping[str, Card]) -> None:
        """Update the cards of the groups that are shown."""
        self.cards = cards
        self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # noqa: N802
        """How many groups are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card, its title, or its text for tooltips and screen readers."""
        if not index.isValid():
            return None
        card = self.cards[self.shown[index.row()]]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return title(card)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(filter(None, (title(card), self.taken(card), standing(card))))
        return None

    def taken(self, card: Card) -> str:
        """When its best photo was taken; empty if that is unknown."""
        at = self._taken[card.cover]
        return moment(at) if at is not None else ""

    def thumbnail(self, card: Card) -> Path | None:
        """The path of the thumbnail of its best photo; None if it has none."""
        name = self._thumbnails[card.cover]
        return self._renditions / name if name else None


class GroupPainter(QStyledItemDelegate):
    """Paints one group. Never decodes."""

    def __init__(self, model: GroupModel, pictures: Pictures) -> None:
        super().__init__()
        self._model, self._pictures = model, pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The same size for every group."""
        lines = 3 * (option.fontMetrics.height() + 2)
        return QSize(theme.scaled(210), max(_PICTURE.height(), lines) + 14)

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one group."""
        card: Card | None = index.data(CARD)
        if painter is None or card is None:
            return
        painter.save()
        tile = option.rect.adjusted(3, 2, -3, -2)
        paint_ground(painter, tile, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        box = QRect(tile.left() + 5, tile.top() + 4, _PICTURE.width(), tile.height() - 8)
        path = self._model.thumbnail(card)
        if path is not None:
            paint_picture(painter, box, self._pictures.get(str(path)))
        self._lines(painter, tile.adjusted(_PICTURE.width() + 14, 4, -6, -4), card)
        painter.restore()

    def _lines(self, painter: QPainter, box: QRect, card: Card) -> None:
        look, high = theme.current(), painter.fontMetrics().height() + 2
        settled = look.good if card.picked else look.muted
        colour = settled if card.is_decided else look.muted if card.is_sequence else look.warning
        lines = ((title(card), look.text), (self._model.taken(card), look.muted), (standing(card), colour))
        top = box.top() + max(0, (box.height() - 3 * high) // 2)
        for number, (text, ink) in enumerate(lines):
            line = QRect(box.left(), top + number * high, box.width(), high)
            write(painter, line, text, ink, Qt.TextElideMode.ElideRight)


class GroupList(QListView):
    """One column of groups. `opened` is emitted when another one becomes current."""

    opened = pyqtSignal(str)

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self.groups = GroupModel(session)
        self.setProperty("role", "photos")
        self.setAccessibleName(translate("group_list", "Groups"))
        self.setModel(self.groups)
        self._painter = GroupPainter(self.groups, pictures)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        pictures.ready.connect(lambda _path: self.repaint_all())
        chosen = self.selectionModel()
        assert chosen is not None
        chosen.currentChanged.connect(lambda index, _before: self._tell(index))

    def show_groups(self, cards: Mapping[str, Card], shown: Sequence[str], current: str | None) -> None:
        """Show these in this order; makes `current` current, or the first if it is not there. Emits nothing."""
        self.blockSignals(True)
        self.groups.show_groups(cards, shown)
        self.choose(current if current in shown else next(iter(shown), None))
        self.blockSignals(False)

    def choose(self, group: str | None) -> None:
        """Make a group current."""
        if group in self.groups.shown:
            self.setCurrentIndex(self.groups.index(self.groups.shown.index(group)))

    def current(self) -> str | None:
        """The current group; None if there is none."""
        row = self.currentIndex().row()
        return self.groups.shown[row] if 0 <= row < len(self.groups.shown) else None

    def step(self, by: int) -> None:
        """Go this many groups on; stops at either end."""
        row = min(max(self.currentIndex().row() + by, 0), len(self.groups.shown) - 1)
        if row >= 0:
            self.setCurrentIndex(self.groups.index(row))

    def repaint_all(self) -> None:
        """Repaint the visible groups."""
        viewport = self.viewport()
        if viewport is not None and self.isVisible():
            viewport.update()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.groups.shown[index.row()])
