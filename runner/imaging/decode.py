"""Decodes the pixels of a photo, no larger than needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from runner.errors import DecodeError, UnreadableFile
from runner.imaging import hevc, raw
from runner.imaging.code_points import code_points
from runner.imaging.loading import load_corrected, load_lazily
from runner.imaging.png_gamma import stated_profile
from runner.imaging.refusals import no_picture
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
_IN_HEADER = ("unknown JFIF revision number", "Unknown Adobe color transform",
              "Invalid SOS parameters for sequential JPEG")  # fmt: skip
_EXTRANEOUS = re.compile(r"(\d+) extraneous bytes before marker 0x([0-9a-f]{2})")
_FEW = 16
"""So many extraneous bytes are a mistake of the writer; more are padding, all alike, or lost pixels."""
_NO_LAST_MARKER = "premature end of JPEG"


class _Reading(NamedTuple):
    """How a file is opened, and at what libvips gives up."""

    fail_on: str
    load: Callable[..., pyvips.Image] = load_lazily


_USUAL = _Reading("error")


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
    return _whole(photo, lambda reading: _pixels(photo, least, reading))


def full_size(photo: DecodedPhoto, memory: Memory = blank, share: float = 1.0) -> Decoded:
    """Every pixel of the photo, upright, height x width x 3, without transparency, in memory that `memory` provides.

    These are the pixels that `decode` returns, without a second copy; if a profile defines their colours, they are not
    yet converted to sRGB. At least this `share` of the rows is decoded, from the top. Raises what `decode` raises, for
    the part that is decoded, and what `memory` raises.
    """
    return _whole(photo, lambda reading: _full_size(photo, reading, memory, share))


_T = TypeVar("_T")


def _whole(photo: DecodedPhoto, read: Callable[[_Reading], _T]) -> _T:
    """Call `read` with the strictest reading by which complete pictures can be read."""
    strict = _Reading("warning") if photo.format == "jpeg" else _USUAL
    try:
        return read(strict)
    except DecodeError as error:
        if any(harmless in str(error) for harmless in _IN_HEADER):
            return _tolerant(photo, read, _Reading("warning", load_corrected))
        return _despite(photo, error, read, strict)


def _tolerant(photo: DecodedPhoto, read: Callable[[_Reading], _T], reading: _Reading) -> _T:
    try:
        return read(reading)
    except DecodeError as error:
        return _despite(photo, error, read, reading)


def _despite(photo: DecodedPhoto, error: DecodeError, read: Callable[[_Reading], _T], reading: _Reading) -> _T:
    """Read a picture to which this warning does no harm. Raises the error if it does."""
    if _only_lacks_marker(photo, error):
        return read(reading._replace(fail_on="none"))
    if not _is_padding(photo, error):
        raise error
    return read(reading._replace(fail_on="error"))


def _full_size(photo: DecodedPhoto, reading: _Reading, memory: Memory, share: float) -> Decoded:
    with _loaded(photo.path, photo.format, photo.size, reading) as image:
        profile = profile_of(image) if _upright_size(image) == photo.size else b""
        stored = image if profile else _scaled_down(image, photo, photo.size).cast("uchar")
        return Decoded(lay_upright(stored, _orientation(image), memory, share), profile)


def _is_padding(photo: DecodedPhoto, error: DecodeError) -> bool:
    """Whether the bytes that libjpeg passed over are no pixels."""
    match = _EXTRANEOUS.search(str(error))
    if not match:
        return False
    count, marker = int(match[1]), b"\xff" + bytes.fromhex(match[2])
    return count <= _FEW or any(len(set(block)) == 1 for block in _before(photo.path.read_bytes(), marker, count))


def _before(data: bytes, marker: bytes, count: int) -> Iterator[bytes]:
    """The `count` bytes before each of these markers."""
    at = data.find(marker, count)
    while at >= 0:
        yield data[at - count : at]
        at = data.find(marker, at + 1)


def _only_lacks_marker(photo: DecodedPhoto, error: DecodeError) -> bool:
    missing = photo.format == "jpeg" and _NO_LAST_MARKER.lower() in str(error).lower()
    return missing and is_whole_without_marker(photo.path.read_bytes())


def full_size_green(photo: DecodedPhoto) -> Pixels | None:
    """The green of every pixel as stored, not upright; None if the photo is not 8-bit RGB. Green is most of luma."""
    with _loaded(photo.path, photo.format, photo.size) as image:
        if image.format != "uchar" or image.interpretation != "srgb":
            return None
        return np.asarray(image.extract_band(1).numpy())


def _pixels(photo: DecodedPhoto, least: Size, reading: _Reading) -> pyvips.Image:
    shrink = _shrink(photo, least)
    options = {"shrink": shrink} if shrink > 1 else {}
    with _loaded(photo.path, photo.format, least, reading, **options) as image:
        stored = _scaled_down(image, photo, least).copy_memory()
        return stored if _orientation(image) == _UPRIGHT else stored.autorot().copy_memory()


def _upright_size(image: pyvips.Image) -> Size:
    size = (image.width, image.height)
    return size[::-1] if _orientation(image) in _ON_ITS_SIDE else size


def _orientation(image: pyvips.Image) -> int:
    return int(image.get("orientation")) if image.get_typeof("orientation") else _UPRIGHT


@contextmanager
def _loaded(
    path: Path, format: str, least: Size = (1, 1), reading: _Reading = _USUAL, **options: object
) -> Iterator[pyvips.Image]:
    """The file, opened by libvips through a descriptor, because its name may be bytes that are not text.

    For a RAW file it is the preview, or the sensor's pixels if the preview is smaller than `least`.
    """
    try:
        if format == "raw":
            yield raw.picture(path, least)
            return
        with path.open("rb") as file:
            image = reading.load(file, format, access="sequential", fail_on=reading.fail_on, **options)
            if format == "heif" and image.get("heif-compression") == "hevc" and not hevc.decoder_present():
                image = hevc.decoded(path)
            stated = stated_profile(path) if format == "png" else None
            yield named(image, code_points(path, format), stated)
    except OSError as error:
        raise UnreadableFile(say("file.unreadable", reason=error.strerror or str(error))) from error
    except pyvips.Error as error:
        raise no_picture(error, lambda reason: say("file.damaged_pixels", reason=reason)) from error


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
