"""Every pixel of a photo, decoded once for all stages that need it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from runner.imaging.decode import full_size, open_photo
from runner.imaging.srgb import from_profile
from runner.picture import Picture
from runner.pixels import Decoded, Memory, blank, slot
from runner.stage import Item


@contextmanager
def full_picture(item: Item, format: str, share: float = 1.0) -> Iterator[Picture]:
    """The photo at its full size, upright and read-only, valid for the block.

    `format` is what the stage `intake` found. For a stage that is declared with `pixels=True`, another stage may have
    decoded the photo already. At least `share` of the height is decoded, from the top; the pixels below are undefined.
    Raises UnreadableFile and DecodeError.
    """

    def decode(memory: Memory) -> Decoded:
        with item.original() as path:
            return full_size(open_photo(path, format), memory, share if alone else 1.0)

    alone, identity = item.slot is None, item.sha256 or item.item_id
    with slot(item.slot) as room:
        if room is None:
            decoded = decode(blank)
        elif alone and share < 1:
            decoded = room.passing(identity, decode)
        else:
            decoded = room.picture(identity, decode)
        stored = decoded.pixels.view()
        stored.flags.writeable = False
        yield Picture(stored, partial(from_profile, profile=decoded.profile) if decoded.profile else None)
