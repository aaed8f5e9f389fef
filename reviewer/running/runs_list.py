"""Runs in progress, waiting and ended, in one list."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from reviewer.widgets import theme
from runner.review.language import moment, translate, worded
from runner.review.wording import capital
from runner.service.overview import Entry, Overview

_KEY = Qt.ItemDataRole.UserRole
_LINE = 44
"""Height of an entry in pixels at the normal text size."""


class RunsList(QTreeWidget):
    """Three groups of entries. The selected one stays selected while entries change, move and are added."""

    chosen = pyqtSignal(str)  # the key of an entry

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("runs", "Runs"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._listed: list[str] = []
        self.currentItemChanged.connect(self._tell)

    def show_overview(self, found: Overview, key: str | None) -> None:
        """Show these entries, with the one that has this key selected. Emits nothing."""
        self.blockSignals(True)
        keys = [f"{name} {entry.key}" for name, entries in _groups(found) for entry in entries]
        if keys != self._listed:
            self._listed = keys
            self._make(found)
        for entry in found.entries:
            self._show(entry)
        self._select(key)
        self.blockSignals(False)

    def key(self) -> str | None:
        """The key of the selected entry; None if none is selected."""
        item = self.currentItem()
        return item.data(0, _KEY) if item else None

    def item_of(self, key: str) -> QTreeWidgetItem | None:
        """The item of the entry with this key; None if there is none."""
        return next((item for item in self._items() if item.data(0, _KEY) == key), None)

    def _make(self, found: Overview) -> None:
        place = self.verticalScrollBar()
        at = place.value() if place else 0
        self.clear()
        for name, entries in _groups(found):
            if entries:
                self._add(name, entries)
        if place:
            place.setValue(at)

    def _add(self, name: str, entries: Sequence[Entry]) -> None:
        head = QTreeWidgetItem([name])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setSizeHint(0, QSize(0, theme.scaled(28)))
        self.addTopLevelItem(head)
        for entry in entries:
            item = QTreeWidgetItem([""])
            item.setData(0, _KEY, entry.key)
            item.setSizeHint(0, QSize(0, theme.scaled(_LINE)))
            head.addChild(item)
        head.setExpanded(True)

    def _show(self, entry: Entry) -> None:
        item = self.item_of(entry.key)
        if item is None:
            return
        said = f"{entry.title}\n{_how(entry)}"
        if item.text(0) != said:
            item.setText(0, said)
            item.setToolTip(0, f"{said}\n{moment(entry.at.astimezone())}")

    def _select(self, key: str | None) -> None:
        item = self.item_of(key) if key else None
        if item is not None and item is not self.currentItem():
            self.setCurrentItem(item)

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        children = [head.child(row) for head in heads if head for row in range(head.childCount())]
        return [child for child in children if child is not None]

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        key = item.data(0, _KEY) if item else None
        if key is not None:
            self.chosen.emit(key)


def _groups(found: Overview) -> list[tuple[str, tuple[Entry, ...]]]:
    return [
        (translate("runs", "Running"), found.going),
        (translate("runs", "Waiting"), found.waiting),
        (translate("runs", "Ended"), found.ended),
    ]


def _how(entry: Entry) -> str:
    said = capital(worded(entry.how))
    return said if entry.run is None or entry.run.is_going else f"{said}, {moment(entry.at.astimezone())}"
