"""Draws over a picture where it is clipped: shadows in blue, highlights in red."""

from __future__ import annotations

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QImage, QPainter
from PyQt6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from runner.imaging.tones import Tones


class ClippedAreas(QGraphicsItem):
    """Covers the picture. Draws nothing until it is switched on and the tones of the picture are known."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._area = QRectF()
        self._image: QImage | None = None
        self._shown = False

    def cover(self, area: QRectF) -> None:
        """Cover this rectangle of the scene, which the photo fills."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area

    def show_tones(self, tones: Tones | None) -> None:
        """Show where the picture is clipped; None if that is not known."""
        self._image = None
        if tones is not None:
            height, width, _ = tones.cover.shape
            made = QImage(tones.cover.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
            self._image = made.copy()  # owns its pixels
        self.update()

    def switch(self, shown: bool) -> None:
        """Switch the drawing of the areas on or off."""
        self._shown = shown
        self.update()

    def is_drawn(self) -> bool:
        """True if it is switched on and the tones are known."""
        return self._shown and self._image is not None

    def boundingRect(self) -> QRectF:  # noqa: N802
        """The area of the whole photo, in the scene's coordinates."""
        return self._area

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        """Draw the areas."""
        del option, widget
        if painter is not None and self._image is not None and self._shown:
            painter.drawImage(self._area, self._image)
