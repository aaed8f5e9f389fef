"""Tiles that wrap into rows, and functions that paint their background, a picture and a line of text."""

from __future__ import annotations

from PyQt6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPixmap
from PyQt6.QtWidgets import QAbstractItemView, QListView

from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate


class Tiles(QListView):
    """Tiles of one size in rows. They are repainted when a picture has been decoded."""

    def __init__(self, model: QAbstractItemModel, pictures: Pictures, tile: QSize) -> None:
        super().__init__()
        self.setProperty("role", "photos")
        self.setModel(model)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(tile)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        pictures.ready.connect(lambda _path: self._repaint())

    def _repaint(self) -> None:
        viewport = self.viewport()
        if viewport is not None and self.isVisible():
            viewport.update()


def paint_ground(painter: QPainter, tile: QRect, *, chosen: bool) -> None:
    """Paint the background of a tile."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setBrush(QColor(look.line if chosen else look.panel))
    painter.setPen(QPen(QColor(look.accent), 2) if chosen else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(tile), 6, 6)


def paint_picture(painter: QPainter, box: QRect, pixmap: QPixmap | None) -> None:
    """Paint a picture in the middle of a box: nothing while it is being decoded (None), a text if it is null."""
    if pixmap is None:
        return
    if pixmap.isNull():
        painter.setPen(QColor(theme.current().muted))
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, wrapped, translate("photo_card", "no picture"))
        return
    size = pixmap.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(box.center().x() - size.width() // 2, box.center().y() - size.height() // 2, 0, 0)
    target.setSize(size)
    painter.drawPixmap(target, pixmap)


def write(painter: QPainter, box: QRect, text: str, colour: str, elide: Qt.TextElideMode) -> None:
    """Write one line of text, elided if it is too long."""
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text.replace("\n", " "), elide, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
