"""The picks of a run in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from runner.picks.cull_row import CullRow
from runner.picks.foresight import Foresight, Hits, Strategy, foresight
from runner.picks.moments import KINDS
from runner.reports import tables
from runner.reports.intervals import wilson
from runner.reports.tables import Evidence
from runner.store.keepers import REASONS as WITHOUT_KEEPER


@dataclass(frozen=True, slots=True)
class Picks:
    """Numbers of picked and dropped photos, and of groups of photos."""

    kept: int  # photos that were picked
    dropped: int
    whole: int  # frames of brackets, focus stacks and panoramas, which are kept in addition
    moments: Mapping[str, int]  # number of groups by kind, without zeros
    without_keeper: int  # photos rejected in favour of one that is not in the run, or could not be read
    foresight: Foresight  # how well the picks agree with people's flags


def picks(evidence: Evidence) -> Picks | None:
    """Return the figures of the run's picks; None if the run has none."""
    table = tables.newest(evidence, CullRow, "pick", "moment", "kind", "because", "guess")
    if not table.height:
        return None
    counts = dict(table["pick"].value_counts().iter_rows())
    kinds = dict(table.unique("moment")["kind"].value_counts().iter_rows())
    kept, dropped, whole = (counts.get(name, 0) for name in ("keep", "drop", "whole"))
    moments = {kind: kinds[kind] for kind in KINDS if kind in kinds}
    alone = pl.col("because").struct.field("id").is_in(WITHOUT_KEEPER)
    return Picks(kept, dropped, whole, moments, table.filter(alone).height, _foresight(table))


def _foresight(table: pl.DataFrame) -> Foresight:
    """Compare picks with people's flags, which are in the evidence as reasons."""
    guesses = table.filter(pl.col("guess").is_not_null()).select("item_id", "moment", pl.col("guess").struct.unnest())
    because = pl.col("because").struct.field("id")
    kept = table.filter(because == "pick.person")["item_id"].to_list()
    dropped = table.filter(because.is_in(["drop.person", *WITHOUT_KEEPER]))["item_id"].to_list()
    return foresight(guesses, kept, dropped)


def share(hits: Sequence[Hits], strategy: Strategy) -> str:
    """How often a strategy agreed with people, with a 95 % interval; empty if nothing could be compared."""
    each = next((each for each in hits if each.strategy == strategy), None)
    if each is None:
        return ""
    told = f"{each.hits / each.trials:.1%}"
    if strategy == "random":  # an expected value, not a sample
        return told
    found = wilson(round(each.hits), each.trials)
    interval = f" [{found.low:.1%} – {found.high:.1%}]" if found.low is not None and found.high is not None else ""
    return f"{told}{interval}, {each.hits:,.0f} of {each.trials:,}"
