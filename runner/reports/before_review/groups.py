"""Photos that belong together: near-duplicates, texts that say the same, and series."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from runner.reports import tables
from runner.reports.tables import Evidence
from runner.schema import DuplicateRow, SimilarRow


@dataclass(frozen=True, slots=True)
class Group:
    """Photos that repeat one photo, or a series."""

    first: str  # item_id of the repeated photo, or of the pick of the series
    where: str  # run, pending or published: where the first photo is
    others: tuple[str, ...]  # item_ids, in the order of the evidence

    @property
    def shown(self) -> tuple[str, ...]:
        """The photos of the group that are in this run, `first` at the front if it is one."""
        return (self.first, *self.others) if self.where == "run" else self.others


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups of a run, the largest first."""

    near_photos: tuple[Group, ...]  # pictures that are nearly the same
    captions: tuple[Group, ...]  # captions that say the same
    series: tuple[Group, ...]  # photos taken as a series
    texts: dict[str, int]  # photos by rule of duplicate texts, the most frequent first


def groups(evidence: Evidence) -> Groups:
    """Return the groups that the stages `similar` and `duplicates` found."""
    similar = tables.newest(evidence, SimilarRow, "series", "position", "best", "near_duplicate_of")
    repeats = tables.newest(evidence, DuplicateRow, "findings", "caption_like", "caption_where")
    near = similar.select("item_id", first="near_duplicate_of", where=pl.lit("run"))
    captions = repeats.select("item_id", first="caption_like", where="caption_where")
    return Groups(_grouped(near), _grouped(captions), _series(similar), _broken(repeats))


def _grouped(members: pl.DataFrame) -> tuple[Group, ...]:
    found = members.drop_nulls("first").group_by("first", "where", maintain_order=True).agg(others="item_id")
    ordered = found.sort(pl.col("others").list.len(), descending=True, maintain_order=True)
    return tuple(Group(first, where, tuple(others)) for first, where, others in ordered.iter_rows())


def _series(similar: pl.DataFrame) -> tuple[Group, ...]:
    """Each series in order of capture, with its pick as `first`."""
    members = similar.drop_nulls("series").sort("series", "position", maintain_order=True)
    picks = members.filter("best").select("series", first="item_id")
    others = members.filter(~pl.col("best")).select("series", "item_id")
    return _grouped(others.join(picks, on="series", maintain_order="left").with_columns(where=pl.lit("run")))


def _broken(repeats: pl.DataFrame) -> dict[str, int]:
    rules = repeats.select("item_id", pl.col("findings").list.eval(pl.element().struct.field("rule"))).explode(
        "findings"
    )
    counts = rules.drop_nulls().group_by(rule="findings").agg(photos=pl.col("item_id").n_unique())
    return dict(counts.sort(["photos", "rule"], descending=[True, False]).iter_rows())
