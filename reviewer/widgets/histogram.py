"""A histogram of luma with the three channels over it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QSize
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt6.QtWidgets import QSizePolicy, QWidget

from reviewer.widgets import theme
from runner.imaging.tones import Tones
from runner.review.language import number, translate

_HEIGHT = 72
_CHANNELS = {"red": "#e5484d", "green": "#30a46c", "blue": "#3e8ef7"}


class Histogram(QWidget):
    """Number of pixels by level, black on the left, white on the right; as square roots, so that small numbers show."""

    def __init__(self) -> None:
        super().__init__()
        self._tones: Tones | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_tones(None)

    def show_tones(self, tones: Tones | None) -> None:
        """Show the tones of a picture; None if they are not known."""
        self._tones = tones
        said = translate("histogram", "Histogram")
        if tones is not None:
            clipped = translate("histogram", "{}% of it black, {}% of it clipped to white")
            said += f": {clipped.format(number(100 * tones.dark, 1), number(100 * tones.light, 1))}"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as a few lines of text."""
        return QSize(256, _HEIGHT)

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """Draw the curves."""
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(look.base))
        if self._tones is None:
            return
        grey = QColor(look.muted)
        grey.setAlpha(110)
        painter.setPen(QPen(QColor(0, 0, 0, 0)))
        painter.setBrush(grey)
        painter.drawPolygon(self._outline(self._tones.luma, closed=True))
        for name, colour in _CHANNELS.items():
            painter.setPen(QPen(QColor(colour), 1.2))
            painter.drawPolyline(self._outline(getattr(self._tones, name), closed=False))

    def _outline(self, counts: npt.NDArray[np.int64], *, closed: bool) -> QPolygonF:
        heights = np.sqrt(counts / max(int(counts[1:-1].max(initial=1)), 1)).clip(0, 1)
        width, height = self.width() - 1, self.height() - 2
        points = [QPointF(level / 255 * width, 1 + (1 - each) * height) for level, each in enumerate(heights.tolist())]
        ends = [QPointF(width, height + 1), QPointF(0, height + 1)] if closed else []
        return QPolygonF([*points, *ends])
