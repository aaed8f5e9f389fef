"""Computes everything that a comparison shows, from the evidence of a sweep and people's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from runner.errors import ConfigError
from runner.reports.comparison import measures
from runner.reports.comparison.figures import base, figures, row
from runner.reports.comparison.gate import Foresight, foresight
from runner.reports.comparison.people import Judgement, decided, hashes, judgements
from runner.reports.comparison.preference import Standing, standings
from runner.reports.comparison.values import values
from runner.reports.comparison.variants import Variant, load
from runner.reports.intervals import Interval
from runner.schema import ComparisonRow
from runner.store import evidence, sweepfile
from runner.store.catalog import read_catalog
from runner.store.preferences import Preferred, preferences
from runner.store.sweepfile import SweepFile


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sweep and all its figures."""

    file: SweepFile
    variants: Sequence[Variant]  # in the order of the sweep
    base: Variant | None  # the variant that others are compared with; None if none finished
    rows: Sequence[ComparisonRow]  # content of comparison.parquet
    values: Sequence[pl.DataFrame]  # measures of each variant's photos, people's decisions included
    foresight: Sequence[Foresight]
    standings: Sequence[Standing]

    def of(self, variant: Variant) -> dict[str, ComparisonRow]:
        """Return the variant's rows by measure, or by `measure:about` if they have an `about`."""
        own = [each for each in self.rows if each.variant == variant.name and each.run_id == variant.run_id]
        return {f"{each.measure}:{each.about}" if each.about else each.measure: each for each in own}

    def table(self) -> pl.DataFrame:
        """Return the rows as `comparison.parquet` stores them."""
        records = [evidence.to_record(each) for each in self.rows]
        return pl.DataFrame(records, schema=evidence.columns(ComparisonRow), orient="row")


def compare(runs: Path, sweep: Path) -> Comparison:
    """Compare the variants of the sweep in this folder. Raises ConfigError if the folder has no sweep."""
    file = sweepfile.read(sweep)
    if file is None:
        raise ConfigError([f"{sweep} is not a sweep: it has no readable sweep.json."])
    variants = load(sweep, file)
    judged, choices = _people(runs, sweep.name, variants)
    tables = [_with_people(variant, judged.get(variant.set_name, ())) for variant in variants]
    place = base(variants)
    against = variants[place] if place is not None else None
    every = [each for own in judged.values() for each in own]
    seen = foresight(variants, every)
    stands = standings(choices, [v.run_id for v in variants if v.run_id], against.run_id if against else None)
    rows = figures(sweep.name, variants, tables)
    rows += _preferred(sweep.name, variants, stands, against) + _foreseen(sweep.name, seen)
    return Comparison(file, variants, against, rows, tables, seen, stands)


def _people(
    runs: Path, sweep_id: str, variants: Sequence[Variant]
) -> tuple[dict[str, list[Judgement]], Sequence[Preferred]]:
    """People's decisions by set, and their preferences; empty if there is no catalogue."""
    path = runs / "catalog.db"
    if not path.is_file():
        return {}, ()
    hash_of = hashes(runs)
    with read_catalog(path) as catalog:
        judged = {name: judgements(catalog, name, hash_of) for name in sorted({v.set_name for v in variants})}
        return judged, preferences(catalog, sweep_id)


def _with_people(variant: Variant, judged: Sequence[Judgement]) -> pl.DataFrame:
    own = decided(variant, judged)
    return values(variant).join(own, on="item_id", how="left", maintain_order="left")


def _preferred(
    sweep_id: str, variants: Sequence[Variant], stands: Sequence[Standing], against: Variant | None
) -> list[ComparisonRow]:
    by_run = {each.run_id: each for each in variants}
    made = []
    for each in stands:
        name = against.name if against and each.against_base else None
        beside = _from_half(each.against_base) if each.against_base else None
        made.append(row(sweep_id, by_run[each.run_id], measures.PREFERRED, each.preferred, name, beside))
    return made


def _from_half(chance: Interval) -> Interval:
    less = [None if end is None else round(end - 0.5, 6) for end in chance[:3]]
    return Interval(less[0], less[1], less[2], chance.photos)


def _foreseen(sweep_id: str, seen: Sequence[Foresight]) -> list[ComparisonRow]:
    made = []
    for each in seen:
        made.append(row(sweep_id, None, measures.of_gate(each.sign, "precision"), each.precision, None, None))
        made.append(row(sweep_id, None, measures.of_gate(each.sign, "recall"), each.recall, None, None))
    return made
