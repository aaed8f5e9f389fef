"""Opens a picture and reads its header. Pixels are decoded only when they are used."""

from __future__ import annotations

from typing import BinaryIO

from runner.imaging import tiff
from runner.imaging.vips import pyvips

_JPEG_START = b"\xff\xd8\xff"


def load_lazily(file: BinaryIO, format: str, **options: object) -> pyvips.Image:
    """Open the picture with the loader of its format, whatever its name. Raises pyvips.Error if the header is damaged.

    It uses a descriptor because libvips takes brackets in a name for options, and does not accept names that are not
    UTF-8. Of a TIFF the page with the picture is opened. `options` are those of libvips's loaders.
    """
    if format == "tiff":
        return _tiff(file, options)
    source = pyvips.Source.new_from_descriptor(file.fileno())
    return getattr(pyvips.Image, f"{format}load_source")(source, **options)


def _tiff(file: BinaryIO, options: dict[str, object]) -> pyvips.Image:
    try:
        pages = tiff.directories(file)
    except ValueError:
        pages = []
    page = tiff.picture_page(pages)
    embedded = tiff.old_jpeg(pages[page]) if pages else None
    if embedded is not None:
        # libtiff reads this kind only if it was built to; the JPEG in it is complete.
        file.seek(embedded[0])
        jpeg = file.read(embedded[1])
        if jpeg.startswith(_JPEG_START):
            return pyvips.Image.jpegload_buffer(jpeg, **options)
    file.seek(0)
    source = pyvips.Source.new_from_descriptor(file.fileno())
    return pyvips.Image.tiffload_source(source, page=page, **options)
