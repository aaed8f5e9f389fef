"""Opens a picture for its header. Pixels are decoded by whoever asks for them."""

from __future__ import annotations

from typing import BinaryIO

from runner.imaging import tiff
from runner.imaging.vips import pyvips

_JPEG_START = b"\xff\xd8\xff"


def load_lazily(file: BinaryIO, format: str, **options: object) -> pyvips.Image:
    """The picture by the loader of its format, whatever its name says. Raises pyvips.Error when the header is damaged.

    It goes through a descriptor because libvips takes brackets in a name for options, and names that are no UTF-8 not
    at all. Of a TIFF it is the page that is the picture; options are those of libvips's loaders.
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
        # libtiff reads this kind only where it was built to; the JPEG in it is a whole one.
        file.seek(embedded[0])
        jpeg = file.read(embedded[1])
        if jpeg.startswith(_JPEG_START):
            return pyvips.Image.jpegload_buffer(jpeg, **options)
    file.seek(0)
    source = pyvips.Source.new_from_descriptor(file.fileno())
    return pyvips.Image.tiffload_source(source, page=page, **options)
