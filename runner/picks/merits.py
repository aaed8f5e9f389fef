"""How good a frame is: compared with those of its moment, and with photos of other moments."""

from __future__ import annotations

from dataclasses import asdict

import polars as pl

from runner.picks.frames import TILES
from runner.picks.options import CullOptions, Parts

PARTS = tuple(Parts.__dataclass_fields__)
"""Names of the parts. A part's column, see `part`, is null if nothing is known of the whole moment."""

_USUAL = 0.5
"""Stands in for an unknown value of one frame if the value is known for another frame of the moment."""


def merits(photos: pl.DataFrame, options: CullOptions) -> pl.DataFrame:
    """Add a column for each of `PARTS`, and `score` and `strength`, both 0 to 1.

    `photos` has the columns of `runner.picks.photos.COLUMNS` and `moment`. `score` compares frames of one moment and
    means nothing across moments; `strength` compares photos of different moments.
    """
    measured = photos.with_columns(_exposure=_exposure(), _box=_in_box(photos))
    parted = measured.with_columns(
        sharpness_part=_relative(_subject_sharpness()),
        exposure_part=_relative(pl.col("_exposure")),
        eyes_part=_known(pl.col("eyes_open").cast(pl.Float64)),
        smiles_part=_known(pl.col("smiles").cast(pl.Float64)),
        people_part=_known(1 / (1 + pl.col("main_missing").list.len().cast(pl.Float64))),
        whole_part=_known(pl.col("whole").cast(pl.Float64)),
    )
    return parted.with_columns(score=_weighted(options.parts), strength=_strength(options.faces)).drop(
        "_exposure", "_box"
    )


def part(name: str) -> str:
    """The name of a part's column."""
    return f"{name}_part"


def _weighted(parts: Parts) -> pl.Expr:
    weights = asdict(parts)
    total = pl.sum_horizontal(pl.col(part(n)).fill_null(0.0) * weight for n, weight in weights.items())
    told = pl.sum_horizontal(pl.col(part(n)).is_not_null().cast(pl.Float64) * weight for n, weight in weights.items())
    return pl.when(told > 0).then(total / told).otherwise(1.0)


def _strength(faces: float) -> pl.Expr:
    quality = (pl.col("quality") / 10).fill_null(_USUAL)
    return quality * (1 - faces) + pl.col("faces_score").fill_null(quality) * faces


def _subject_sharpness() -> pl.Expr:
    """Sharpness of the faces if all frames of the moment have it, else of the box, else of the sharpest tiles."""
    face, box = pl.col("face_sharpness"), pl.col("_box")
    return (
        pl.when(face.is_not_null().all().over("moment"))
        .then(face)
        .when(box.is_not_null().all().over("moment"))
        .then(box)
        .otherwise("sharpness")
    )


def _exposure() -> pl.Expr:
    """Use of the tonal range, minus what is clipped; highlights count twice, because they cannot be recovered."""
    kept = (1 - pl.col("highlights_clipped").fill_null(0.0)).clip(0, 1).pow(2)
    return pl.col("tonal_range") * kept * (1 - pl.col("shadows_clipped").fill_null(0.0)).clip(0, 1)


def _relative(value: pl.Expr) -> pl.Expr:
    """A value divided by the best of the moment: small differences count little."""
    best = value.max().over("moment")
    return _known(pl.when(best > 0).then(value / best))


def _known(value: pl.Expr) -> pl.Expr:
    return pl.when(value.is_not_null().any().over("moment")).then(value.fill_null(_USUAL))


def _in_box(photos: pl.DataFrame) -> pl.Series:
    """The sharpness of the sharpest tile within the detected box; null without a box or tiles."""
    boxed = photos.select("item_id", "tiles", "box").with_row_index("_row").drop_nulls()
    boxed = boxed.filter(pl.col("tiles").list.len() == TILES**2)
    if not boxed.height:
        return pl.Series([None] * photos.height, dtype=pl.Float64)
    region = boxed.select("_row", pl.col("box").struct.unnest())
    tiles = boxed.select("_row", "tiles", tile=pl.int_ranges(TILES**2)).explode("tiles", "tile").join(region, on="_row")
    row, column = pl.col("tile") // TILES, pl.col("tile") % TILES
    inside = (
        ((row + 1) / TILES > pl.col("top"))
        & (row / TILES < pl.col("bottom"))
        & ((column + 1) / TILES > pl.col("left"))
        & (column / TILES < pl.col("right"))
    )
    best = tiles.filter(inside).group_by("_row").agg(pl.col("tiles").max().cast(pl.Float64))
    rows = pl.DataFrame({"_row": pl.int_range(photos.height, dtype=pl.get_index_type(), eager=True)})
    return rows.join(best, on="_row", how="left", maintain_order="left")["tiles"]
