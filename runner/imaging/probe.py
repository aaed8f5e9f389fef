"""What a file is before a single pixel is decoded: its type, its size, and whether a set accepts it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, get_args

from annotated_types import Ge, Gt, MinLen

from runner.errors import DecodeError, RefusedFile, UnreadableFile
from runner.imaging import structure, tiff
from runner.imaging.filetypes import Format, Picture, identify_file
from runner.imaging.refusals import no_picture
from runner.messages import Message, say
from runner.schema import Options

if TYPE_CHECKING:
    from runner.imaging.vips import pyvips

_MOST_OF_LIBHEIF = 1 << 28
"""The most pixels that libheif decodes by default (its security limits)."""


@dataclass(frozen=True)
class Limits(Options):
    """Which files a set accepts."""

    # picture formats, judged by the bytes and not by the extension; RAW files of cameras are always accepted
    formats: Annotated[tuple[Picture, ...], MinLen(1)] = get_args(Picture)
    # pixels as stored, before orientation
    min_width: Annotated[int, Ge(1)] = 200
    min_height: Annotated[int, Ge(1)] = 200
    # 1 megapixel is 1,000,000 pixels; protects the memory against decompression bombs
    max_megapixels: Annotated[float, Gt(0)] = 300.0
    # a file with fewer bytes is not a photo
    min_bytes: Annotated[int, Ge(0)] = 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. The size is in pixels as stored, before orientation."""

    format: Format
    width: int
    height: int
    remark: Message | None = None  # what is odd about a file that is accepted all the same


def probe(path: Path, limits: Limits) -> Header:
    """The header of a photo that is complete and within `limits`, without decoding it.

    Raises UnreadableFile if the operating system refuses the bytes, DecodeError if the header is damaged, and
    RefusedFile with the kind `empty`, `wrong_type`, `unsupported`, `too_many_pixels`, `too_small` or `truncated`.
    """
    try:
        with _open(path) as file:
            size = os.fstat(file.fileno()).st_size
            format = _format(file, size, limits)
            header = _header(file, format)
            _refuse_dimensions(header, limits)
            _refuse_few_bytes(size, limits)
            return replace(header, remark=_unless_whole(file, format) or header.remark)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFile(say("file.unreadable", reason=reason)) from error


def _open(path: Path) -> BinaryIO:
    if not stat.S_ISREG(path.stat().st_mode):
        raise RefusedFile(say("file.no_file"), "wrong_type")
    return path.open("rb")


def _format(file: BinaryIO, size: int, limits: Limits) -> Format:
    if size == 0:
        raise RefusedFile(say("file.empty"), "empty")
    format, kind = identify_file(file)
    if format is None or (format != "raw" and format not in limits.formats):
        raise RefusedFile(say("file.wrong_type", type=kind, formats=", ".join(limits.formats)), "wrong_type")
    return format


def _header(file: BinaryIO, format: Format) -> Header:
    from runner.imaging.loading import load_lazily
    from runner.imaging.vips import pyvips

    if format == "raw":
        return _raw_header(file)
    page = _page(file) if format == "tiff" else {}
    if tiff.is_unreadable_lab(page):
        raise RefusedFile(say("file.lab"), "unsupported")
    try:
        image = load_lazily(file, format)
    except pyvips.Error as error:
        _unless_whole(file, format)
        raise no_picture(error, lambda reason: say("file.damaged_header", reason=reason)) from error
    if tiff.is_old_jpeg(page):
        _refuse_unless_decoded(image)
    remark = _hevc_decoder() if format == "heif" and image.get("heif-compression") == "hevc" else None
    return Header(format, image.width, image.height, remark)


def _raw_header(file: BinaryIO) -> Header:
    from runner.imaging import raw

    try:
        (width, height), _ = raw.header(file)
    except DecodeError:
        _unless_whole(file, "raw")
        raise
    return Header("raw", width, height)


def _page(file: BinaryIO) -> tiff.Directory:
    """The page of a TIFF with the picture; empty if there is none."""
    try:
        pages = tiff.directories(file)
    except ValueError:
        return {}
    return pages[tiff.picture_page(pages)] if pages else {}


def _refuse_unless_decoded(image: pyvips.Image) -> None:
    from runner.imaging.vips import pyvips

    try:
        image.crop(0, 0, 1, 1).avg()
    except pyvips.Error as error:
        raise RefusedFile(say("file.old_jpeg"), "unsupported") from error


def _hevc_decoder() -> Message | None:
    """A remark on what decodes HEVC if libvips does not. Raises RefusedFile if nothing does."""
    from runner.imaging import hevc

    if hevc.decoder_present():
        return None
    package = hevc.second_decoder()
    if package is None:
        raise RefusedFile(say("file.no_hevc"), "unsupported")
    return say("remark.hevc", package=package)


def _refuse_dimensions(header: Header, limits: Limits) -> None:
    if header.format == "heif" and header.width * header.height > _MOST_OF_LIBHEIF:
        most = round(_MOST_OF_LIBHEIF / 1e6)
        message = say("file.too_many_for_libheif", width=header.width, height=header.height, most=most)
        raise RefusedFile(message, "too_many_pixels")
    if header.width * header.height > limits.max_megapixels * 1e6:
        message = say(
            "file.too_many_pixels", width=header.width, height=header.height, most=float(limits.max_megapixels)
        )
        raise RefusedFile(message, "too_many_pixels")
    if header.width < limits.min_width or header.height < limits.min_height:
        message = say(
            "file.too_small",
            width=header.width,
            height=header.height,
            least_width=limits.min_width,
            least_height=limits.min_height,
        )
        raise RefusedFile(message, "too_small")


def _refuse_few_bytes(size: int, limits: Limits) -> None:
    if size < limits.min_bytes:
        raise RefusedFile(say("file.too_few_bytes", size=size, least=limits.min_bytes), "too_small")


def _unless_whole(file: BinaryIO, format: Format) -> Message | None:
    """A remark if only the last marker of a JPEG is missing. Raises RefusedFile if more is."""
    if structure.is_complete(file, format):
        return None
    file.seek(0)
    if format == "jpeg" and structure.is_whole_without_marker(file.read()):
        return say("remark.last_marker")
    raise RefusedFile(say("file.truncated"), "truncated")
