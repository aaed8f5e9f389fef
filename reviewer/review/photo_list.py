"""Photos as a grid of tiles or as a strip of them; both look at one model and one selection."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QAbstractItemView, QListView, QWidget

from reviewer.review.photo_card import GRID, STRIP, PhotoCard
from reviewer.review.photo_model import PhotoModel
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate


class PhotoList(QListView):
    """Tiles in rows. Layout of 50,000 tiles of one size takes milliseconds in list mode, not in icon mode."""

    def __init__(self, model: PhotoModel, pictures: Pictures, tile: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "photos")
        self.setModel(model)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setGridSize(tile)
        self.setItemDelegate(PhotoCard(pictures, tile, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        pictures.ready.connect(lambda _path: self._repaint())

    def _repaint(self) -> None:
        viewport = self.viewport()
        if viewport is not None and self.isVisible():
            viewport.update()


class Grid(PhotoList):
    """Tiles that wrap into rows and share the whole width."""

    def __init__(self, model: PhotoModel, pictures: Pictures) -> None:
        super().__init__(model, pictures, GRID)
        self.setAccessibleName(translate("photo_list", "Photos"))
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Share the width among as many tiles as fit."""
        viewport, painter = self.viewport(), self.itemDelegate()
        width = viewport.width() - 2 if viewport is not None else GRID.width()
        columns = max(1, round(width / GRID.width()))
        tile = QSize(width // columns, round(width / columns * GRID.height() / GRID.width()))
        if tile != self.gridSize() and isinstance(painter, PhotoCard):
            painter.resize(tile)
            self.setGridSize(tile)
        super().resizeEvent(event)


class Strip(PhotoList):
    """One row of tiles; the current one stays in the middle."""

    def __init__(self, model: PhotoModel, pictures: Pictures) -> None:
        super().__init__(model, pictures, STRIP)
        self.setAccessibleName(translate("photo_list", "Film strip"))
        self.setWrapping(False)
        self.setFixedHeight(STRIP.height() + 14)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Keep the current tile in the middle."""
        super().resizeEvent(event)
        self.centre()

    def centre(self) -> None:
        """Scroll the current tile into the middle."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
