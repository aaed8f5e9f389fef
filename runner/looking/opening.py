"""Opens a photo for a model that looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

from runner.imaging.full_picture import full_picture
from runner.models.photo import Photo, whole
from runner.models.pictures import pixels
from runner.schema import DeriveRow, IntakeRow, Rendition
from runner.stage import Folders, Item

SMALLER = 2
"""A rendition replaces a photo only if the photo is at least this many times larger, along the longer side.

A smaller photo is decoded so quickly that it is not worth losing anything: one of 3000 × 2000 pixels takes 30 ms.
"""


@contextmanager
def opened(item: Item, rendition: str | None, least: float, folders: Folders) -> Iterator[Photo]:
    """The photo of an item with `file` (IntakeRow) and maybe `pictures` (DeriveRow), open for the block.

    Its overview is the rendition of that name, if its longer side has at least `least` pixels and the photo is much
    larger; otherwise every pixel. Stages that use this must be declared with `pixels=True`. Raises UnreadableFile and
    DecodeError, as does asking for every pixel.
    """
    intake: IntakeRow = item["file"]
    derived: DeriveRow | None = item.get("pictures")
    with ExitStack() as used:
        decoded = cache(lambda share: used.enter_context(full_picture(item, intake.format, share)))
        smaller = _smaller(derived, rendition, least) if derived else None
        if derived is None or smaller is None:
            yield whole(decoded(1.0))
        else:
            yield Photo(derived.width, derived.height, pixels(folders.renditions / smaller.path), decoded)


def _smaller(derived: DeriveRow, name: str | None, least: float) -> Rendition | None:
    """The rendition of this name, if it is large enough to look at, and small enough to save time."""
    for each in derived.renditions:
        longest = max(each.width, each.height)
        if each.name == name and least <= longest and SMALLER * longest <= max(derived.width, derived.height):
            return each
    return None
