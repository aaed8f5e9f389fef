"""The report before review, computed from the evidence of a run and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from runner.reports.before_review.counts import FIGURES, Counts, PickCounts
from runner.reports.before_review.groups import Groups, groups
from runner.reports.before_review.outliers import Outlier, outliers
from runner.reports.before_review.picks import Picks, picks
from runner.reports.before_review.repairs import Repairs, repairs
from runner.reports.before_review.sample import Sample, sample
from runner.reports.before_review.suspicious import Suspicion, suspicious
from runner.reports.tables import Evidence


@dataclass(frozen=True, slots=True)
class Review:
    """The report before review."""

    suspicious: tuple[Suspicion, ...]  # photos that passed the gate, those with most reasons for doubt first
    groups: Groups  # near-duplicates, texts that say the same, series
    outliers: tuple[Outlier, ...]  # the most extreme first
    sample: Sample  # a random tenth of what passed the gate
    repairs: Repairs  # what was tried, and what worked
    picks: Picks | None  # what was picked; None if the run has no picks

    def counts(self) -> Counts:
        """The report in numbers, as stored in run.json and shown on the terminal."""
        return Counts(
            suspicious=len(self.suspicious),
            near_photos=sum(len(group.others) for group in self.groups.near_photos),
            near_groups=len(self.groups.near_photos),
            texts=dict(self.groups.texts),
            series=len(self.groups.series),
            in_series=sum(1 + len(group.others) for group in self.groups.series),
            outliers={figure: sum(each.figure == figure for each in self.outliers) for figure in FIGURES},
            sample=self.sample.size,
            tried_again=self.repairs.photos,
            mendings=self.repairs.mendings,
            generations=self.repairs.generations,
            won=self.repairs.won,
            picks=PickCounts(self.picks.kept, self.picks.dropped, self.picks.whole) if self.picks else None,
        )


def review(rows: pl.DataFrame, evidence: Evidence) -> Review:
    """Compute the report from `rows.parquet` and the evidence of the same run."""
    tried, picked = repairs(evidence), picks(evidence)
    return Review(suspicious(rows, evidence), groups(evidence), outliers(evidence), sample(rows), tried, picked)
