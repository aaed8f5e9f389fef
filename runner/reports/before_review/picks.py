"""What a run picked, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from runner.picks.cull_row import CullRow
from runner.picks.moments import KINDS
from runner.reports import tables
from runner.reports.tables import Evidence


@dataclass(frozen=True, slots=True)
class Picks:
    """Photos that were picked, and what belongs together."""

    kept: int  # photos that were picked
    dropped: int
    whole: int  # frames of brackets, focus stacks and panoramas, kept beside them
    moments: Mapping[str, int]  # groups by kind, those that occur


def picks(evidence: Evidence) -> Picks | None:
    """The figures of the run's picks; None where nothing was picked."""
    table = tables.newest(evidence, CullRow, "pick", "moment", "kind")
    if not table.height:
        return None
    counts = dict(table["pick"].value_counts().iter_rows())
    kinds = dict(table.unique("moment")["kind"].value_counts().iter_rows())
    kept, dropped, whole = (counts.get(name, 0) for name in ("keep", "drop", "whole"))
    return Picks(kept, dropped, whole, {kind: kinds[kind] for kind in KINDS if kind in kinds})
