"""Columns that are read only when a photo is opened: no list needs them, and few filters do.

They hold structures (grounds, claims, files) and what stages declared, and are most of a run's rows. They stay
compressed, as they are in the run's file, and are unpacked one block at a time; so a photo can be opened even if the
run's folder has gone away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from runner.store.rows import ROW_GROUP

_BLOCKS = 8
"""Number of blocks of `ROW_GROUP` rows that stay unpacked: about a megabyte each."""


class PhotoDetails:
    """The columns of a frame, by the place of a photo. Safe to read from several threads."""

    def __init__(self, frame: pl.LazyFrame, is_photo: pl.Series) -> None:
        """`is_photo` tells which rows of `frame` are photos; the first such row has place 0."""
        self._photos = frame if is_photo.all() else frame.filter(is_photo)
        self._rows: npt.NDArray[np.integer[Any]] = is_photo.arg_true().to_numpy()
        self.schema = frame.collect_schema()
        self.columns = tuple(self.schema)
        self._block = lru_cache(_BLOCKS)(lambda number: frame.slice(number * ROW_GROUP, ROW_GROUP).collect())

    @classmethod
    def of(cls, table: pl.DataFrame, names: Sequence[str]) -> PhotoDetails:
        """The columns of a table that is already in memory."""
        return cls(table.lazy().select(names), pl.repeat(True, table.height, dtype=pl.Boolean, eager=True))

    def row(self, place: int) -> Mapping[str, Any]:
        """All columns of one photo."""
        if not self.columns:
            return {}
        block, within = divmod(int(self._rows[place]), ROW_GROUP)
        return self._block(block).row(within, named=True)

    def column(self, name: str) -> pl.Series:
        """One column of all photos, by place."""
        return self._photos.select(name).collect(engine="streaming")[name]

    def beside(self, table: pl.DataFrame) -> pl.DataFrame:
        """The table of all photos with these columns added. Large: meant for exports."""
        return table.hstack(self._photos.collect(engine="streaming"))

    def scan(self) -> pl.LazyFrame:
        """All columns of all photos, by place. Large: `select` what is needed before collecting."""
        return self._photos
