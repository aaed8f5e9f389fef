"""EXIF tags as exifread finds them, and single values out of them."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import exifread

from runner.errors import MetadataError
from runner.imaging.filetypes import Format
from runner.imaging.loading import load_lazily
from runner.imaging.wording import decode, one_line
from runner.messages import say

logging.getLogger("exifread").setLevel(logging.CRITICAL)

Tags = Mapping[str, Any]
"""Tags by exifread's names ("EXIF FNumber"). Each has `values`: text, bytes, or a list of numbers."""

MOST_READS = 100_000
"""The largest number of reads granted to one file; 60 kB of honest EXIF take some 5,000."""


class _Bounded(io.BytesIO):
    """A block that can be read so many times. A false count or a loop in it must not keep exifread busy for hours."""

    _left = MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise MetadataError(say("file.tangled_exif"))
        return super().read(size)


def read_tags(path: Path, format: Format) -> Tags:
    """All EXIF tags of a picture but maker notes and thumbnails. MetadataError when the block cannot be parsed."""
    try:
        with path.open("rb") as file:
            block = _block(file, format)
        return exifread.process_file(_Bounded(block), details=False, extract_thumbnail=False) if block else {}
    except OSError:
        raise
    except (
        Exception
    ) as error:  # exifread raises anything on malformed input: IndexError, struct.error, RecursionError …
        raise MetadataError(f"{type(error).__name__}: {error}") from error


def _block(file: BinaryIO, format: Format) -> bytes:
    """The EXIF block as a TIFF stream. libvips finds it in every container; exifread misses some in JPEG and AVIF."""
    if format == "tiff":
        return file.read()
    image = load_lazily(file, format)
    return image.get("exif-data").removeprefix(b"Exif\x00\x00") if image.get_typeof("exif-data") else b""


def text(tags: Tags, name: str) -> str | None:
    """One line of text. None when the tag is missing, empty or no text."""
    values = getattr(tags.get(name), "values", None)
    if isinstance(values, bytes):
        values = decode(values)
    return (one_line(values) or None) if isinstance(values, str) else None


def numbers(tags: Tags, name: str) -> tuple[float, ...]:
    """All numbers of a tag, empty when it is missing or one of them is not finite (as 0/0 is not)."""
    values = getattr(tags.get(name), "values", None)
    if not isinstance(values, list):
        return ()
    try:
        found = tuple(float(value[0]) if isinstance(value, tuple) else float(value) for value in values)
    except (ValueError, TypeError, ArithmeticError):
        return ()
    return found if all(map(math.isfinite, found)) else ()


def number(tags: Tags, name: str) -> float | None:
    """The first number of a tag."""
    return next(iter(numbers(tags, name)), None)


def positive(tags: Tags, name: str) -> float | None:
    """The first number of a tag when it is above 0, which many cameras write for "unknown"."""
    value = number(tags, name)
    return value if value is not None and value > 0 else None
