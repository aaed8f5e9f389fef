"""Photos as tiles, with groups or without: a Qt view that lays out 300,000 tiles by arithmetic.

A drag draws a rubber band from anywhere; Shift selects from the previous photo to the one clicked, Ctrl adds.
"""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    pyqtSignal,
)
from PyQt6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PyQt6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from reviewer.review import tile_titles
from reviewer.review.photo_card import PhotoCard
from reviewer.review.photo_model import PhotoModel
from reviewer.review.tile_layout import TileLayout
from reviewer.review.tile_titles import Title
from reviewer.widgets.thumbnails import Pictures

_Hint = QAbstractItemView.ScrollHint
_Move = QAbstractItemView.CursorAction


class TileView(QAbstractItemView):
    """An abstract view of tiles of one size; subclasses say in how many columns."""

    header_clicked = pyqtSignal(int, bool)  # the group, and whether to select it: its box was clicked
    header_menu = pyqtSignal(int, QPoint)  # the group, and the position on the screen
    photo_menu = pyqtSignal(QPoint)  # the position on the screen

    def __init__(self, model: PhotoModel, pictures: Pictures, tile: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: Sequence[Title] = ()
        self._began: int | None = None  # row of the photo at which a selection with Shift begins
        self._pressed: QPoint | None = None
        self._pointer = QPoint()
        self._card = PhotoCard(pictures, tile, self)
        self.layout_ = TileLayout(tile, 1, [0], headed=False)
        self.setProperty("role", "photos")
        self.setItemDelegate(self._card)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        model.modelReset.connect(self.relayout)
        pictures.ready.connect(lambda _path: self.repaint_tiles())

    # --- layout ---

    def show_groups(self, titles: Sequence[Title]) -> None:
        """Set the titles of the groups that the photos are in; without any, photos are not grouped."""
        self._titles = titles
        self.relayout()

    def columns(self) -> int:
        """The number of tiles side by side."""
        raise NotImplementedError

    def relayout(self) -> None:
        """Lay out again, after photos, groups or size have changed."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        grouped = [0 if each.collapsed else each.photos for each in self._titles]
        fits = sum(grouped) == rows  # photos and their groups are set one after the other
        counts, headed = (grouped, bool(self._titles)) if fits and self._titles else ([rows], False)
        columns = self.columns()  # may change the size of the tiles
        self.layout_ = TileLayout(self._card.size, columns, counts, headed=headed)
        self.updateGeometries()
        self.repaint_tiles()

    def updateGeometries(self) -> None:  # noqa: N802
        """Set the range and the steps of the scroll bar."""
        super().updateGeometries()
        viewport, bar = self.viewport(), self.verticalScrollBar()
        if viewport is not None and bar is not None:
            bar.setPageStep(viewport.height())
            bar.setSingleStep(self.layout_.tile.height() // 4)
            bar.setRange(0, max(0, self.layout_.height - viewport.height()))

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Lay out again for the new size."""
        super().resizeEvent(event)
        self.relayout()

    def repaint_tiles(self) -> None:
        """Repaint the visible tiles."""
        viewport = self.viewport()
        if viewport is not None and self.isVisible():
            viewport.update()

    # --- what Qt asks of a view ---

    def visualRect(self, index: QModelIndex) -> QRect:  # noqa: N802
        """The rectangle of a tile in the viewport; empty if it has none."""
        if not index.isValid() or index.row() >= self.layout_.rows:
            return QRect()
        return self.layout_.rect(index.row()).translated(-self._offset())

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """The index of the photo at a point of the viewport; an invalid one if there is none."""
        at = point + self._offset()
        row, model = self.layout_.row_at(at.x(), at.y()), self.model()
        return model.index(row, 0) if row is not None and model is not None else QModelIndex()

    def scrollTo(self, index: QModelIndex, hint: _Hint = _Hint.EnsureVisible) -> None:  # noqa: N802
        """Scroll until a photo is visible."""
        viewport, bar = self.viewport(), self.verticalScrollBar()
        if not index.isValid() or viewport is None or bar is None or index.row() >= self.layout_.rows:
            return
        rect = self.layout_.rect(index.row())
        top, bottom = bar.value(), bar.value() + viewport.height()
        if hint == _Hint.PositionAtCenter:
            bar.setValue(rect.center().y() - viewport.height() // 2)
        elif rect.top() < top or hint == _Hint.PositionAtTop:
            bar.setValue(rect.top())
        elif rect.bottom() > bottom:
            bar.setValue(rect.bottom() - viewport.height() + 1)

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802, ARG002
        """The index of the photo that a key goes to."""
        model, rows = self.model(), self.layout_.rows
        if model is None or not rows:
            return QModelIndex()
        return model.index(self._moved(action, max(self.currentIndex().row(), 0)), 0)

    def _moved(self, action: _Move, row: int) -> int:
        viewport, layout = self.viewport(), self.layout_
        page = max(1, (viewport.height() if viewport else 1) // layout.tile.height())
        match action:
            case _Move.MoveRight | _Move.MoveNext:
                return min(row + 1, layout.rows - 1)
            case _Move.MoveLeft | _Move.MovePrevious:
                return max(row - 1, 0)
            case _Move.MoveHome:
                return 0
            case _Move.MoveEnd:
                return layout.rows - 1
        lines = {_Move.MoveDown: 1, _Move.MoveUp: -1, _Move.MovePageDown: page, _Move.MovePageUp: -page}
        return layout.above_or_below(row, lines.get(action, 0))

    def horizontalOffset(self) -> int:  # noqa: N802
        """How far the content is scrolled to the left, in pixels."""
        bar = self.horizontalScrollBar()
        return bar.value() if bar is not None else 0

    def verticalOffset(self) -> int:  # noqa: N802
        """How far the content is scrolled up, in pixels."""
        bar = self.verticalScrollBar()
        return bar.value() if bar is not None else 0

    def isIndexHidden(self, index: QModelIndex) -> bool:  # noqa: N802, ARG002
        """Always False: photos of a collapsed group are not in the model."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """Select what a rubber band touches, or the photo clicked; with Shift, the range up to it."""
        selection, chosen, model = QItemSelection(), self.selectionModel(), self.model()
        if chosen is None or model is None:
            return
        box = rect.translated(self._offset())
        stretches = self.layout_.stretches(box.normalized()) if self._is_dragging() else self._until(box, command)
        for first, last in stretches:
            selection.select(model.index(first, 0), model.index(last, 0))
        chosen.select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802, ARG002
        """What to repaint when a selection changes: everything visible, which costs little."""
        viewport = self.viewport()
        return QRegion(viewport.rect()) if viewport is not None else QRegion()

    def _until(self, box: QRect, command: QItemSelectionModel.SelectionFlag) -> list[tuple[int, int]]:
        """The photo at the second corner; with Shift, the range from where the selection began."""
        row = self.layout_.row_at(box.right(), box.bottom())
        if row is None:
            return []
        shift = bool(command & QItemSelectionModel.SelectionFlag.Current) and self._began is not None
        began = self._began if shift and self._began is not None else row
        return [(min(began, row), max(began, row))]

    def begin_at(self, row: int) -> None:
        """Set the photo from which a click with Shift selects."""
        self._began = row

    def _is_dragging(self) -> bool:
        return self.state() == QAbstractItemView.State.DragSelectingState

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalOffset(), self.verticalOffset())

    # --- the mouse ---

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Handle a press on a title; elsewhere, start a click or a rubber band."""
        if event is None:
            return
        self._pressed = event.pos() + self._offset()
        group = self._title_at(event.pos())
        if group is None:
            super().mousePressEvent(event)
            self._begin_unless(event.modifiers())
        elif event.button() == Qt.MouseButton.LeftButton:
            on_box = event.pos().x() >= tile_titles.box(self.header_of(group)).left() - 4
            self.header_clicked.emit(group, on_box or event.modifiers() != Qt.KeyboardModifier.NoModifier)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Handle the key as usual; without Shift, later ranges start at the new current photo."""
        super().keyPressEvent(event)
        if event is not None:
            self._begin_unless(event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Draw the rubber band, and scroll if it leaves the view."""
        if event is None:
            return
        self._pointer = event.pos()
        super().mouseMoveEvent(event)
        if self._is_dragging():
            self._scroll_along(event.pos())
            self.repaint_tiles()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """End the rubber band."""
        self._pressed = None
        super().mouseReleaseEvent(event)
        self.repaint_tiles()

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:  # noqa: N802
        """Ask for the menu of a title or of the photos; by key, of the photos at the current one."""
        if event is None:
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).center() if by_key else event.pos()
        where, group = self.mapToGlobal(at), None if by_key else self._title_at(at)
        if group is not None:
            self.header_menu.emit(group, where)
        else:
            self.photo_menu.emit(where)

    def header_of(self, group: int) -> QRect:
        """The rectangle of the title of a group in the viewport."""
        return self.layout_.header(group).translated(-self._offset())

    def _begin_unless(self, modifiers: Qt.KeyboardModifier) -> None:
        """Let ranges start at the current photo, unless Shift extends one."""
        if not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._began = self.currentIndex().row() if self.currentIndex().isValid() else None

    def _title_at(self, point: QPoint) -> int | None:
        at = point + self._offset()
        group = self.layout_.group_at(at.y()) if self.layout_.headed else None
        return group if group is not None and self.layout_.header(group).contains(at) else None

    def _scroll_along(self, point: QPoint) -> None:
        viewport, bar = self.viewport(), self.verticalScrollBar()
        if viewport is not None and bar is not None:
            beyond = min(0, point.y()) or max(0, point.y() - viewport.height())
            bar.setValue(bar.value() + beyond)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802
        """Paint the visible tiles and titles."""
        viewport, model, chosen = self.viewport(), self.model(), self.selectionModel()
        if viewport is None or model is None or chosen is None or event is None:
            return
        painter, offset = QPainter(viewport), self._offset()
        seen = event.rect().translated(offset)
        for first, last in self.layout_.stretches(seen):
            for row in range(first, last + 1):
                self._paint_tile(painter, model.index(row, 0), chosen)
        if not self.layout_.rows and not self.layout_.headed:
            tile_titles.paint_nothing(painter, viewport.rect())
        for group in self.layout_.headers_in(seen.top(), seen.bottom()):
            tile_titles.paint(painter, self.header_of(group), self._titles[group])
        if self._is_dragging() and self._pressed is not None:
            tile_titles.paint_band(painter, QRect(self._pressed - offset, self._pointer).normalized())
        painter.end()

    def _paint_tile(self, painter: QPainter, index: QModelIndex, chosen: QItemSelectionModel) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        option.state = QStyle.StateFlag.State_Enabled
        if chosen.isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        if index == self.currentIndex():
            option.state |= QStyle.StateFlag.State_HasFocus
        self._card.paint(painter, option, index)
