"""The grid of sets, as cards."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QPoint, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QPixmap
from PyQt6.QtWidgets import QListView, QListWidget, QListWidgetItem

from reviewer.start.set_card import CARD, PICTURE, SIZE, Card, SetCard
from reviewer.widgets.thumbnails import THUMBNAIL_BYTES, Pictures
from runner.intake.recent_sets import RecentSet, Waiting
from runner.review.language import translate


class SetGrid(QListWidget):
    """Arrow keys go from card to card, Enter or a double click opens one; the menu key shows what else can be done."""

    opened = pyqtSignal(object)  # a RecentSet
    asked = pyqtSignal(object, QPoint)  # a RecentSet, and the global position for its menu

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet("QListWidget { background: transparent; border: 0; outline: 0; }")
        self.setAccessibleName(translate("start", "Sets"))
        self.pictures = Pictures(THUMBNAIL_BYTES, PICTURE * 2, parent=self)
        self.setItemDelegate(SetCard(self.pictures, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSpacing(4)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.pictures.ready.connect(lambda _path: self._repaint())
        self.itemActivated.connect(lambda item: self.opened.emit(_card(item).of))
        self.customContextMenuRequested.connect(self._ask)

    def show_sets(self, sets: Sequence[RecentSet]) -> list[RecentSet]:
        """Show these sets; the current one stays current, otherwise the first. Returns the new or changed ones."""
        known = {card.of: card for card in map(self.card, range(self.count()))}
        current = self.current()
        self.clear()
        for each in sets:
            _put(QListWidgetItem(self), known.get(each, Card(each)))
        names = [each.name for each in sets]
        self.setCurrentRow(names.index(current.name) if current and current.name in names else 0 if sets else -1)
        return [each for each in sets if each not in known]

    def show_waiting(self, name: str, waiting: Waiting | None) -> None:
        """Show what the set of this name needs from a person."""
        for item in map(self.item, range(self.count())):
            if item is not None and _card(item).of.name == name:
                _put(item, Card(_card(item).of, waiting, _preview(waiting)))

    def card(self, row: int) -> Card:
        """The card in this row."""
        item = self.item(row)
        assert item is not None
        return _card(item)

    def current(self) -> RecentSet | None:
        """The current set; None if there is none."""
        card = self.current_card()
        return card.of if card is not None else None

    def current_card(self) -> Card | None:
        """The card of the current set; None if there is none."""
        item = self.currentItem()
        return _card(item) if item is not None else None

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for two rows of three."""
        return QSize(3 * SIZE.width(), 2 * SIZE.height())

    def _ask(self, at: QPoint) -> None:
        """Ask for the menu of the card under the mouse, or of the current one if a key was used."""
        item = self.itemAt(at) or self.currentItem()
        if item is not None:
            self.setCurrentItem(item)
            self.asked.emit(_card(item).of, self.mapToGlobal(self.visualItemRect(item).center()))

    def _repaint(self) -> None:
        viewport = self.viewport()
        if viewport is not None:
            viewport.update()


def _card(item: QListWidgetItem) -> Card:
    card: Card = item.data(CARD)
    return card


def _preview(waiting: Waiting | None) -> QPixmap:
    pixmap = QPixmap()
    if waiting is not None and waiting.preview:
        pixmap.loadFromData(waiting.preview)
    return pixmap


def _put(item: QListWidgetItem, card: Card) -> None:
    item.setData(CARD, card)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, card.sentence())
    item.setToolTip(card.sentence())
