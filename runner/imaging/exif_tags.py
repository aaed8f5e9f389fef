"""EXIF tags as exifread finds them in a picture."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import exifread

from runner.errors import MetadataError
from runner.imaging.charsets import guessed
from runner.imaging.filetypes import Format
from runner.imaging.loading import load_lazily
from runner.imaging.raw_blocks import raw_blocks
from runner.imaging.segments import png_exif
from runner.messages import say

logging.getLogger("exifread").setLevel(logging.CRITICAL)

Tags = Mapping[str, Any]
"""Tags by exifread's names ("EXIF FNumber"). Each has `values`: text, a list of numbers, or undecoded bytes."""

MOST_READS = 100_000
"""At most this many reads per file; 60 kB of ordinary EXIF take some 5,000."""


class _Bounded(io.BytesIO):
    """A block with a limited number of reads: a false count or a loop in it must not keep exifread busy for hours."""

    _left = MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise MetadataError(say("file.tangled_exif"))
        return super().read(size)


def read_tags(path: Path, format: Format) -> Tags:
    """All EXIF tags of a picture but maker notes and thumbnails. Raises MetadataError if the block cannot be parsed."""
    try:
        with path.open("rb") as file:
            blocks = raw_blocks(file.read()) if format == "raw" else {"": _block(file, format)}
        return _decoded({name: tag for where, block in blocks.items() for name, tag in _tags(block, where)})
    except OSError:
        raise
    except (
        Exception
    ) as error:  # exifread raises anything on malformed input: IndexError, struct.error, RecursionError …
        raise MetadataError(f"{type(error).__name__}: {error}") from error


def _tags(block: bytes, directory: str) -> Iterator[tuple[str, Any]]:
    """The tags of a TIFF stream. Those of its first directory are named after `directory`, if it is given."""
    found = exifread.process_file(_Bounded(block), details=False, extract_thumbnail=False) if block else {}
    for name, tag in found.items():
        yield (f"{directory} {name.removeprefix('Image ')}" if directory and name.startswith("Image ") else name), tag


def _block(file: BinaryIO, format: Format) -> bytes:
    """The EXIF block as a TIFF stream. libvips finds it in every container; exifread misses some in JPEG and AVIF."""
    if format == "tiff":
        return file.read()
    if format == "png":
        return png_exif(file)
    image = load_lazily(file, format)
    return image.get("exif-data").removeprefix(b"Exif\x00\x00") if image.get_typeof("exif-data") else b""


def _decoded(tags: Tags) -> Tags:
    """The tags with bytes replaced by text in place, if the bytes are text beyond doubt."""
    encoding = guessed(tag.values for tag in tags.values() if isinstance(getattr(tag, "values", None), bytes))
    for tag in tags.values():
        values = getattr(tag, "values", None)
        if isinstance(values, bytes):
            tag.values = _text(values, encoding)
    return tags


def _text(data: bytes, encoding: str | None) -> str | bytes:
    for each in filter(None, ("utf-8", encoding)):
        try:
            return data.decode(each)
        except UnicodeDecodeError:
            continue
    return data


def unread(tags: Tags) -> dict[str, bytes]:
    """Texts in an unknown character set, as bytes by tag."""
    found = ((name, getattr(tag, "values", None)) for name, tag in tags.items())
    return {name: values for name, values in found if isinstance(values, bytes)}
