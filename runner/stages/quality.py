"""Stage `quality`: a score and a band from the figures that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.imaging.quality import QualityOptions
from runner.imaging.quality import quality as score
from runner.schema import DeriveRow, QualityRow
from runner.stage import Column, Folders, Item, Result, item_stage

_COLUMNS = (
    Column("quality_score", "Quality", "score", publish="real"),
    Column("quality_band", "Quality band", "band", publish="name"),
)


@item_stage("quality", row=QualityRow, options=QualityOptions, needs={"pictures": DeriveRow}, review=_COLUMNS)
def quality(items: Sequence[Item], options: QualityOptions, folders: Folders) -> Iterator[Result]:
    """Yield the technical quality of each photo."""
    for item in items:
        yield score(item["pictures"], options)
