"""The first directory of a TIFF file: enough to tell a raw file from a picture, and half a file from a whole one.

Source: TIFF revision 6.0, sections 2 and 8; BigTIFF as in libtiff's specification.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

NEW_SUBFILE_TYPE, STRIP_OFFSETS, STRIP_LENGTHS, TILE_OFFSETS, TILE_LENGTHS, DNG_VERSION = 254, 273, 279, 324, 325, 50706
_WANTED = {NEW_SUBFILE_TYPE, STRIP_OFFSETS, STRIP_LENGTHS, TILE_OFFSETS, TILE_LENGTHS, DNG_VERSION}
_INTEGERS = {1: "B", 3: "H", 4: "I", 16: "Q"}  # field types BYTE, SHORT, LONG, LONG8

Directory = dict[int, tuple[int, ...]]


class _Layout(NamedTuple):
    """How numbers are laid out: byte order, entry count, offset (and count of values), and an entry's length."""

    order: str
    entries: str
    offset: str
    entry: int


def first_directory(file: BinaryIO) -> Directory:
    """The integers of the tags named above. ValueError when the directory or its values lie outside the file."""
    layout, start = _read_head(file)
    entries = layout.order + layout.entries
    (count,) = struct.unpack(entries, _read_at(file, start, struct.calcsize(entries)))
    table = _read_at(file, start + struct.calcsize(entries), count * layout.entry)
    return dict(_read_entries(file, layout, table))


def is_raw(directory: Directory) -> bool:
    """Whether it belongs to a camera's raw file: a DNG, or one whose first page is only a small preview (NEF, ARW)."""
    return DNG_VERSION in directory or directory.get(NEW_SUBFILE_TYPE) == (1,)


def data_end(directory: Directory) -> int:
    """The offset after the last byte of the first page's pixels, 0 when it names no strips or tiles."""
    offsets = directory.get(STRIP_OFFSETS) or directory.get(TILE_OFFSETS, ())
    lengths = directory.get(STRIP_LENGTHS) or directory.get(TILE_LENGTHS, ())
    return max((offset + length for offset, length in zip(offsets, lengths, strict=False)), default=0)


def _read_head(file: BinaryIO) -> tuple[_Layout, int]:
    head = _read_at(file, 0, 8)
    order = "<" if head.startswith(b"II") else ">"
    if 43 not in struct.unpack_from(order + "H", head, 2):
        return _Layout(order, "H", "I", 12), struct.unpack_from(order + "I", head, 4)[0]
    return _Layout(order, "Q", "Q", 20), struct.unpack(order + "Q", _read_at(file, 8, 8))[0]


def _read_entries(file: BinaryIO, layout: _Layout, table: bytes) -> Iterator[tuple[int, tuple[int, ...]]]:
    for at in range(0, len(table), layout.entry):
        entry = table[at : at + layout.entry]
        tag, field, count = struct.unpack_from(f"{layout.order}HH{layout.offset}", entry)
        if tag in _WANTED and field in _INTEGERS:
            yield tag, _values(file, layout, entry, count, _INTEGERS[field])


def _values(file: BinaryIO, layout: _Layout, entry: bytes, count: int, code: str) -> tuple[int, ...]:
    """The integers of an entry: inside it where they fit, else where it points to."""
    room = entry[4 + struct.calcsize(layout.order + layout.offset) :]
    length = count * struct.calcsize(layout.order + code)
    if length > len(room):
        room = _read_at(file, struct.unpack(layout.order + layout.offset, room)[0], length)
    return struct.unpack_from(f"{layout.order}{count}{code}", room)


def _read_at(file: BinaryIO, start: int, length: int) -> bytes:
    if start + length > file.seek(0, os.SEEK_END):
        raise ValueError("the TIFF directory lies outside the file")
    file.seek(start)
    return file.read(length)
