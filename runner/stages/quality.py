"""Stage `quality`: a score and a band from the figures that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.imaging.quality import QualityOptions
from runner.imaging.quality import quality as score
from runner.schema import DeriveRow, QualityRow
from runner.stage import Folders, Item, Result, item_stage


@item_stage("quality", row=QualityRow, options=QualityOptions, requires=(DeriveRow,))
def quality(items: Sequence[Item], options: QualityOptions, folders: Folders) -> Iterator[Result]:
    """Yield the technical quality of each photo."""
    for item in items:
        yield score(item[DeriveRow], options)
