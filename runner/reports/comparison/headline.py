"""The sentence that matters: which variant left most photos ready, and against which others that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from runner.reports.comparison.compared import Comparison
from runner.reports.comparison.paired import Array, intervals, verdict
from runner.reports.comparison.saying import NONE_SHOWN, letter
from runner.reports.comparison.variants import Variant
from runner.reports.wording import count
from runner.schema import ComparisonRow

NAMED = 3
"""Other variants up to which they are named; more are called by their letters."""

Measured = tuple[Variant, pl.DataFrame]


def headline(found: Comparison) -> str:
    """A sentence or two. Of variants with equally many photos ready the first is named."""
    ended = [(variant, table) for variant, table in zip(found.variants, found.values, strict=True) if table.height]
    if not ended:
        return "No variant finished with a photo: there is nothing to compare."
    best, *others = sorted(ended, key=lambda each: -_share(each[1]))
    called = f"{letter(best[0].number)}, {best[0].name}" if len(others) > NAMED else best[0].name
    said = f"{called}: {_of(best[1])} ready"
    if not others:
        return f"{said}. No other variant finished: there is nothing to compare it with."
    return f"{said}; {'; '.join(_relations(best, others))}."


def shown(found: Comparison, variant: Variant) -> list[ComparisonRow]:
    """The differences from the base that these photos show to be better or worse, the better first."""
    rows = [row for row in found.of(variant).values() if row.verdict in ("better", "worse")]
    return sorted(rows, key=lambda row: (row.verdict or "", row.measure == "rule"))


def _relations(best: Measured, others: Sequence[Measured]) -> list[str]:
    """What is shown against whom, the strongest first."""
    words = {"better": "more than", NONE_SHOWN: f"{NONE_SHOWN} to", "too few photos": "too few photos to compare with"}
    grouped: dict[str, list[str]] = {word: [] for word in words}
    ahead = intervals([_ahead(best[1], table) for _, table in others])
    for (variant, table), difference in zip(others, ahead, strict=True):
        # The leader is never worse in the mean, but on the photos that both have it may be.
        said = verdict(difference, "high")
        name = variant.name if len(others) <= NAMED else letter(variant.number)
        grouped.setdefault(said, []).append(f"{name} ({_of(table, noun=False)})")
    return [
        f"{words.get(said, 'fewer on the same photos than')} {_and(names)}" for said, names in grouped.items() if names
    ]


def _ahead(best: pl.DataFrame, other: pl.DataFrame) -> Array:
    """Photo by photo that both have, whether it is ready by the best alone (1), by the other alone (-1), or neither."""
    both = best.select("item_id", "ready").join(other.select("item_id", other="ready"), on="item_id").sort("item_id")
    return np.asarray((both["ready"] - both["other"]).to_numpy(), np.float64)


def _share(table: pl.DataFrame) -> float:
    return float(table["ready"].sum()) / table.height


def _of(table: pl.DataFrame, *, noun: bool = True) -> str:
    ready = int(table["ready"].sum())
    return f"{ready:,} of {count(table.height, 'photo')}" if noun else f"{ready:,} of {table.height:,}"


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
