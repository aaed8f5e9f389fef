"""One large picture with zoom and pan. At 100 % it shows the pixels of the original, decoded in the background."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QMouseEvent, QPainter, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PyQt6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QLabel, QWidget

from reviewer.widgets.clipped_areas import ClippedAreas
from reviewer.widgets.loupe import Loupe
from reviewer.widgets.seen_places import SeenPlaces
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import percent, translate

STEP = 1.25
_LARGEST = 8.0
HOLD_MS = 220
"""How long the mouse is held down on a fitted picture before the loupe appears, in milliseconds."""


class PictureView(QGraphicsView):
    """A picture that is fitted into the view until it is zoomed. Emits `moved` on zoom and pan, for views beside it."""

    moved = pyqtSignal(object)

    def __init__(self, previews: Pictures, originals: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previews, self._originals = previews, originals
        self._preview_path, self._original_path = "", ""
        self._original_width = 0
        self._fitted = True
        self._follows = False
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene = QGraphicsScene(self)
        scene.addItem(self._item)
        self.clipped, self.seen = ClippedAreas(), SeenPlaces()
        scene.addItem(self.clipped)
        scene.addItem(self.seen)
        self.setScene(scene)
        self.setAccessibleName(translate("picture", "Photo"))
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Qt would anchor at the pointer even if the request came from a key; `_scale_to` keeps the right point.
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._note = QLabel(self)
        self._note.setProperty("role", "muted")
        self._note.setContentsMargins(10, 8, 10, 8)
        self.loupe = Loupe(self)
        self._stays = False  # whether the loupe stays until it is switched off
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._look_closely)
        self.setMouseTracking(True)
        previews.ready.connect(self._arrived)
        originals.ready.connect(self._arrived)

    def show_photo(self, preview: Path | None, original: Path, width: int | None, identity: str) -> None:
        """Show a photo fitted: its preview at first, and when zoomed or under the loupe the original, if unchanged."""
        self._originals.hold(str(original), identity)
        self._preview_path, self._original_path = str(preview or ""), str(original)
        self._original_width = width or 0
        self._fitted = True
        self.seen.show_seen(())
        self.clipped.show_tones(None)
        self._show()
        if self._stays:
            self._look_closely()

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom by a factor around a point of the view, which stays in place; None means the middle."""
        wanted = min(max(self._scale() * factor, self._least()), _LARGEST)
        self._scale_to(wanted, around)
        self._fitted = wanted <= self._least()
        self._show()
        self._tell()

    def toggle_actual(self, around: QPointF | None = None) -> None:
        """Toggle between the whole picture and 100 %, one pixel of the original per screen pixel, around a point."""
        if not self._fitted:
            self.fit()
            return
        self._fitted = False
        self._scale_to(1 / self.devicePixelRatioF(), around)
        self._show()
        self._tell()

    def fit(self) -> None:
        """Show the whole picture."""
        self._fitted = True
        self._show()
        self._tell()

    def pan(self, right: float, down: float) -> None:
        """Move the picture by fractions of the view."""
        for bar, by, room in (
            (self.horizontalScrollBar(), right, self.width()),
            (self.verticalScrollBar(), down, self.height()),
        ):
            if bar is not None:
                bar.setValue(bar.value() + round(by * room))
        self._tell()

    def toggle_loupe(self) -> None:
        """Show the loupe at the pointer, or in the middle if the pointer is outside, until this is called again."""
        self._stays = not self._stays
        if self._stays:
            self._look_closely()
        else:
            self.loupe.hide()

    def follow(self, other: PictureView) -> None:
        """Copy the zoom and the position of another view."""
        self._follows = True
        self._fitted = other._fitted
        self._show()
        if not other._fitted:
            self.setTransform(QTransform.fromScale(other._scale(), other._scale()))
            box, mine = other.sceneRect(), self.sceneRect()
            middle = other.mapToScene(other.rect().center())
            x, y = (middle.x() - box.x()) / max(box.width(), 1), (middle.y() - box.y()) / max(box.height(), 1)
            self.centerOn(QPointF(mine.x() + x * mine.width(), mine.y() + y * mine.height()))
        self._follows = False

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Keep a fitted picture fitted; otherwise keep its middle in the middle."""
        before = event.oldSize() if event is not None else self.size()
        seen = self._on_scene(QPointF(before.width() / 2, before.height() / 2))
        super().resizeEvent(event)
        if self._fitted:
            self._fit_now()
        elif before.isValid():
            self.centerOn(seen)

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802
        """Zoom around the pointer."""
        if event is not None and event.angleDelta().y():
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position())

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """On a fitted picture, show the loupe if the mouse is held down."""
        super().mousePressEvent(event)
        if event is not None and event.button() == Qt.MouseButton.LeftButton and self._fitted:
            self._hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Hide the loupe when the mouse is released, unless it is switched on."""
        super().mouseReleaseEvent(event)
        self._hold.stop()
        if not self._stays:
            self.loupe.hide()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Go to 100 % at that point, or back to the whole picture."""
        self._hold.stop()
        self.toggle_actual(event.position() if event is not None else None)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Pan while dragging; the loupe follows the pointer."""
        super().mouseMoveEvent(event)
        if event is not None and self.loupe.isVisible():
            self._look_closely(event.position().toPoint())
        elif event is not None and event.buttons():
            self._tell()

    def _look_closely(self, at: QPoint | None = None) -> None:
        """Show the loupe over a point of the view, by default at the pointer."""
        point = at if at is not None else self.mapFromGlobal(self.cursor().pos())
        if not self.rect().contains(point):
            point = self.rect().center()
        pixmap = self._closest()
        seen, area = self.mapToScene(point), self.sceneRect()
        if pixmap is None or area.isEmpty():
            self.loupe.hide()  # do not show another photo meanwhile
            return
        share = QPointF((seen.x() - area.x()) / area.width(), (seen.y() - area.y()) / area.height())
        self.loupe.look(point, pixmap, share)

    def _closest(self) -> QPixmap | None:
        """The original; the preview until it is decoded, or if it cannot be."""
        original = self._originals.get(self._original_path) if self._original_path else None
        if original is not None and not original.isNull():
            return original
        return self._previews.get(self._preview_path) if self._preview_path else None

    def _arrived(self, path: str) -> None:
        if path in (self._preview_path, self._original_path):
            self._show()
            if self._stays or self.loupe.isVisible():
                self._look_closely()

    def _show(self) -> None:
        """Show the best picture available, scaled to the size of the original."""
        close = not self._fitted
        original = self._originals.get(self._original_path) if close else None
        preview = self._previews.get(self._preview_path) if self._preview_path else QPixmap()
        pixmap = original if original is not None and not original.isNull() else preview
        self._note.setText(self._about(close, original, preview))
        self._note.adjustSize()
        if pixmap is None or pixmap.isNull():
            self._item.setPixmap(QPixmap())
            return
        if pixmap.cacheKey() != self._item.pixmap().cacheKey():
            self._item.setPixmap(pixmap)
        self._item.setScale((self._original_width or pixmap.width()) / pixmap.width())
        self.setSceneRect(QRectF(self._item.sceneBoundingRect()))
        self.seen.cover(self.sceneRect())
        self.clipped.cover(self.sceneRect())
        if self._fitted:
            self._fit_now()

    def _about(self, close: bool, original: QPixmap | None, preview: QPixmap | None) -> str:
        if close and original is not None and original.isNull():
            there = Path(self._original_path).is_file()
            if there:
                return translate("picture", "The original cannot be decoded here. This is its preview.")
            return translate("picture", "The original is no longer where the run found it. This is its preview.")
        if close and original is None:
            return translate("picture", "Reading the original …")
        if preview is not None and preview.isNull():
            return translate("picture", "There is no picture of this photo.")
        return percent(self._scale() * self.devicePixelRatioF()) if close else ""

    def _scale_to(self, scale: float, around: QPointF | None) -> None:
        middle = QRectF(self.viewport().rect()).center()  # type: ignore[union-attr]
        at = middle if around is None else around
        seen = self._on_scene(at)
        self.setTransform(QTransform.fromScale(scale, scale))
        self.centerOn(seen + (middle - at) / scale)

    def _on_scene(self, at: QPointF) -> QPointF:
        """The point of the scene at a point of the view, with subpixel precision."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(at)

    def _fit_now(self) -> None:
        if not self.sceneRect().isEmpty():
            self.setTransform(QTransform.fromScale(self._least(), self._least()))

    def _least(self) -> float:
        box = self.sceneRect()
        if box.isEmpty():
            return 1.0
        return min(self.width() / box.width(), self.height() / box.height(), 1 / self.devicePixelRatioF()) * 0.98

    def _scale(self) -> float:
        return self.transform().m11() or 1.0

    def _tell(self) -> None:
        if not self._follows:
            self.moved.emit(self)
