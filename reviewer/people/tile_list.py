"""The list of tiles: groups, which can be dragged onto each other, or the faces of one group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PyQt6.QtCore import QItemSelectionModel, Qt, pyqtSignal
from PyQt6.QtGui import QDropEvent
from PyQt6.QtWidgets import QAbstractItemView, QListView

from reviewer.people.tile import TilePainter, size
from reviewer.people.tile_model import TileModel
from reviewer.widgets.thumbnails import Pictures

T = TypeVar("T")


class TileList(QListView, Generic[T]):
    """Tiles that wrap into rows. Layout of 50,000 tiles of one size takes milliseconds in list mode."""

    selected = pyqtSignal()
    dropped = pyqtSignal(object)  # what the selected tiles were dropped onto

    def __init__(self, model: TileModel[T], pictures: Pictures, name: str) -> None:
        super().__init__()
        self.tiles = model
        self.setProperty("role", "photos")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(size())
        self.setItemDelegate(TilePainter(pictures, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pictures.ready.connect(lambda _path: self.repaint_all())
        chosen = self.selectionModel()
        if chosen is not None:
            chosen.selectionChanged.connect(lambda _new, _old: self.selected.emit())
            chosen.currentChanged.connect(lambda _new, _old: self.selected.emit())

    def allow_drops(self) -> None:
        """Let tiles be dragged onto another one."""
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)

    def show_all(self, things: Sequence[T], current: T | None) -> None:
        """Show these. Selects `current` if it is among them, otherwise what is now in the row that was current."""
        row = max(self.currentIndex().row(), 0)
        bar = self.verticalScrollBar()
        above = bar.value() if bar is not None else 0
        self.tiles.show_all(things)
        if bar is not None:
            bar.setValue(above)
        if current is not None and current in things:
            row = things.index(current)
        self.choose(min(row, len(things) - 1))

    def choose(self, row: int) -> None:
        """Select only this row."""
        chosen, index = self.selectionModel(), self.tiles.index(row)
        if chosen is not None and index.isValid():
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def current(self) -> T | None:
        """What the current tile shows; None if there is none."""
        return self.tiles.thing(self.currentIndex())

    def chosen(self) -> list[T]:
        """What the selected tiles show, in display order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.tiles.shown[row] for row in rows if row < len(self.tiles.shown)]

    def repaint_all(self) -> None:
        """Repaint the tiles, and adapt their size to the text size."""
        if self.gridSize() != size():
            self.setGridSize(size())
        viewport = self.viewport()
        if viewport is not None and self.isVisible():
            viewport.update()

    def dropEvent(self, event: QDropEvent | None) -> None:  # noqa: N802
        """Emit what the selected tiles were dropped onto; the list itself does not change."""
        if event is None:
            return
        target = self.tiles.thing(self.indexAt(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.CopyAction)  # nothing is removed from the list
        event.accept()
        if target is not None and target not in self.chosen():
            self.dropped.emit(target)
