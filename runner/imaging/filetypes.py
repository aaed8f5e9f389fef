"""What a file is, from its first bytes. An extension is a wish, not a fact."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

Format = Literal["jpeg", "png", "webp", "tiff", "heif"]

ENOUGH = 4096
"""Bytes from the start of a file that `identify` needs."""


class FileType(NamedTuple):
    """A picture format, or None, and what to call the file in a sentence."""

    format: Format | None
    description: str


# Offset, bytes and meaning. A more specific signature stands before a more general one.
_SIGNATURES: tuple[tuple[int, bytes, FileType], ...] = (
    (0, b"\xff\xd8\xff", FileType("jpeg", "a JPEG picture")),
    (0, b"\x89PNG\r\n\x1a\n", FileType("png", "a PNG picture")),
    (8, b"WEBP", FileType("webp", "a WebP picture")),
    (8, b"CR\x02\x00", FileType(None, "a Canon raw file (CR2)")),
    (0, b"II*\x00", FileType("tiff", "a TIFF picture")),
    (0, b"MM\x00*", FileType("tiff", "a TIFF picture")),
    (0, b"II+\x00", FileType("tiff", "a BigTIFF picture")),
    (0, b"MM\x00+", FileType("tiff", "a BigTIFF picture")),
    (0, b"FUJIFILMCCD-RAW", FileType(None, "a Fujifilm raw file (RAF)")),
    (0, b"IIRO", FileType(None, "an Olympus raw file (ORF)")),
    (0, b"IIRS", FileType(None, "an Olympus raw file (ORF)")),
    (0, b"MMOR", FileType(None, "an Olympus raw file (ORF)")),
    (0, b"IIU\x00", FileType(None, "a Panasonic raw file (RW2)")),
    (0, b"FOVb", FileType(None, "a Sigma raw file (X3F)")),
    (0, b"GIF8", FileType(None, "a GIF picture")),
    (0, b"8BPS", FileType(None, "a Photoshop document (PSD)")),
    (0, b"\x00\x00\x00\x0cjP  ", FileType(None, "a JPEG 2000 picture")),
    (0, b"\x00\x00\x00\x0cJXL ", FileType(None, "a JPEG XL picture")),
    (0, b"\xff\x0a", FileType(None, "a JPEG XL picture")),
    (0, b"%PDF", FileType(None, "a PDF document")),
    (0, b"PK\x03\x04", FileType(None, "a ZIP archive")),
    (0, b"Rar!", FileType(None, "a RAR archive")),
    (0, b"7z\xbc\xaf", FileType(None, "a 7-Zip archive")),
    (0, b"\x1f\x8b", FileType(None, "a gzip archive")),
    (0, b"RIFF", FileType(None, "a sound or video file (RIFF)")),
    (0, b"ID3", FileType(None, "a sound file (MP3)")),
    (0, b"\x7fELF", FileType(None, "a program")),
    (0, b"SQLite format 3", FileType(None, "an SQLite database")),
    (0, b"\x00\x05\x16\x07", FileType(None, "a macOS resource file, not the photo itself (AppleDouble)")),
)

_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

# Major brands of ISO base media files that hold a still picture. Source: https://mp4ra.org/registered-types/brands
_STILL_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"avif", b"avis"}


def identify(start: bytes) -> FileType:
    """The type of the file that begins with `start`, at least `ENOUGH` bytes of it where it has as many."""
    for offset, signature, found in _SIGNATURES:
        if start.startswith(signature, offset):
            return found
    if start[4:8] == b"ftyp":
        return _base_media(start[8:12])
    return FileType(None, _describe(start))


def _base_media(brand: bytes) -> FileType:
    if brand in _STILL_BRANDS:
        return FileType("heif", "an AVIF picture" if brand.startswith(b"avi") else "a HEIC picture")
    return FileType(None, "a Canon raw file (CR3)" if brand == b"crx " else "a video (MP4 or QuickTime)")


def _describe(start: bytes) -> str:
    if not start.strip(b"\x00"):
        return "nothing but zero bytes, as a failed copy or a damaged card leaves them"
    text = _as_text(start)
    if text is None:
        return "a Windows bitmap (BMP)" if start.startswith(b"BM") else "data of an unknown type"
    first = text.lstrip("\ufeff \t\r\n").lower()
    if first.startswith(("<!doctype html", "<html")):
        return "a web page (HTML)"
    return "an SVG or XML file" if first.startswith(("<?xml", "<svg")) else "a text file"


def _as_text(start: bytes) -> str | None:
    """`start` as UTF-8, or None when it holds bytes that no text does. Its last character may be cut."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return None
    return None if _NOT_TEXT.search(text) else text
