"""Computes every measure of every variant and its difference from the base, both with intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from runner.reports.comparison.measures import MEASURES, MEMORY, Measure, of_column, of_rule, of_source
from runner.reports.comparison.paired import Array, intervals, verdict
from runner.reports.comparison.variants import Variant
from runner.reports.intervals import Interval
from runner.schema import ComparisonRow

_COUNTED = ("rule", "grounds_of")
"""Measures that are 0 for a variant without any. Other missing columns have no value."""

_WRITTEN = "errors"
"""A measure that all photos with texts have, and no others."""


def figures(sweep_id: str, variants: Sequence[Variant], values: Sequence[pl.DataFrame]) -> list[ComparisonRow]:
    """Return one row per variant and measure that any photo has, in the order of the variants and of the page.

    `values` are the measures of each variant's photos. The base is the first variant that finished; the others
    are compared with it over the photos that both have.
    """
    measures = occurring(values)
    tables = [_complete(table, measures).sort("item_id") for table in values]
    place = base(variants)
    others = [at for at in range(len(variants)) if place is not None and at != place]
    samples = [_numbers(table[each.key]) for table in tables for each in measures]
    differences = [each for at in others for each in _differences(tables[at], tables[place or 0], measures)]
    found = iter(intervals([*samples, *differences]))
    own = [[next(found) for _ in measures] for _ in variants]
    beside = {at: [next(found) for _ in measures] for at in others}
    rows: list[ComparisonRow] = []
    for at, variant in enumerate(variants):
        against = variants[place].name if place is not None and at != place else None
        compared: Sequence[Interval | None] = beside.get(at) or [None] * len(measures)
        rows += [
            row(sweep_id, variant, *each[:2], against, each[2])
            for each in zip(measures, own[at], compared, strict=True)
        ]
        rows.append(row(sweep_id, variant, MEMORY, _single(variant.captioning.memory_mb), against, None))
    return rows


def base(variants: Sequence[Variant]) -> int | None:
    """Return the index of the variant that others are compared with, the first that finished; None if none did."""
    return next((place for place, variant in enumerate(variants) if variant.photos.height), None)


def occurring(values: Sequence[pl.DataFrame]) -> list[Measure]:
    """Return the measures that any photo has a value of; sources, differing columns and rules come last, by name."""
    keys = {name for table in values for name in table.columns if table[name].count()}
    rules = sorted(key.removeprefix("rule:") for key in keys if key.startswith("rule:"))
    sources = sorted(key.removeprefix("grounds_of:") for key in keys if key.startswith("grounds_of:"))
    known = [measure for measure in MEASURES if measure.key in keys]
    columns = sorted(key.removeprefix("column:") for key in keys if key.startswith("column:") and _differs(key, values))
    return [*known, *map(of_source, sources), *map(of_column, columns), *map(of_rule, rules)]


def _differs(key: str, values: Sequence[pl.DataFrame]) -> bool:
    """Whether a column differs between variants: cameras and sizes, for example, are the same in all."""
    nothing = pl.Series(dtype=pl.Float64)
    held = [table.sort("item_id")[key] if key in table.columns else nothing for table in values if table.height]
    return any(not each.equals(held[0]) for each in held[1:])


def row(
    sweep_id: str, variant: Variant | None, measure: Measure, own: Interval, base: str | None, beside: Interval | None
) -> ComparisonRow:
    """Return a row of the comparison; `base` is None if nothing is compared."""
    none = Interval(None, None, None, 0)
    difference = beside or none
    return ComparisonRow(
        sweep_id=sweep_id,
        variant=variant.name if variant else None,
        run_id=variant.run_id if variant else None,
        measure=measure.name,
        about=measure.about,
        meaning=measure.meaning,
        unit=measure.unit,
        better=measure.better,
        value=own.mean,
        low=own.low,
        high=own.high,
        photos=own.photos,
        base=base,
        difference=difference.mean,
        diff_low=difference.low,
        diff_high=difference.high,
        pairs=difference.photos,
        verdict=verdict(difference, measure.better) if beside else None,
    )


def _complete(table: pl.DataFrame, measures: Sequence[Measure]) -> pl.DataFrame:
    """The table with all measures. A rule without findings is 0 for photos that have texts."""
    written = pl.col(_WRITTEN).is_not_null() if _WRITTEN in table.columns else pl.lit(False)
    missing = [each for each in measures if each.key not in table.columns]
    zeros = [pl.when(written & (each.name in _COUNTED)).then(0.0).otherwise(None).alias(each.key) for each in missing]
    return table.with_columns(zeros)


def _differences(table: pl.DataFrame, base: pl.DataFrame, measures: Sequence[Measure]) -> list[Array]:
    """The differences from the base by measure, one per photo that both have."""
    both = table.join(base, on="item_id", how="inner", suffix=" of base").sort("item_id")
    return [_numbers(both[each.key] - both[f"{each.key} of base"]) for each in measures]


def _numbers(values: pl.Series) -> Array:
    """The values as 64-bit floats, NaN for null."""
    return np.asarray(values.cast(pl.Float64).fill_null(float("nan")).to_numpy(), np.float64)


def _single(value: float | None) -> Interval:
    return Interval(value, None, None, 0)
