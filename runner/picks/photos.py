"""The table of photos to be compared, whichever module made it."""

from __future__ import annotations

import polars as pl

from runner.facts import Region
from runner.store import evidence

REGION = pl.Struct(evidence.columns(Region))

COLUMNS: dict[str, pl.DataType] = {
    "item_id": pl.String(),
    "path": pl.String(),  # of the file; reasons mention its name
    "captured_at": pl.Datetime("us"),  # camera's local time
    "utc_offset_min": pl.Int64(),
    "camera": pl.String(),  # make, model and serial number
    "exposure_s": pl.Float64(),
    "f_number": pl.Float64(),
    "iso": pl.Int64(),
    "focal_mm": pl.Float64(),
    "latitude": pl.Float64(),
    "longitude": pl.Float64(),
    "width": pl.Int64(),  # upright pixels
    "height": pl.Int64(),
    "phash": pl.String(),  # 16 hex digits
    "sharpness": pl.Float64(),  # reciprocal edge width at 1024 pixels, of the sharpest tiles
    "tonal_range": pl.Float64(),  # 0 to 1
    "highlights_clipped": pl.Float64(),  # share of the pixels
    "shadows_clipped": pl.Float64(),
    "quality": pl.Float64(),  # 0 to 10
    "subject": pl.String(),  # group of a classifier
    "tiles": pl.List(pl.Float32()),  # as in DetailRow
    "miniature": pl.String(),
    "box": REGION,  # of the largest thing that a detector found
    "embedding": pl.List(pl.Float32()),
    "people": pl.List(pl.String()),  # who is in it: ids of persons
    "face_sharpness": pl.Float64(),  # of the prominent face that is least sharp
    "eyes_open": pl.Boolean(),  # the flags of runner.people.scores
    "smiles": pl.Boolean(),
    "whole": pl.Boolean(),
    "faces_score": pl.Float64(),  # 0 to 1
    "closed": pl.List(pl.String()),  # whose eyes are closed; an empty text for a person without a name
    "main_missing": pl.List(pl.String()),  # main people who are not in it; null if the run did not look for people
}
"""The columns, in order. All but `item_id` and `path` may be null, which means unknown and does not count."""


def completed(photos: pl.DataFrame) -> pl.DataFrame:
    """The table with every column of `COLUMNS`; those that it lacks are null."""
    lacking = [pl.lit(None, dtype=kind).alias(name) for name, kind in COLUMNS.items() if name not in photos.columns]
    return photos.with_columns(lacking).select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())
