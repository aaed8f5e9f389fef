"""Stage `derive`: decodes once, writes renditions, and reads every figure that needs pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge, Le, MinLen

from runner.errors import ItemError
from runner.imaging.renditions import RenditionOptions
from runner.imaging.store import holds
from runner.schema import DeriveRow, IntakeRow, Options
from runner.stage import Column, Folders, Item, Result, item_stage

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

    # by name; other stages ask for them by it
    renditions: dict[Annotated[str, MinLen(1)], RenditionOptions] = field(default_factory=_renditions)
    # a photo whose sharpness falls between these is decoded again at its full size, for a surer figure
    doubt: tuple[Figure, Figure] = (0.40, 0.55)

    def problems(self) -> Sequence[str]:
        """A doubt that runs backwards."""
        return () if self.doubt[0] <= self.doubt[1] else ("doubt: give the lower sharpness first.",)


def renditions_exist(part: pl.DataFrame, folders: Folders) -> bool:
    """Whether every rendition that a finished part speaks of is still there, whole."""
    made = part["renditions"].drop_nulls().explode().drop_nulls().struct
    folder = str(folders.renditions)
    return all(holds(folder, path, size) for path, size in zip(made.field("path"), made.field("bytes"), strict=True))


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
    artifacts=renditions_exist,
    version=2,
    earlier={"0.1.0": 1},
)
def derive(items: Sequence[Item], options: DeriveOptions, folders: Folders) -> Iterator[Result]:
    """Yield the renditions and figures of each photo, or why it cannot be decoded."""
    from runner.imaging.derive import derive as derive_one

    for item in items:
        try:
            yield derive_one(item.path, item["file"], options.renditions, options.doubt, folders.renditions)
        except ItemError as error:
            yield error
