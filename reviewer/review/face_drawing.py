"""Lets a person draw a box over the photo."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, QPoint, QRect, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent
from PyQt6.QtWidgets import QRubberBand, QWidget

from reviewer.widgets.picture import PictureView

_LEAST = 6
"""A box with a side below this, in pixels of the view, counts as a click."""


class FaceDrawing(QObject):
    """After `begin`, the next drag draws a box instead of moving the photo."""

    drawn = pyqtSignal(object)  # a Region in fractions of the photo

    def __init__(self, picture: PictureView) -> None:
        super().__init__(picture)
        self._picture = picture
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, picture.viewport())
        self._start: QPoint | None = None

    def begin(self) -> None:
        """Start waiting for a box; Escape cancels."""
        viewport = self._picture.viewport()
        for watched in self._watched():
            watched.installEventFilter(self)
        if viewport is not None:
            viewport.setCursor(Qt.CursorShape.CrossCursor)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802
        """Handle the mouse and Escape; returns True if the event was part of drawing."""
        del watched
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._end()
            return True
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._start = at
            self._band.setGeometry(QRect(at, at))
            self._band.show()
            return True
        if self._start is None:
            return False
        box = QRect(self._start, at).normalized()
        self._band.setGeometry(box)
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._end()
            self._tell(box)
        return True

    def _watched(self) -> list[QWidget]:
        """The widgets that receive the mouse, and Escape."""
        return [each for each in (self._picture.viewport(), self._picture.window()) if each is not None]

    def _end(self) -> None:
        viewport = self._picture.viewport()
        for watched in self._watched():
            watched.removeEventFilter(self)
        if viewport is not None:
            viewport.unsetCursor()
        self._band.hide()
        self._start = None

    def _tell(self, box: QRect) -> None:
        region = self._picture.seen.share_of(self._picture.mapToScene(box).boundingRect())
        if min(box.width(), box.height()) >= _LEAST and region is not None:
            self.drawn.emit(region)
