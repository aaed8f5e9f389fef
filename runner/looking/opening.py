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
"""How many times larger than a rendition a photo is at least for the rendition to stand in for it.

A smaller photo is decoded in less time than is worth losing anything for: one of 3000 × 2000 pixels in 30 ms.
"""


@contextmanager
def opened(item: Item, rendition: str | None, least: float, folders: Folders) -> Iterator[Photo]:
    """The photo of an item with `file` (IntakeRow) and maybe `pictures` (DeriveRow), as long as the block lasts.

    Its overview is that rendition where there is one whose longer side has at least `least` pixels and the photo is
    much larger; else every pixel. Stages that use this are declared with `pixels=True`. Raises UnreadableFile and
    DecodeError, as asking for every pixel does.
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
    """The rendition of this name, if it is large enough to be looked at, and small enough to be worth it."""
    for each in derived.renditions:
        longest = max(each.width, each.height)
        if each.name == name and least <= longest and SMALLER * longest <= max(derived.width, derived.height):
            return each
    return None
