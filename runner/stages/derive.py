"""Stage `derive`: decodes once, writes renditions, and computes every figure that needs pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge, Le, MinLen

from runner.errors import ItemError
from runner.imaging.renditions import RenditionOptions
from runner.schema import DeriveRow, IntakeRow, Options
from runner.stage import Artifact, Column, Folders, Item, Result, item_stage

if TYPE_CHECKING:
    import polars as pl

Figure = Annotated[float, Ge(0), Le(1)]


def _renditions() -> dict[str, RenditionOptions]:
    return {
        "model": RenditionOptions(1024, 1024, quality=85),
        "web": RenditionOptions(1500, 1000, quality=88),
        "thumbnail": RenditionOptions(548, 365, quality=80),
    }


@dataclass(frozen=True)
class DeriveOptions(Options):
    """What is made of each photo."""

    # by name, which other stages use to ask for them
    renditions: dict[Annotated[str, MinLen(1)], RenditionOptions] = field(default_factory=_renditions)
    # a photo whose sharpness is between these is decoded again at its full size, for a more certain figure
    doubt: tuple[Figure, Figure] = (0.40, 0.55)

    def problems(self) -> Sequence[str]:
        """A sentence if `doubt` is reversed."""
        return () if self.doubt[0] <= self.doubt[1] else ("doubt: give the lower sharpness first.",)


def renditions(part: pl.DataFrame) -> Iterator[Artifact]:
    """Every rendition that the rows of a part refer to."""
    made = part["renditions"].drop_nulls().explode().drop_nulls().struct
    paths = "renditions/" + made.field("path")
    return map(Artifact, paths, made.field("bytes"), made.field("sha256"))


_COLUMNS = (
    Column("width", "Width", publish="integer"),
    Column("height", "Height", publish="integer"),
    Column("renditions", "Pictures", publish="files", shown=False),
)


@item_stage(
    "derive",
    row=DeriveRow,
    options=DeriveOptions,
    needs={"file": IntakeRow},
    review=_COLUMNS,
    place="pool",
    artifacts=renditions,
    version=2,
    earlier={"0.1.0": 1},
)
def derive(items: Sequence[Item], options: DeriveOptions, folders: Folders) -> Iterator[Result]:
    """Yield the renditions and figures of each photo, or why it cannot be decoded."""
    for item in items:
        try:
            yield _row(item, options, folders)
        except ItemError as error:
            yield error


def _row(item: Item, options: DeriveOptions, folders: Folders) -> DeriveRow:
    from runner.imaging.derive import derive as derive_one

    with item.original() as path:
        return derive_one(path, item["file"], options.renditions, options.doubt, folders.renditions)
