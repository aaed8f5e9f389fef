"""A label of one line that ends in … if there is no room for all of it; its tooltip has the whole text."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption


class ElidedLabel(QLabel):
    """Shrinks in favour of its neighbours. `text` is the whole text, which screen readers read."""

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
        """The text as it is shown, elided to the width."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for a letter and an ellipsis."""
        return QSize(self.fontMetrics().horizontalAdvance("M…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Update the tooltip, because another width shows another part of the text."""
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """Draw the part of the text that there is room for."""
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
