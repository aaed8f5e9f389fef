"""Finds the EXIF directories of a camera's RAW file, as TIFF streams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_TIFF = {b"II": b"II*\0", b"MM": b"MM\0*"}
"""How a TIFF begins; Olympus and Panasonic write letters of their own instead of the number 42."""

_CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
"""UUID of the box in which a CR3 keeps its directories. Source: ExifTool, Canon.pm; libopenraw, the CR3 format."""

_CANON_DIRECTORIES = {b"CMT1": "", b"CMT2": "EXIF", b"CMT4": "GPS"}
_CONTAINERS = (b"moov", b"trak")
_HEAD = 8


def raw_blocks(data: bytes) -> Mapping[str, bytes]:
    """The streams by their first directory: '' for the main one with all that it links to, else EXIF or GPS."""
    if data[:2] in _TIFF:
        return {"": _TIFF[data[:2]] + data[4:]}
    if data[4:8] == b"ftyp":
        return {_CANON_DIRECTORIES[name]: block for name, block in _canon(data) if name in _CANON_DIRECTORIES}
    from runner.imaging.raw import preview_exif

    return {"": preview_exif(data)}


def _canon(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    for name, content in _boxes(data):
        if name in _CONTAINERS:
            yield from _canon(content)
        elif name == b"uuid" and content.startswith(_CANON):
            yield from _boxes(content[len(_CANON) :])


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and content of each box. Source: ISO/IEC 14496-12, 4.2."""
    at = 0
    while at + _HEAD <= len(data):
        length, name, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + _HEAD], _HEAD
        if length == 1:
            length, head = int.from_bytes(data[at + _HEAD : at + 16]), 16
        length = length or len(data) - at
        if length < head:
            return
        yield name, data[at + head : at + length]
        at += length
