"""Every pixel of a photo, decoded once for all stages that look at every pixel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from runner.imaging.decode import full_size, open_photo
from runner.pixels import Memory, Pixels, blank, slot
from runner.stage import Item


@contextmanager
def full_picture(item: Item, format: str, share: float = 1.0) -> Iterator[Pixels]:
    """The photo at its full size, upright and in sRGB: [height, width, 3], to read, as long as the block lasts.

    `format` is what the stage `intake` found. Of a stage that is declared with `pixels=True` another one may have
    decoded it already. `share` of the height, from the top, is decoded at least: what is below may be anything. Raises
    UnreadableFile and DecodeError.
    """

    def decode(memory: Memory) -> Pixels:
        with item.original() as path:
            return full_size(open_photo(path, format), memory, share if alone else 1.0)

    alone, identity = item.slot is None, item.sha256 or item.item_id
    with slot(item.slot) as room:
        if room is None:
            picture = decode(blank)
        elif alone and share < 1:
            picture = room.passing(identity, decode)
        else:
            picture = room.picture(identity, decode)
        shown = picture.view()
        shown.flags.writeable = False
        yield shown
