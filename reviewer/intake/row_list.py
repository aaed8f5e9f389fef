"""The list of planned sets."""

from __future__ import annotations

from collections.abc import Iterable

from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from reviewer.intake.row import Row
from reviewer.intake.row_card import ROW, RowCard, sentence
from reviewer.widgets import theme
from runner.review.language import translate


class RowList(QListWidget):
    """The form beside the list shows the current row. Sets are started from top to bottom."""

    chosen = pyqtSignal(object)  # a Row, or None
    asked = pyqtSignal(QPoint)  # the global position for the menu of the current row

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("intake", "New sets"))
        self.setItemDelegate(RowCard(self))
        self.setStyleSheet("QListWidget { background: transparent; border: 0; outline: 0; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit_text()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit(self.current()))

    def fit_text(self) -> None:
        """Adapt the width to the text size and lay the rows out again."""
        self.setFixedWidth(min(theme.scaled(314), 420))
        self.scheduleDelayedItemsLayout()

    def rows(self) -> list[Row]:
        """All rows in order."""
        return [_row(item) for item in self._items()]

    def current(self) -> Row | None:
        """The current row, which the form shows."""
        item = self.currentItem()
        return _row(item) if item is not None else None

    def insert(self, row: Row, place: int | None = None) -> None:
        """Insert a row, by default at the end. It becomes current if no row is."""
        item = QListWidgetItem()
        item.setData(ROW, row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence(row))
        self.insertItem(self.count() if place is None else place, item)
        if self.currentItem() is None:
            self.setCurrentItem(item)

    def take_out(self, rows: Iterable[Row]) -> None:
        """Remove rows."""
        gone = set(rows)
        for place in reversed(range(self.count())):
            item = self.item(place)
            if item is not None and _row(item) in gone:
                self.takeItem(place)

    def place(self, row: Row) -> int:
        """The index of a row, from 0 at the top."""
        return self.rows().index(row)

    def move_current(self, step: int) -> None:
        """Move the current row up or down."""
        row, place = self.current(), self.currentRow()
        if row is None or not 0 <= place + step < self.count():
            return
        self.blockSignals(True)
        item = self.takeItem(place)
        self.insertItem(place + step, item)
        self.setCurrentItem(item)
        self.blockSignals(False)

    def choose(self, row: Row) -> None:
        """Make a row current."""
        self.setCurrentRow(self.place(row))

    def renew(self, row: Row) -> None:
        """Update the tooltip and the accessible text of a row."""
        for item in self._items():
            if _row(item) is row:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence(row))
                item.setToolTip(row.planned.folder)

    def _items(self) -> list[QListWidgetItem]:
        return [item for item in map(self.item, range(self.count())) if item is not None]

    def _ask(self, at: QPoint) -> None:
        item = self.itemAt(at) or self.currentItem()
        if item is not None:
            self.setCurrentItem(item)
            self.asked.emit(self.mapToGlobal(self.visualItemRect(item).center()))


def _row(item: QListWidgetItem) -> Row:
    row: Row = item.data(ROW)
    return row
