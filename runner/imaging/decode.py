"""Decodes the pixels of a photo, no larger than needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from runner.errors import DecodeError, UnreadableFile
from runner.imaging import hevc, raw
from runner.imaging.code_points import code_points
from runner.imaging.loading import load_lazily
from runner.imaging.srgb import named, profile_of, to_srgb
from runner.imaging.structure import is_whole_without_marker
from runner.imaging.tiles import Pixels
from runner.imaging.upright import lay_upright
from runner.imaging.vips import pyvips
from runner.messages import say
from runner.pixels import Decoded, Memory, blank

Size = tuple[int, int]
"""Width and height in pixels."""

# Scales at which a JPEG decoder need not compute all frequencies.
_SHRINKS = (8, 4, 2)
# EXIF orientations: upright, and those that lie on a side. Source: Exif 2.32, tag 0x0112.
_UPRIGHT, _ON_ITS_SIDE = 1, {5, 6, 7, 8}

# libjpeg only warns about a bad Huffman code or a lost segment, which leave grey or shifted pixels. These warnings
# (jerror.h) also occur with complete pictures: some phones write such files.
_HARMLESS = ("extraneous bytes before marker", "unknown JFIF revision number", "Unknown Adobe color transform",
             "Invalid SOS parameters for sequential JPEG")  # fmt: skip
_NO_LAST_MARKER = "premature end of JPEG"


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """A photo whose header has been read: what it will be once it is decoded and upright."""

    path: Path
    format: str  # as intake found it: jpeg, png, webp, tiff, heif, raw
    size: Size  # upright


def open_photo(path: Path, format: str) -> DecodedPhoto:
    """Read the header.

    Raises UnreadableFile if the system refuses the file, DecodeError if the header is damaged.
    """
    if format == "raw":
        return DecodedPhoto(path, format, _size_of_raw(path))
    with _loaded(path, format) as image:
        return DecodedPhoto(path, format, _upright_size(image))


def _size_of_raw(path: Path) -> Size:
    try:
        with path.open("rb") as file:
            size, orientation = raw.header(file)
    except OSError as error:
        raise UnreadableFile(say("file.unreadable", reason=error.strerror or str(error))) from error
    return size[::-1] if orientation in _ON_ITS_SIDE else size


def decode(photo: DecodedPhoto, least: Size) -> pyvips.Image:
    """The photo, upright, in sRGB and in memory, at least `least` large but otherwise as small as is quick to decode.

    Raises UnreadableFile if the system refuses the file, DecodeError if the data is damaged or ends early.
    """
    return _whole(photo, lambda fail_on: _pixels(photo, least, fail_on))


def full_size(photo: DecodedPhoto, memory: Memory = blank, share: float = 1.0) -> Decoded:
    """Every pixel of the photo, upright, height x width x 3, without transparency, in memory that `memory` provides.

    These are the pixels that `decode` returns, without a second copy; if a profile defines their colours, they are not
    yet converted to sRGB. At least this `share` of the rows is decoded, from the top. Raises what `decode` raises, for
    the part that is decoded, and what `memory` raises.
    """
    return _whole(photo, lambda fail_on: _full_size(photo, fail_on, memory, share))


_T = TypeVar("_T")


def _whole(photo: DecodedPhoto, read: Callable[[str], _T]) -> _T:
    """Call `read` with a value for libvips's `fail_on`, the strictest with which complete pictures can be read."""
    try:
        return read("warning" if photo.format == "jpeg" else "error")
    except DecodeError as error:
        if _only_lacks_marker(photo, error):
            return read("none")
        if not any(harmless in str(error) for harmless in _HARMLESS):
            raise
        return read("error")


def _full_size(photo: DecodedPhoto, fail_on: str, memory: Memory, share: float) -> Decoded:
    with _loaded(photo.path, photo.format, photo.size, fail_on=fail_on) as image:
        profile = profile_of(image) if _upright_size(image) == photo.size else b""
        stored = image if profile else _scaled_down(image, photo, photo.size).cast("uchar")
        return Decoded(lay_upright(stored, _orientation(image), memory, share), profile)


def _only_lacks_marker(photo: DecodedPhoto, error: DecodeError) -> bool:
    missing = photo.format == "jpeg" and _NO_LAST_MARKER.lower() in str(error).lower()
    return missing and is_whole_without_marker(photo.path.read_bytes())


def full_size_green(photo: DecodedPhoto) -> Pixels | None:
    """The green of every pixel as stored, not upright; None if the photo is not 8-bit RGB. Green is most of luma."""
    with _loaded(photo.path, photo.format, photo.size) as image:
        if image.format != "uchar" or image.interpretation != "srgb":
            return None
        return np.asarray(image.extract_band(1).numpy())


def _pixels(photo: DecodedPhoto, least: Size, fail_on: str) -> pyvips.Image:
    shrink = _shrink(photo, least)
    options = {"fail_on": fail_on} | ({"shrink": shrink} if shrink > 1 else {})
    with _loaded(photo.path, photo.format, least, **options) as image:
        stored = _scaled_down(image, photo, least).copy_memory()
        return stored if _orientation(image) == _UPRIGHT else stored.autorot().copy_memory()


def _upright_size(image: pyvips.Image) -> Size:
    size = (image.width, image.height)
    return size[::-1] if _orientation(image) in _ON_ITS_SIDE else size


def _orientation(image: pyvips.Image) -> int:
    return int(image.get("orientation")) if image.get_typeof("orientation") else _UPRIGHT


@contextmanager
def _loaded(path: Path, format: str, least: Size = (1, 1), **options: object) -> Iterator[pyvips.Image]:
    """The file, opened by libvips through a descriptor, because its name may be bytes that are not text.

    For a RAW file it is the preview, or the sensor's pixels if the preview is smaller than `least`.
    """
    try:
        if format == "raw":
            yield raw.picture(path, least)
            return
        with path.open("rb") as file:
            image = load_lazily(file, format, access="sequential", **{"fail_on": "error"} | options)
            if format == "heif" and image.get("heif-compression") == "hevc" and not hevc.decoder_present():
                image = hevc.decoded(path)
            yield named(image, code_points(path, format))
    except OSError as error:
        raise UnreadableFile(say("file.unreadable", reason=error.strerror or str(error))) from error
    except pyvips.Error as error:
        raise DecodeError(say("file.damaged_pixels", reason=_reason(error))) from error


def _shrink(photo: DecodedPhoto, least: Size) -> int:
    if photo.format != "jpeg":
        return 1
    fits = (s for s in _SHRINKS if all(has // s >= need for has, need in zip(photo.size, least, strict=True)))
    return next(fits, 1)


def _scaled_down(image: pyvips.Image, photo: DecodedPhoto, least: Size) -> pyvips.Image:
    """The image in sRGB. Colours are converted last, at the smallest size, unless transparent pixels would bleed."""
    if image.hasalpha():
        image = to_srgb(image)
    if photo.format != "jpeg":
        image = image.resize(max(need / has for has, need in zip(_upright_size(image), least, strict=True)))
    return to_srgb(image)


def _reason(error: pyvips.Error) -> str:
    return " ".join(error.detail.split()) or "libvips gives no reason"
