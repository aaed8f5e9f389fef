"""The directories of a TIFF file: enough to tell a RAW file from a picture, and a truncated file from a complete one.

Source: TIFF revision 6.0, sections 2 and 8; BigTIFF as in libtiff's specification.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

COMPRESSION, PHOTOMETRIC, JPEG_START, JPEG_LENGTH = 259, 262, 513, 514
NEW_SUBFILE_TYPE, STRIP_OFFSETS, STRIP_LENGTHS, TILE_OFFSETS, TILE_LENGTHS, DNG_VERSION = 254, 273, 279, 324, 325, 50706
SUB_DIRECTORIES, BITS, SAMPLES, EXTRA_SAMPLES = 330, 258, 277, 338
_WANTED = {NEW_SUBFILE_TYPE, STRIP_OFFSETS, STRIP_LENGTHS, TILE_OFFSETS, TILE_LENGTHS, DNG_VERSION,
           COMPRESSION, PHOTOMETRIC, JPEG_START, JPEG_LENGTH, SUB_DIRECTORIES, BITS, SAMPLES,
           EXTRA_SAMPLES}  # fmt: skip
_REDUCED, _SENSOR, _OLD_JPEG = 1, {32803, 34892}, 6
_CIE_LAB, _OTHER_LABS = 8, {9, 10}
_TRANSPARENCY = {1, 2}  # associated and unassociated alpha
_MOST_PAGES = 100
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}  # field types BYTE, SHORT, LONG, IFD, LONG8
_NOWHERE = 0xFFFFFFFF

Directory = dict[int, tuple[int, ...]]


class _Layout(NamedTuple):
    """How numbers are stored: byte order, entry count, offset (and count of values), and the length of an entry."""

    order: str
    entries: str
    offset: str
    entry: int


def directories(file: BinaryIO) -> list[Directory]:
    """The integers of the tags in `_WANTED`, for each page. Raises ValueError if the first lies outside the file."""
    layout, start = _read_head(file)
    found: list[Directory] = []
    seen: set[int] = set()
    while start and start not in seen and len(found) < _MOST_PAGES:
        seen.add(start)
        try:
            directory, start = _directory(file, layout, start)
        except (ValueError, struct.error):
            if not found:
                raise ValueError("the TIFF directory lies outside the file") from None
            break
        found.append(directory)
    return found


def _directory(file: BinaryIO, layout: _Layout, start: int) -> tuple[Directory, int]:
    """A page, and the offset of the next one, 0 if there is none."""
    entries = layout.order + layout.entries
    (count,) = struct.unpack(entries, _read_at(file, start, struct.calcsize(entries)))
    at = start + struct.calcsize(entries)
    table = _read_at(file, at, count * layout.entry)
    offset = layout.order + layout.offset
    try:
        (following,) = struct.unpack(offset, _read_at(file, at + len(table), struct.calcsize(offset)))
    except ValueError:  # some writers leave out the end of the chain
        following = 0
    return dict(_read_entries(file, layout, table)), following


def is_raw(pages: Sequence[Directory]) -> bool:
    """Whether it is a camera's RAW file: a DNG, or one whose pages are only small previews (NEF, ARW)."""
    return not pages or DNG_VERSION in pages[0] or (_is_reduced(pages[0]) and not picture_page(pages))


def picture_page(pages: Sequence[Directory]) -> int:
    """The number of the page with the picture: the first, unless that one is a thumbnail of another."""
    if not pages or not _is_reduced(pages[0]):
        return 0
    whole = (n for n, page in enumerate(pages) if not _is_reduced(page) and _first(page, PHOTOMETRIC) not in _SENSOR)
    return next(whole, 0)


def is_old_jpeg(page: Directory) -> bool:
    """Whether a page is compressed with TIFF 6.0's first kind of JPEG."""
    return _first(page, COMPRESSION) == _OLD_JPEG


def old_jpeg(page: Directory) -> tuple[int, int] | None:
    """Start and length of the JPEG that a page of TIFF 6.0's first kind of JPEG consists of; None for any other."""
    start, length = _first(page, JPEG_START), _first(page, JPEG_LENGTH)
    return (start, length) if is_old_jpeg(page) and start and length else None


def is_unreadable_lab(page: Directory) -> bool:
    """Whether the colours are L*a*b* in a form that libvips refuses or takes for RGB; it reads CIELAB of 16 bits."""
    kind = _first(page, PHOTOMETRIC)
    return kind in _OTHER_LABS or (kind == _CIE_LAB and _first(page, BITS) == 8)


def shown_bands(page: Directory) -> list[int] | None:
    """The bands of a page that make the picture: colours, then transparency; None if these are all.

    A band of no stated meaning is a saved selection, a spot colour or infrared, and no transparency.
    """
    extra, samples = page.get(EXTRA_SAMPLES, ()), _first(page, SAMPLES) or 1
    colours = samples - len(extra)
    if colours < 1 or (all(kind in _TRANSPARENCY for kind in extra[:1]) and len(extra) < 2):
        return None
    transparency = [colours + number for number, kind in enumerate(extra) if kind in _TRANSPARENCY][:1]
    return [*range(colours), *transparency]


def _is_reduced(page: Directory) -> bool:
    return bool((_first(page, NEW_SUBFILE_TYPE) or 0) & _REDUCED)


def _first(page: Directory, tag: int) -> int | None:
    return next(iter(page.get(tag, ())), None)


def data_end(directory: Directory) -> int:
    """The offset after the last byte of a page's pixels, 0 if it has no strips or tiles."""
    offsets = directory.get(STRIP_OFFSETS) or directory.get(TILE_OFFSETS, ())
    lengths = directory.get(STRIP_LENGTHS) or directory.get(TILE_LENGTHS, ())
    return max((offset + length for offset, length in zip(offsets, lengths, strict=False)), default=0)


def last_byte(file: BinaryIO) -> int:
    """The offset after the last byte of all pictures in a RAW file, including those in sub-directories."""
    layout, _ = _read_head(file)
    pages = directories(file)
    below = (start for page in pages for start in page.get(SUB_DIRECTORIES, ())[:_MOST_PAGES])
    return max(map(_end, [*pages, *(_directory(file, layout, start)[0] for start in below)]))


def _end(page: Directory) -> int:
    """The offset after a page's pixels and after the JPEG that it may also hold, whichever is larger."""
    jpeg = (page.get(JPEG_START) or (0,))[0] + (page.get(JPEG_LENGTH) or (0,))[0]
    return max(jpeg, data_end(page) if _first(page, STRIP_OFFSETS) != _NOWHERE else 0)


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
    """The integers of an entry: inside it if they fit, else at the offset in it."""
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
