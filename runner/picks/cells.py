"""What photos of different moments have in common: hour, event, place, people, subject."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from runner.picks.frames import Numbers, capture_seconds
from runner.picks.options import Variety

_KM_PER_DEGREE = 111.2
"""Kilometres per degree of latitude, on a sphere with a radius of 6,371 km."""


def cells(photos: pl.DataFrame, variety: Variety) -> pl.DataFrame:
    """Add the columns `hour`, `event` and `square`. Equal values belong together; null belongs to nothing.

    `photos` has the columns of `runner.picks.photos.COLUMNS` and `clock_s`, in file order.
    """
    seconds = capture_seconds(photos)[0] + photos["clock_s"].fill_null(0.0).to_numpy()
    return photos.with_columns(
        hour=_hours(seconds, photos["utc_offset_min"]),
        event=_events(seconds, variety.event_gap_min * 60),
        square=_square(variety.place_km),
    )


def _hours(seconds: Numbers, offsets: pl.Series) -> pl.Series:
    """The number of each photo's hour. Cameras set to different time zones share one, and so does no hour that a clock
    shows twice. Hours begin as the clocks show them: in India, half an hour after those of UTC.
    """
    usual = offsets.drop_nulls().mode(maintain_order=True).min()
    began = seconds + (int(str(usual)) * 60 if usual is not None else 0)
    return pl.Series(np.floor(began / 3600)).fill_nan(None)


def _events(seconds: Numbers, gap_s: float) -> pl.Series:
    """The number of each photo's event. Events are separated by gaps in which no camera took a photo."""
    order = np.argsort(seconds, kind="stable")
    timed = order[~np.isnan(seconds[order])]
    events = np.full(seconds.size, -1, np.int64)
    events[timed] = np.cumsum(np.diff(seconds[timed], prepend=seconds[timed][:1]) > gap_s)
    return pl.Series(events).replace(-1, None)


def _square(side_km: float) -> pl.Expr:
    """A key for each photo's square. Squares have about equal area: degrees of longitude shrink towards the poles."""
    rows = (pl.col("latitude") * _KM_PER_DEGREE / side_km).floor()
    middle = ((rows + 0.5) * side_km / _KM_PER_DEGREE * math.pi / 180).cos()
    columns = (pl.col("longitude") * _KM_PER_DEGREE * middle / side_km).floor()
    return pl.when(rows.is_not_null() & columns.is_not_null()).then(pl.format("{} {}", rows, columns))
