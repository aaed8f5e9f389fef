"""Whether a file ends where its own structure says. `is_complete` reads no pixels, so damage in them is not seen."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from typing import BinaryIO

from runner.imaging import tiff
from runner.imaging.filetypes import Format

_CHUNK, _TAIL = 1 << 20, 1 << 12
_SOS, _EOI = 0xDA, b"\xff\xd9"
_FILLS = (b"\x5a\xc3\x17\xe8" * 64, b"\xa4\x39\xd2\x0e" * 64)  # no 0xFF among them, which would be a marker
_SCAN = re.compile(rb"\xff\xda\x00[\x08\x0a\x0c\x0e]([\x01-\x04])(.{5,11})", re.S)
_STANDALONE = {0x01, *range(0xD0, 0xD9)}  # JPEG markers without a length: TEM, RST0 to RST7, SOI


def is_complete(file: BinaryIO, format: Format) -> bool:
    """Whether nothing is missing at the end. Bytes after the picture are allowed: cameras append videos and previews.

    `file` is open for reading bytes; its position afterwards is undefined.
    """
    size = file.seek(0, os.SEEK_END)
    return _CHECKS[format](file, size)


def _jpeg(file: BinaryIO, size: int) -> bool:
    start = _first_scan(file, size)
    if start is None:
        return False
    # Most photos end with this marker; only those with something after it are searched completely.
    return _contains(file, max(start, size - _TAIL), _EOI) or _contains(file, start, _EOI)


def _first_scan(file: BinaryIO, size: int) -> int | None:
    """Where the entropy-coded data of the picture begins; the segments before it may hold a complete thumbnail."""
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
    """Whether the two bytes `wanted` occur from `start` on. In entropy-coded data FF D9 can only be the end."""
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
    """Source: RIFF container, where the size at offset 4 counts the bytes that follow it."""
    file.seek(4)
    return int.from_bytes(file.read(4), "little") + 8 <= size


def _heif(file: BinaryIO, size: int) -> bool:
    """Source: ISO/IEC 14496-12, section 4.2 (a box's length: 0 reaches to the end, 1 is followed by 64 bits)."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        head = file.read(16)
        length = int.from_bytes(head[8:16]) if head[:4] == b"\x00\x00\x00\x01" else int.from_bytes(head[:4])
        if length < 8 or not head[4:8].isalnum() or (position and head[4:8] == b"ftyp"):
            return True  # what follows is no box of the picture: a video is a file of its own
        position += length
    return position <= size


def _tiff(file: BinaryIO, size: int) -> bool:
    try:
        pages = tiff.directories(file)
        return bool(pages) and tiff.data_end(pages[tiff.picture_page(pages)]) <= size
    except ValueError:
        return False


def _raw(file: BinaryIO, size: int) -> bool:
    """Checks RAW files built as a TIFF, ISO base media or RAF; others cannot be checked and count as complete."""
    file.seek(0)
    start = file.read(108)
    if start[4:8] == b"ftyp":
        return _heif(file, size)
    if start.startswith(b"FUJIFILMCCD-RAW"):
        return _raf(start, size)
    if start[:2] not in (b"II", b"MM"):
        return True
    try:
        return tiff.last_byte(file) <= size
    except ValueError:
        return False


def _raf(start: bytes, size: int) -> bool:
    """Source: ExifTool, FujiFilm.pm (offsets and lengths of preview, metadata and sensor data from byte 84 on)."""
    ends = (int.from_bytes(start[at : at + 4]) + int.from_bytes(start[at + 4 : at + 8]) for at in (84, 92, 100))
    return len(start) == 108 and max(ends) <= size


def _has_all_scans(data: bytes) -> bool:
    """Whether the scans of a progressive JPEG contain every coefficient of every component to its last bit.

    The decoder does not complain about missing scans. True for other JPEGs. Source: ITU T.81, B.2.3 and G.1.1.
    """
    frame = data.find(b"\xff\xc2", 2, _first_scan(io.BytesIO(data), len(data)) or 0)
    if frame < 0:
        return True
    components = data[frame + 10 : frame + 10 + 3 * data[frame + 9] : 3]
    missing = {(component, place): True for component in components for place in range(64)}
    for match in _SCAN.finditer(data, frame):
        count, body = match[1][0], match[2]
        first, last, low = body[2 * count], body[2 * count + 1], body[2 * count + 2] & 0x0F
        for component in body[: 2 * count : 2]:
            missing |= {(component, place): low > 0 for place in range(first, last + 1)}
    return not any(missing.values())


def is_whole_without_marker(data: bytes) -> bool:
    """Whether a JPEG lacks nothing but its last marker.

    If so, bytes appended to it change no pixel: the decoder has had all that it needs. (libvips checks for warnings
    before each strip, so those of the last strip are not noticed.)
    """
    from runner.imaging.vips import pyvips

    if not _has_all_scans(data):
        return False
    end = data.removesuffix(b"\xff")
    try:
        pyvips.Image.jpegload_buffer(end + _EOI, fail_on="warning", access="sequential").avg()
        decoded = [pyvips.Image.jpegload_buffer(end + fill + _EOI, fail_on="none") for fill in _FILLS]
        return bool((decoded[0] != decoded[1]).max() == 0)
    except pyvips.Error:
        return False


_CHECKS: dict[Format, Callable[[BinaryIO, int], bool]] = {
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "heif": _heif,
    "tiff": _tiff,
    "raw": _raw,
}
