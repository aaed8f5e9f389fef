"""A row whose parts are side by side if there is room for them, otherwise one below the other."""

from __future__ import annotations

from PyQt6.QtCore import QSize
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FoldingRow(QWidget):
    """Never asks for more width than its widest part needs."""

    def __init__(self, *parts: tuple[QLayout | QWidget, int]) -> None:
        """`parts` are pairs of a part and its stretch factor."""
        super().__init__()
        self._row = QBoxLayout(_BELOW, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part, stretch in parts:
            if isinstance(part, QLayout):
                self._row.addLayout(part, stretch)
            else:
                self._row.addWidget(part, stretch)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for the widest part."""
        widths = [item.minimumSize().width() for item in self._items()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Put the parts side by side, or one below the other."""
        super().resizeEvent(event)
        needed = sum(item.sizeHint().width() + self._row.spacing() for item in self._items())
        self._row.setDirection(_BESIDE if needed <= self.width() else _BELOW)

    def _items(self) -> list[QLayoutItem]:
        found = (self._row.itemAt(number) for number in range(self._row.count()))
        return [item for item in found if item is not None]
