"""Chooses photos: which are picked, in what order, and why. `choose` is the one entry point of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from runner.messages import Message
from runner.picks.cells import cells
from runner.picks.clocks import worded
from runner.picks.cull_row import CullRow
from runner.picks.merits import PARTS, merits, part
from runner.picks.moments import SEQUENCES, moments
from runner.picks.options import CullOptions
from runner.picks.photos import completed
from runner.picks.ranking import ranked
from runner.picks.reasons import Reasons
from runner.store import evidence

_ADDED = ("because", "rival", "clock", "guess")
"""Columns of `CullRow` that are made only on demand."""


@dataclass(frozen=True)
class Choice:
    """The result of a choice. `table` has one row per photo, in file order: `item_id`, `flag`, the columns of `CullRow`
    but for reasons and guesses, and what was compared: a column `…_part` for each of `PARTS`, 0 to 1, null if unknown.
    """

    table: pl.DataFrame
    keep: int | None
    reasons: Reasons

    def explained(self) -> pl.DataFrame:
        """The table with `because` and `rival`."""
        return self.table.join(self.reasons.every(), on="item_id", maintain_order="left")

    def rows(self) -> pl.DataFrame:
        """`item_id` and the columns of `CullRow`, without guesses."""
        kinds = evidence.columns(CullRow)
        whole = self.explained().with_columns(worded(self.table), guess=pl.lit(None, dtype=kinds["guess"]))
        return whole.select("item_id", *(pl.col(name).cast(kind) for name, kind in kinds.items()))

    def items(self, pick: str) -> list[str]:
        """Item ids of photos with this pick, the best first; those of sequences in order of capture."""
        return self.table.filter(pl.col("pick") == pick).sort("rank", "taken", nulls_last=True)["item_id"].to_list()

    def counts(self) -> Mapping[str, int]:
        """The number of moments of each kind: single, burst, bracket, stack and panorama."""
        groups = self.table.unique("moment").group_by("kind").agg(pl.len())
        return dict(groups.sort("kind").iter_rows())


def choose(photos: pl.DataFrame, options: CullOptions, flags: Mapping[str, str] | None = None) -> Choice:
    """Choose `options.keep` of the photos. The same evidence, flags and options always give the same choice.

    `photos` has `item_id`, `path` and any of the other columns of `runner.picks.photos.COLUMNS`, in file order. `flags`
    are set by people, `pick` or `reject` by item_id, and win: a picked photo is picked and a rejected one is not, even
    a frame of a sequence. Frames of sequences without a flag are `whole` and do not count towards `keep`. Exactly
    `keep` photos are picked, unless people picked more, or limits and rejections leave fewer.
    """
    return chosen(grouped(photos, options), options, flags)


def grouped(photos: pl.DataFrame, options: CullOptions) -> pl.DataFrame:
    """The photos with all columns of `runner.picks.photos.COLUMNS`, and their moments."""
    known = completed(photos)
    return known.join(moments(known, options), on="item_id", maintain_order="left")


def chosen(
    photos: pl.DataFrame,
    options: CullOptions,
    flags: Mapping[str, str] | None = None,
    without_keeper: Mapping[str, Message] | None = None,
) -> Choice:
    """Like `choose`, for photos whose moments are known: used by a window when only weights change.

    `without_keeper` gives messages for rejected photos, by item_id: what was kept in their place is not there any more.
    """
    said = pl.DataFrame(list((flags or {}).items()), schema={"item_id": pl.String, "flag": pl.String}, orient="row")
    flagged = photos.join(said, on="item_id", how="left", maintain_order="left")
    compared = cells(merits(flagged, options), options.variety)
    whole = pl.col("kind").is_in(SEQUENCES) & (pl.col("flag") != "pick").fill_null(value=True)
    order = ranked(compared.filter(~whole), options)
    in_order = pl.concat([order, _sequences(compared.filter(whole))], how="diagonal_relaxed")
    picked = in_order.with_columns(pick=_pick(order, options.keep))
    own = [name for name in evidence.columns(CullRow) if name not in _ADDED]
    listed = photos.select("item_id").join(picked, on="item_id", maintain_order="left")
    table = listed.select("item_id", "flag", "taken", *own, "clock_pairs", *map(part, PARTS))
    return Choice(table, options.keep, Reasons(picked, options, without_keeper or {}))


def _sequences(photos: pl.DataFrame) -> pl.DataFrame:
    """Frames of sequences with their place in order of capture, and no rank."""
    place = pl.col("taken").rank("ordinal").over("moment").cast(pl.Int64)
    return photos.with_columns(place=place, rank=pl.lit(None, dtype=pl.Int64), beyond=pl.lit(None, dtype=pl.String))


def _pick(order: pl.DataFrame, keep: int | None) -> pl.Expr:
    """`keep`, `drop` or `whole`: by a person's flag, then by rank."""
    own = order.filter(pl.col("flag") == "pick").height
    most = max(keep or 0, own)
    may = pl.col("beyond").is_null() & (pl.col("rank") <= most)
    return (
        pl.when(pl.col("flag") == "reject")
        .then(pl.lit("drop"))
        .when(pl.col("rank").is_null())
        .then(pl.lit("whole"))
        .when((pl.col("flag") == "pick").fill_null(value=False) | may)
        .then(pl.lit("keep"))
        .otherwise(pl.lit("drop"))
    )
