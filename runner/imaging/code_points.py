"""Colours that a file declares by code points (ITU-T H.273) instead of a profile: AVIF, HEIF and PNG.

libvips returns the pixel values as they are and drops what they mean. Sources: ISO/IEC 14496-12, 12.1.5 (colr), ISO/IEC
23008-12, 9.3 (ipco, ipma); PNG (Third Edition), 11.3.2.6 (cICP).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_MOST_META = 1 << 24
"""At most this many bytes of a meta box are read; one with thousands of tiles takes a megabyte."""


class CodePoints(NamedTuple):
    """Colour primaries and transfer characteristics, by their numbers in H.273."""

    primaries: int
    transfer: int


def code_points(path: Path, format: str) -> CodePoints | None:
    """The file's code points; None if it declares its colours otherwise or not at all. Raises OSError if it is gone."""
    if format == "png":
        return _of_png(path)
    return _of_heif(path) if format == "heif" else None


def _of_png(path: Path) -> CodePoints | None:
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8 and head[4:] not in (b"IDAT", b"IEND"):
            content = file.read(int.from_bytes(head[:4]))
            if head[4:] == b"cICP" and len(content) == 4:
                return CodePoints(content[0], content[1])
            file.seek(4, 1)
    return None


def _of_heif(path: Path) -> CodePoints | None:
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            length, kind = int.from_bytes(head[:4]), head[4:]
            if length == 1:
                length = int.from_bytes(file.read(8)) - 8
            if kind == b"meta":
                return _of_meta(file.read(min(max(0, length - 8), _MOST_META))[4:])
            if length < 8:
                return None
            file.seek(length - 8, 1)
    return None


def _of_meta(meta: bytes) -> CodePoints | None:
    boxes = dict(_boxes(meta))
    properties = dict(_boxes(boxes.get(b"iprp", b"")))
    listed = list(_boxes(properties.get(b"ipco", b"")))
    wanted = _associated(properties.get(b"ipma", b""), _primary(boxes.get(b"pitm", b"")))
    own = [listed[index - 1] for index in wanted if 0 < index <= len(listed)]
    colours = [content for kind, content in own or listed if kind == b"colr"]
    if any(content[:4] in (b"prof", b"rICC") for content in colours):
        return None  # a profile says more, and libvips keeps it
    named = next((content for content in colours if content[:4] == b"nclx" and len(content) >= 8), None)
    return CodePoints(int.from_bytes(named[4:6]), int.from_bytes(named[6:8])) if named else None


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The type and content of each box."""
    at = 0
    while at + 8 <= len(data):
        length, kind, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16]), 16
        end = at + length if length else len(data)
        if end < at + head:
            return
        yield kind, data[at + head : end]
        at = end


def _primary(pitm: bytes) -> int:
    return int.from_bytes(pitm[4:6] if pitm[:1] == b"\0" else pitm[4:8])


def _associated(ipma: bytes, item: int) -> list[int]:
    """Positions of an item's properties in the list of all properties, from 1."""
    if len(ipma) < 8:
        return []
    id_size, wide = (4 if ipma[0] else 2), bool(ipma[3] & 1)
    at, size = 8, (2 if wide else 1)
    for _ in range(int.from_bytes(ipma[4:8])):
        found, count = int.from_bytes(ipma[at : at + id_size]), int.from_bytes(ipma[at + id_size : at + id_size + 1])
        at += id_size + 1
        if found == item:
            mask = 0x7FFF if wide else 0x7F
            return [int.from_bytes(ipma[at + n * size : at + (n + 1) * size]) & mask for n in range(count)]
        at += count * size
        if at >= len(ipma):
            break
    return []
