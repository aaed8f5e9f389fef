"""Positions of tiles of one size, in rows below the titles of their groups: pure arithmetic in pixels of the content.

The cost depends on the number of groups, not on the number of photos.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPoint, QRect, QSize

HEADER = 34
"""Height of a group's title in pixels."""

_Numbers = npt.NDArray[np.int64]


class TileLayout:
    """Tiles in columns; `counts` is the number of photos shown per group, `headed` whether groups have titles."""

    def __init__(self, tile: QSize, columns: int, counts: Sequence[int], *, headed: bool) -> None:
        self.tile, self.columns, self.counts, self.headed = tile, columns, counts, headed
        photos = np.asarray(counts, dtype=np.int64)
        heights = -(-photos // columns) * tile.height() + self._head()
        self._first: _Numbers = np.concatenate([[0], np.cumsum(photos)])  # photos before each group, and in all
        self._top: _Numbers = np.concatenate([[0], np.cumsum(heights)])  # y of the top of each group, and of the end

    @property
    def rows(self) -> int:
        """The number of photos."""
        return int(self._first[-1])

    @property
    def height(self) -> int:
        """The height of the whole content."""
        return int(self._top[-1])

    def group_of(self, row: int) -> int:
        """The group of the photo in this row."""
        return int(np.searchsorted(self._first, row, side="right")) - 1

    def rows_of(self, group: int) -> range:
        """The rows of the photos of a group."""
        return range(int(self._first[group]), int(self._first[group + 1]))

    def rect(self, row: int) -> QRect:
        """The rectangle of the tile of the photo in this row."""
        group = self.group_of(row)
        line, column = divmod(row - int(self._first[group]), self.columns)
        y = int(self._top[group]) + self._head() + line * self.tile.height()
        return QRect(QPoint(column * self.tile.width(), y), self.tile)

    def header(self, group: int) -> QRect:
        """The rectangle of the title of a group."""
        return QRect(0, int(self._top[group]), self.columns * self.tile.width(), self._head())

    def headers_in(self, top: int, bottom: int) -> Iterator[int]:
        """Yield the groups whose titles may be visible between two heights."""
        if self.headed and len(self.counts):
            first = max(0, int(np.searchsorted(self._top, top, side="right")) - 1)
            last = min(len(self.counts), int(np.searchsorted(self._top, bottom, side="left")))
            yield from range(first, last)

    def group_at(self, y: int) -> int | None:
        """The group at this height; None outside all groups."""
        at = int(np.searchsorted(self._top, y, side="right")) - 1
        return at if 0 <= at < len(self.counts) else None

    def row_at(self, x: int, y: int) -> int | None:
        """The row of the photo at a point; None on a title or beside the tiles."""
        group, column = self.group_at(y), x // self.tile.width()
        inside = y - int(self._top[group]) - self._head() if group is not None else -1
        if group is None or inside < 0 or not 0 <= column < self.columns:
            return None
        row = int(self._first[group]) + inside // self.tile.height() * self.columns + column
        return row if row < self._first[group + 1] else None

    def stretches(self, box: QRect) -> list[tuple[int, int]]:
        """The photos whose tiles a rectangle touches, as ranges (first row, last row)."""
        left = max(0, box.left() // self.tile.width())
        right = min(self.columns - 1, box.right() // self.tile.width())
        if left > right:
            return []
        found: list[tuple[int, int]] = []
        first = max(0, int(np.searchsorted(self._top, box.top(), side="right")) - 1)
        for group in range(first, len(self.counts)):
            if self._top[group] > box.bottom():
                break
            found += self._stretches_in(group, box, left, right)
        return _joined(found)

    def above_or_below(self, row: int, lines: int) -> int:
        """The row of the photo this many lines further down (up if negative), in the same column if there is one."""
        while lines:
            step = 1 if lines > 0 else -1
            further = self._line_beside(row, step)
            if further is None:
                return row
            row, lines = further, lines - step
        return row

    def _line_beside(self, row: int, step: int) -> int | None:
        group = self.group_of(row)
        own = self.rows_of(group)
        line, column = divmod(row - own.start, self.columns)
        last_line = (len(own) - 1) // self.columns
        if 0 <= line + step <= last_line:
            return min(own.start + (line + step) * self.columns + column, own.stop - 1)
        beside = own.stop if step > 0 else own.start - 1
        if not 0 <= beside < self.rows:
            return None
        other = self.rows_of(self.group_of(beside))
        start = other.start if step > 0 else other.start + (len(other) - 1) // self.columns * self.columns
        return min(start + column, other.stop - 1)

    def _stretches_in(self, group: int, box: QRect, left: int, right: int) -> Iterator[tuple[int, int]]:
        own, top = self.rows_of(group), int(self._top[group]) + self._head()
        height = self.tile.height()
        lines = range(max(0, (box.top() - top) // height), (box.bottom() - top) // height + 1)
        for line in lines:
            start = own.start + line * self.columns
            if start + left >= own.stop:
                return
            yield start + left, min(start + right, own.stop - 1)

    def _head(self) -> int:
        return HEADER if self.headed else 0


def _joined(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge adjacent ranges."""
    found: list[tuple[int, int]] = []
    for first, last in stretches:
        if found and found[-1][1] + 1 == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found
