"""Corrects numbers in a JPEG's header that are wrong and do no harm.

libjpeg warns about them, and reports only the first warning of a file: what is damaged behind it would go unnoticed.

Source: ITU T.81, B.2.3 (scan header); JFIF 1.02 (version); Adobe Technical Note 5116 (colour transform).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_SEQUENTIAL, _FRAMES = {0xC0, 0xC1}, {0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCA, 0xCB}
_SOS, _APP0, _APP14 = 0xDA, 0xE0, 0xEE
_WHOLE_SCAN = b"\x00\x3f\x00"
_JFIF, _ADOBE = b"JFIF\0", b"Adobe"
_TRANSFORMS = {1: 1, 3: 1, 4: 2}
"""What libjpeg assumes for a colour transform that it does not know, by the number of components."""


class _Segment(NamedTuple):
    marker: int
    start: int  # of its content
    end: int


def corrected(data: bytes) -> bytes:
    """The file with a sequential scan's parameters, the version of JFIF, and Adobe's transform as they must be."""
    made = bytearray(data)
    frame = b""
    for marker, start, end in _segments(data):
        content = data[start:end]
        if marker in _FRAMES:
            sequential, frame = marker in _SEQUENTIAL, content
        elif marker == _APP0 and content.startswith(_JFIF) and len(content) > 5:
            made[start + 5] = 1
        elif marker == _SOS and frame and sequential:
            made[end - 3 : end] = _WHOLE_SCAN
    for marker, start, end in _segments(data):
        if marker == _APP14 and data.startswith(_ADOBE, start) and end - start >= 12 and len(frame) > 5:
            made[start + 11] = made[start + 11] if made[start + 11] < 3 else _TRANSFORMS.get(frame[5], 0)
    return bytes(made)


def _segments(data: bytes) -> Iterator[_Segment]:
    """The segments up to the first scan, with the header of that."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF or data[at + 1] in (0x00, 0xFF, 0x01, *range(0xD0, 0xD9)):
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        yield _Segment(data[at + 1], at + 4, at + 2 + length)
        if data[at + 1] == _SOS:
            return
        at += 2 + length
