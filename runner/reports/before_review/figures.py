"""What a person should know before reviewing a set, computed from its evidence and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from runner.reports.before_review.groups import Groups, groups
from runner.reports.before_review.outliers import FIGURES, Outlier, outliers
from runner.reports.before_review.picks import Picks, picks
from runner.reports.before_review.repairs import Repairs, repairs
from runner.reports.before_review.sample import Sample, sample
from runner.reports.before_review.suspicious import Suspicion, suspicious
from runner.reports.tables import Evidence


@dataclass(frozen=True, slots=True)
class Review:
    """The report before review."""

    suspicious: tuple[Suspicion, ...]  # photos that came through, with most reasons for doubt first
    groups: Groups  # near-duplicates, texts that say the same, series
    outliers: tuple[Outlier, ...]  # the most extreme first
    sample: Sample  # a random tenth of what came through
    repairs: Repairs  # what was tried, and what worked
    picks: Picks | None  # what was picked; null where nothing was asked for

    def counts(self) -> dict[str, int]:
        """The report in numbers: what run.json keeps, and the terminal says."""
        return {
            "suspicious_photos": len(self.suspicious),
            "near_duplicate_photos": sum(len(group.others) for group in self.groups.near_photos),
            "near_duplicate_groups": len(self.groups.near_photos),
            **{f"{rule}_photos": photos for rule, photos in self.groups.texts.items()},
            "series": len(self.groups.series),
            "photos_in_series": sum(1 + len(group.others) for group in self.groups.series),
            **{f"{figure}_outliers": sum(each.figure == figure for each in self.outliers) for figure in FIGURES},
            "sample_photos": self.sample.size,
            "photos_tried_again": self.repairs.photos,
            "mendings": self.repairs.mendings,
            "generations_again": self.repairs.generations,
            "attempts_taken_over": self.repairs.won,
            **({"picked": self.picks.kept, "kept_whole": self.picks.whole} if self.picks else {}),
        }


def review(rows: pl.DataFrame, evidence: Evidence) -> Review:
    """The report on `rows.parquet` and the evidence of the same run."""
    tried, picked = repairs(evidence), picks(evidence)
    return Review(suspicious(rows, evidence), groups(evidence), outliers(evidence), sample(rows), tried, picked)
