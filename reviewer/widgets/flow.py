"""A layout that puts widgets side by side and starts a new line when one is full."""

from __future__ import annotations

from collections.abc import Iterator

from PyQt6.QtCore import QRect, QSize, Qt
from PyQt6.QtWidgets import QLayout, QLayoutItem

_GAP = 4


class Flow(QLayout):
    """Widgets from left to right, line by line."""

    def __init__(self, before: float = 0) -> None:
        """`before` is the fraction of a line's spare room that goes before it: 0 is left, 0.5 centred, 1 right."""
        super().__init__()
        self._before = before
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def clear(self) -> None:
        """Remove all widgets."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def addItem(self, item: QLayoutItem | None) -> None:  # noqa: N802
        """Append a widget's item."""
        if item is not None:
            self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """The item at this index; None if there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove the item at this index and return it; None if there is none."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """None: it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """True: the narrower it is, the higher it gets."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height of all lines at this width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put the widgets in their places."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The minimum size, which is enough because lines wrap."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Room for the widest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            sizes = [item.sizeHint() for item in line]
            spare = rect.width() - sum(size.width() + _GAP for size in sizes) + _GAP
            x = rect.x() + round(max(spare, 0) * self._before)
            for item, size in zip(line, sizes, strict=True):
                if move:
                    item.setGeometry(QRect(x, y, min(size.width(), rect.width()), size.height()))
                x += size.width() + _GAP
            y += max(size.height() for size in sizes) + _GAP
        return max(y - _GAP - rect.y(), 0)

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        """Yield the items of each line; hidden widgets take no room."""
        line, x = list[QLayoutItem](), 0
        for item in self._items:
            if item.isEmpty():
                continue
            if line and x + item.sizeHint().width() > width:
                yield line
                line, x = [], 0
            line.append(item)
            x += item.sizeHint().width() + _GAP
        if line:
            yield line
