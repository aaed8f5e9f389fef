"""duplicates: texts that repeat those of another photo, in the run, waiting in other sets, or published."""

from __future__ import annotations

import polars as pl

from runner.schema import TEXTS, DuplicateRow, FactsRow, QualityRow, RepairRow, SimilarRow
from runner.stage import Folders, Tables, set_stage
from runner.text.duplicates.comparing import FACTS, DuplicatesOptions, compared
from runner.text.duplicates.pool import fingerprint, taken

_ABOUT = {"series": ("series",), "quality": ("score",), "facts": FACTS}
"""Columns that are read from each port besides the texts."""


def _state(options: DuplicatesOptions, folders: Folders) -> str:
    return fingerprint(folders)


@set_stage(
    "duplicates",
    row=DuplicateRow,
    options=DuplicatesOptions,
    needs={"texts": RepairRow},
    uses={"series": SimilarRow, "quality": QualityRow, "facts": FactsRow},
    findings="findings",
    state=_state,
)
def duplicates(tables: Tables, options: DuplicatesOptions, folders: Folders) -> pl.DataFrame:
    """One row for each photo with texts; of photos with the same texts, one has no finding."""
    sources = tables.sources.filter(~pl.col("is_copy")).select("item_id", "source_path")
    texts = tables["texts"].select("item_id", *TEXTS, "findings").collect()
    photos = sources.join(texts, on="item_id", maintain_order="left")
    for port, names in _ABOUT.items():
        about = tables[port].select("item_id", *names).collect()
        photos = photos.join(about, on="item_id", how="left", maintain_order="left")
    return compared(photos, taken(folders), options)
