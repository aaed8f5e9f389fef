"""Counts photos by the day on which they were taken, for a calendar."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from runner.review.snapshot import Snapshot


@dataclass(frozen=True)
class Days:
    """Number of photos by the day on which they were taken, by the camera's clock."""

    counts: Counter[date]
    undated: int

    def months(self) -> list[tuple[int, int]]:
        """Years and months in which photos were taken, sorted."""
        return sorted({(day.year, day.month) for day in self.counts})


def days(snapshot: Snapshot, places: list[int]) -> Days:
    """The days on which these photos were taken."""
    taken = snapshot.photos.table["captured_at"].gather(places).dt.date()
    counted = taken.drop_nulls().value_counts()
    return Days(Counter(dict(counted.iter_rows())), taken.null_count())


def most(found: Days) -> int:
    """The largest number of photos on one day; 0 if there are none."""
    return max(found.counts.values(), default=0)
