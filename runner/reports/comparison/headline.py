"""The main sentence of a comparison: which variant left most photos ready, and which others it clearly beats."""

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
"""With more other variants than this, they are called by their letters instead of their names."""

Measured = tuple[Variant, pl.DataFrame]


def headline(found: Comparison) -> str:
    """Return a sentence or two. If several variants have the same share of ready photos, the first one leads."""
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
    """Return the differences from the base with the verdict better or worse, the better ones first."""
    rows = [row for row in found.of(variant).values() if row.verdict in ("better", "worse")]
    return sorted(rows, key=lambda row: (row.verdict or "", row.measure == "rule"))


def _relations(best: Measured, others: Sequence[Measured]) -> list[str]:
    """The comparisons with the other variants, grouped by verdict, the clearest first."""
    words = {"better": "more than", NONE_SHOWN: f"{NONE_SHOWN} to", "too few photos": "too few photos to compare with"}
    grouped: dict[str, list[str]] = {word: [] for word in words}
    ahead = intervals([_ahead(best[1], table) for _, table in others])
    for (variant, table), difference in zip(others, ahead, strict=True):
        # The leader is never worse on average, but it may be on the photos that both have.
        said = verdict(difference, "high")
        name = variant.name if len(others) <= NAMED else letter(variant.number)
        grouped.setdefault(said, []).append(f"{name} ({_of(table, noun=False)})")
    return [
        f"{words.get(said, 'fewer on the same photos than')} {_and(names)}" for said, names in grouped.items() if names
    ]


def _ahead(best: pl.DataFrame, other: pl.DataFrame) -> Array:
    """Per photo that both have: 1 if only the best variant left it ready, -1 if only the other did, else 0."""
    both = best.select("item_id", "ready").join(other.select("item_id", other="ready"), on="item_id").sort("item_id")
    return np.asarray((both["ready"] - both["other"]).to_numpy(), np.float64)


def _share(table: pl.DataFrame) -> float:
    return float(table["ready"].sum()) / table.height


def _of(table: pl.DataFrame, *, noun: bool = True) -> str:
    ready = int(table["ready"].sum())
    return f"{ready:,} of {count(table.height, 'photo')}" if noun else f"{ready:,} of {table.height:,}"


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
