"""Every pixel of a photo, decoded once for all stages that look at every pixel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from runner.imaging.decode import full_size, open_photo
from runner.pixels import Memory, Pixels, blank, slot
from runner.stage import Item


@contextmanager
def full_picture(item: Item, format: str) -> Iterator[Pixels]:
    """The photo at its full size, upright and in sRGB: [height, width, 3], to read, as long as the block lasts.

    `format` is what the stage `intake` found. Of a stage that is declared with `pixels=True` another one may have
    decoded it already. Raises UnreadableFile and DecodeError.
    """

    def decode(memory: Memory) -> Pixels:
        with item.original() as path:
            return full_size(open_photo(path, format), memory)

    with slot(item.slot) as room:
        picture = (room.picture(item.sha256 or item.item_id, decode) if room else decode(blank)).view()
        picture.flags.writeable = False
        yield picture
