"""What a file is, from its first bytes. An extension is a wish, not a fact."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, Literal, NamedTuple

from runner.imaging import tiff

Picture = Literal["jpeg", "png", "webp", "tiff", "heif"]
"""Formats of pictures; a set says which of them it takes."""

Format = Literal[Picture, "raw"]
"""The same, and RAW files of cameras."""

ENOUGH = 4096
"""Bytes from the start of a file that `identify` needs."""


class FileType(NamedTuple):
    """A picture format, or None, and the kind of file, worded as `filetype.*` in the table of messages."""

    format: Format | None
    kind: str


# Offset, bytes and meaning. A more specific signature comes before a more general one.
_SIGNATURES: tuple[tuple[int, bytes, FileType], ...] = (
    (0, b"\xff\xd8\xff\xf7", FileType(None, "jpeg_ls")),
    (0, b"\xff\xd8\xff", FileType("jpeg", "jpeg")),
    (0, b"\x89PNG\r\n\x1a\n", FileType("png", "png")),
    (8, b"WEBP", FileType("webp", "webp")),
    (8, b"CR\x02\x00", FileType("raw", "cr2")),
    (0, b"II*\x00", FileType("tiff", "tiff")),
    (0, b"MM\x00*", FileType("tiff", "tiff")),
    (0, b"II+\x00", FileType("tiff", "bigtiff")),
    (0, b"MM\x00+", FileType("tiff", "bigtiff")),
    (0, b"FUJIFILMCCD-RAW", FileType("raw", "raf")),
    (0, b"IIRO", FileType("raw", "orf")),
    (0, b"IIRS", FileType("raw", "orf")),
    (0, b"MMOR", FileType("raw", "orf")),
    (0, b"IIU\x00", FileType("raw", "rw2")),
    (0, b"FOVb", FileType("raw", "x3f")),
    (0, b"GIF8", FileType(None, "gif")),
    (0, b"8BPS", FileType(None, "psd")),
    (0, b"\x00\x00\x00\x0cjP  ", FileType(None, "jpeg_2000")),
    (0, b"\xff\x4f\xff\x51", FileType(None, "jpeg_2000")),
    (0, b"II\xbc", FileType(None, "jpeg_xr")),
    (0, b"\x00\x00\x00\x0cJXL ", FileType(None, "jpeg_xl")),
    (0, b"\xff\x0a", FileType(None, "jpeg_xl")),
    (0, b"%PDF", FileType(None, "pdf")),
    (0, b"PK\x03\x04", FileType(None, "zip")),
    (0, b"Rar!", FileType(None, "rar")),
    (0, b"7z\xbc\xaf", FileType(None, "7_zip")),
    (0, b"\x1f\x8b", FileType(None, "gzip")),
    (0, b"RIFF", FileType(None, "riff")),
    (0, b"ID3", FileType(None, "mp3")),
    (0, b"\x7fELF", FileType(None, "program")),
    (0, b"SQLite format 3", FileType(None, "sqlite")),
    (0, b"\x00\x05\x16\x07", FileType(None, "apple_double")),
)

_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

# Major brands of ISO base media files that hold a still picture. Source: https://mp4ra.org/registered-types/brands
_STILL_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"avif", b"avis"}


def identify(start: bytes) -> FileType:
    """The type of the file that begins with `start`, which must have `ENOUGH` bytes unless the file is shorter."""
    for offset, signature, found in _SIGNATURES:
        if start.startswith(signature, offset):
            return found
    if start[4:8] == b"ftyp":
        return _base_media(start[8:12])
    return FileType(None, _describe(start))


def identify_file(file: BinaryIO) -> FileType:
    """The type of an open file. It looks further than `identify` at a TIFF, because some RAW files begin like one."""
    file.seek(0)
    found = identify(file.read(ENOUGH))
    if found.format != "tiff":
        return found
    try:
        return FileType("raw", "camera_raw") if tiff.is_raw(tiff.directories(file)) else found
    except ValueError:
        return found


def _base_media(brand: bytes) -> FileType:
    if brand in _STILL_BRANDS:
        return FileType("heif", "avif" if brand.startswith(b"avi") else "heic")
    return FileType("raw", "cr3") if brand == b"crx " else FileType(None, "video")


def _describe(start: bytes) -> str:
    if not start.strip(b"\x00"):
        return "zeros"
    text = _as_text(start)
    if text is None:
        return "bmp" if start.startswith(b"BM") else "unknown"
    first = text.lstrip("\ufeff \t\r\n").lower()
    if first.startswith(("<!doctype html", "<html")):
        return "html"
    return "xml" if first.startswith(("<?xml", "<svg")) else "text"


def _as_text(start: bytes) -> str | None:
    """`start` decoded as UTF-8; None if it has bytes that text does not have. Its last character may be cut off."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return None
    return None if _NOT_TEXT.search(text) else text
