"""Photos as a grid or as a film strip; both share one model and one selection."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QModelIndex, QSize, Qt
from PyQt6.QtGui import QKeyEvent, QResizeEvent
from PyQt6.QtWidgets import QAbstractItemView

from reviewer.review.photo_card import GRID, STRIP
from reviewer.review.photo_model import PhotoModel
from reviewer.review.tile_view import TileView
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def _selects(event: QKeyEvent) -> bool:
    return event.key() in _ARROWS and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


class Grid(TileView):
    """Tiles that wrap into rows and fill the whole width."""

    def __init__(self, model: PhotoModel, pictures: Pictures) -> None:
        super().__init__(model, pictures, GRID)
        self.setAccessibleName(translate("photo_list", "Photos"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def event(self, event: QEvent | None) -> bool:
        """Let Shift and an arrow key select here, although they are shortcuts of the window that move the picture."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _selects(event):
            event.accept()
            return True
        return super().event(event)

    def columns(self) -> int:
        """The number of tiles that come nearest to their usual width. Resizes the tiles to fill the width."""
        viewport = self.viewport()
        width = viewport.width() if viewport is not None else GRID.width()
        columns = max(1, round(width / GRID.width()))
        self._card.resize(QSize(width // columns, round(width / columns * GRID.height() / GRID.width())))
        return columns


class Strip(TileView):
    """One row of tiles; the current one stays in the middle."""

    def __init__(self, model: PhotoModel, pictures: Pictures) -> None:
        super().__init__(model, pictures, STRIP)
        self.setAccessibleName(translate("photo_list", "Film strip"))
        self.setFixedHeight(STRIP.height() + 14)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def columns(self) -> int:
        """The number of photos: all of them are in one row."""
        model = self.model()
        return max(1, model.rowCount() if model is not None else 1)

    def updateGeometries(self) -> None:  # noqa: N802
        """Set the range and the steps of the scroll bar."""
        super().updateGeometries()
        viewport, bar = self.viewport(), self.horizontalScrollBar()
        if viewport is not None and bar is not None:
            bar.setPageStep(viewport.width())
            bar.setSingleStep(STRIP.width() // 4)
            bar.setRange(0, max(0, self.layout_.columns * STRIP.width() - viewport.width()))

    def scrollTo(  # noqa: N802
        self, index: QModelIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll until a photo is visible, or in the middle."""
        viewport, bar = self.viewport(), self.horizontalScrollBar()
        if not index.isValid() or viewport is None or bar is None or index.row() >= self.layout_.rows:
            return
        rect = self.layout_.rect(index.row())
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().x() - viewport.width() // 2)
        elif rect.left() < bar.value():
            bar.setValue(rect.left())
        elif rect.right() > bar.value() + viewport.width():
            bar.setValue(rect.right() - viewport.width() + 1)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Keep the current tile in the middle."""
        super().resizeEvent(event)
        self.centre()

    def centre(self) -> None:
        """Scroll the current tile into the middle."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
