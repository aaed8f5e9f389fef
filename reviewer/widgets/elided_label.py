"""A label of one line with a … where there is no room for all of it; its tip has the whole."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption


class ElidedLabel(QLabel):
    """Gives way to what stands beside it. `text` is the whole text, as a screen reader reads it."""

    def __init__(self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__(text)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setText(self, text: str | None) -> None:  # noqa: N802
        """Show another text."""
        super().setText(text)
        self._tip()

    def shown(self) -> str:
        """The text as there is room for it."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for a letter and the dots."""
        return QSize(self.fontMetrics().horizontalAdvance("M…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Another width shows another part."""
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """The part that there is room for."""
        style, option = self.style(), QStyleOption()
        if style is None:
            return
        option.initFrom(self)
        painter = QPainter(self)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        style.drawItemText(
            painter, self.contentsRect(), int(self.alignment().value), self.palette(), self.isEnabled(), self.shown(),
            self.foregroundRole(),
        )  # fmt: skip

    def _tip(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")
