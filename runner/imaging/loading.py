"""Opens a picture and reads its header. Pixels are decoded only when they are used."""

from __future__ import annotations

from typing import BinaryIO

from runner.imaging import tiff
from runner.imaging.jpeg_headers import corrected
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


def load_corrected(file: BinaryIO, format: str, **options: object) -> pyvips.Image:
    """Open a JPEG with the harmless mistakes in its header corrected; pictures of other formats as `load_lazily`."""
    if format != "jpeg":
        return load_lazily(file, format, **options)
    file.seek(0)
    return pyvips.Image.jpegload_buffer(corrected(file.read()), **options)


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
    image = pyvips.Image.tiffload_source(source, page=page, **options)
    shown = tiff.shown_bands(pages[page]) if pages else None
    return _with_bands(image, shown) if shown and image.bands > len(shown) else image


def _with_bands(image: pyvips.Image, shown: list[int]) -> pyvips.Image:
    """Only these bands, with the colours and metadata of the picture."""
    first, *others = (image[band] for band in shown)
    return first.bandjoin(others).copy(interpretation=image.interpretation) if others else first
