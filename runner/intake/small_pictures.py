"""Small pictures of photos that no run has looked at yet."""

from __future__ import annotations

from pathlib import Path

from runner.errors import ItemError
from runner.imaging.decode import Size, decode, open_photo
from runner.imaging.filetypes import identify_file
from runner.imaging.vips import pyvips

SIZE: Size = (320, 214)
"""Maximum width and height of a picture in pixels."""


def small_picture(path: Path) -> bytes | None:
    """The photo, upright, as a JPEG that fits into `SIZE`; None if the file is not a photo or is damaged."""
    try:
        with path.open("rb") as file:
            format = identify_file(file).format
        if format is None:
            return None
        photo = open_photo(path, format)
        scale = min(1.0, *(most / has for most, has in zip(SIZE, photo.size, strict=True)))
        width, height = (max(1, round(has * scale)) for has in photo.size)
        image = decode(photo, (width, height)).thumbnail_image(width, height=height)
        return bytes(image.flatten().jpegsave_buffer(Q=80, keep="none") if image.hasalpha() else
                     image.jpegsave_buffer(Q=80, keep="none"))  # fmt: skip
    except (OSError, ItemError, pyvips.Error):
        return None
