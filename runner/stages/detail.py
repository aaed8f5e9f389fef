"""Stage `detail`: where each photo is sharp, and a miniature of it. Picks find focus stacks and panoramas by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from annotated_types import Ge

from runner.errors import ItemError
from runner.imaging.rendition_path import rendition_path
from runner.models.options import UNKEYED
from runner.picks.detail_row import DetailRow
from runner.schema import DeriveRow, Options
from runner.stage import Folders, Item, Result, item_stage


@dataclass(frozen=True)
class DetailOptions(Options):
    """Which rendition is looked at, and whether photos are picked at all."""

    # the rendition that is looked at, one of those that the graph derives
    rendition: str = "model"
    # number of photos that are picked; null: none, and nothing is looked at
    keep: Annotated[int, Ge(1)] | None = field(default=None, metadata=UNKEYED)


@item_stage(
    "detail",
    row=DetailRow,
    options=DetailOptions,
    needs={"pictures": DeriveRow},
    failure="optional",
    place="pool",
    idle=lambda options: options.keep is None,
)
def detail(items: Sequence[Item], options: DetailOptions, folders: Folders) -> Iterator[Result]:
    """Yield the detail of each photo, or why its rendition could not be read."""
    from runner.models.pictures import pixels
    from runner.picks.detail import detail as detail_of

    for item in items:
        path = rendition_path(item["pictures"], options.rendition, "measure of detail", "graph.stages.detail.rendition")
        try:
            yield detail_of(pixels(folders.renditions / path))
        except ItemError as error:
            yield error
