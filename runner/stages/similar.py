"""similar: near-duplicates and series, from perceptual hash, capture time and file order."""

from __future__ import annotations

import polars as pl

from runner.imaging.resemblance import SimilarOptions, resemblances
from runner.schema import DeriveRow, ExifRow, QualityRow, SimilarRow
from runner.stage import Column, Folders, Tables, set_stage

_USES = {"metadata": ExifRow, "quality": QualityRow}
_COLUMNS = (Column("series", "Series", publish="name"),)


@set_stage(
    "similar",
    row=SimilarRow,
    options=SimilarOptions,
    needs={"pictures": DeriveRow},
    uses=_USES,
    review=_COLUMNS,
    version=2,
    earlier={"0.1.0": 1},
)
def similar(tables: Tables, options: SimilarOptions, folders: Folders) -> pl.DataFrame:
    """One row for each photo that was decoded: its series, and the photo that it nearly repeats."""
    return resemblances(_known(tables), options)


def _known(tables: Tables) -> pl.DataFrame:
    """Decoded photos in file order, with everything that the stage uses."""
    own = tables.sources.lazy().filter(~pl.col("is_copy")).select("item_id", "source_path")
    known = own.join(tables["pictures"].select("item_id", "width", "height", "phash"), on="item_id")
    for port, names in (("metadata", ("captured_at", "utc_offset_min")), ("quality", ("score",))):
        known = known.join(tables[port].select("item_id", *names), on="item_id", how="left", maintain_order="left")
    order = tables.sources.select("item_id").with_row_index("place").lazy().unique("item_id", keep="first")
    return known.join(order, on="item_id").sort("place").drop("place").collect()
