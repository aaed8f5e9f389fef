"""Whether a file ends where its own structure says. Reads no pixels, so damage inside them is not seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import BinaryIO

from runner.imaging import tiff
from runner.imaging.filetypes import Format

_CHUNK, _TAIL = 1 << 20, 1 << 12
_SOS, _EOI = 0xDA, b"\xff\xd9"
_STANDALONE = {0x01, *range(0xD0, 0xD9)}  # JPEG markers without a length: TEM, RST0 to RST7, SOI


def is_complete(file: BinaryIO, format: Format) -> bool:
    """Whether nothing is missing at the end. Bytes after the picture are allowed, as cameras append films and previews.

    `file` is open for reading bytes; where it stands afterwards is undefined.
    """
    size = file.seek(0, os.SEEK_END)
    return _CHECKS[format](file, size)


def _jpeg(file: BinaryIO, size: int) -> bool:
    start = _first_scan(file, size)
    if start is None:
        return False
    # Most photos end with it; only those with something behind are searched as a whole.
    return _contains(file, max(start, size - _TAIL), _EOI) or _contains(file, start, _EOI)


def _first_scan(file: BinaryIO, size: int) -> int | None:
    """Where the entropy-coded data of the picture begin; the segments before may hold a complete thumbnail."""
    position = 2
    while position < size:
        file.seek(position)
        head = file.read(4)
        if len(head) < 4:
            return None
        if head[0] != 0xFF or head[1] in (0x00, 0xFF) or head[1] in _STANDALONE:
            position += 1 if head[0] != 0xFF or head[1] == 0xFF else 2
            continue
        position += 2 + int.from_bytes(head[2:])
        if head[1] == _SOS:
            return position
    return None


def _contains(file: BinaryIO, start: int, wanted: bytes) -> bool:
    """Whether two bytes occur from `start` on. In entropy-coded data FF D9 can only be the end of the picture."""
    file.seek(start)
    carried = b""
    while block := file.read(_CHUNK):
        if wanted in carried + block:
            return True
        carried = block[-1:]
    return False


def _png(file: BinaryIO, size: int) -> bool:
    """Source: PNG specification, section 5.3 (length, type, data, CRC)."""
    position = 8
    while position + 12 <= size:
        file.seek(position)
        head = file.read(8)
        position += 12 + int.from_bytes(head[:4])
        if head[4:] == b"IEND":
            return position <= size
    return False


def _webp(file: BinaryIO, size: int) -> bool:
    """Source: RIFF container, the size at offset 4 counts the bytes that follow it."""
    file.seek(4)
    return int.from_bytes(file.read(4), "little") + 8 <= size


def _heif(file: BinaryIO, size: int) -> bool:
    """Source: ISO/IEC 14496-12, section 4.2 (a box's length: 0 reaches to the end, 1 is followed by 64 bits)."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        head = file.read(16)
        length = int.from_bytes(head[8:16]) if head[:4] == b"\x00\x00\x00\x01" else int.from_bytes(head[:4])
        if length < 8 or not head[4:8].isalnum():
            return True
        position += length
    return position <= size


def _tiff(file: BinaryIO, size: int) -> bool:
    try:
        return tiff.data_end(tiff.first_directory(file)) <= size
    except ValueError:
        return False


_CHECKS: dict[Format, Callable[[BinaryIO, int], bool]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "heif": _heif,
    "tiff": _tiff,
}
