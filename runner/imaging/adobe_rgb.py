"""The Adobe RGB (1998) profile, for photos that state their colours in EXIF only.

Cameras set to Adobe RGB follow DCF 2.0: they write the interoperability index R03 and often embed no profile. Read as
sRGB, such a photo is pale.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache

from runner.imaging.vips import pyvips

_INDEX = "exif-ifd4-InteroperabilityIndex"

# Adobe RGB (1998) Color Image Encoding, version 2005-05, adapted to D50 as ICC.1:2001-04 requires: X, Y, Z.
_WHITE = (0.95045, 1.0, 1.08905)
_PRIMARIES: Mapping[bytes, tuple[float, float, float]] = {
    b"rXYZ": (0.60974, 0.31111, 0.01947),
    b"gXYZ": (0.20528, 0.62567, 0.06087),
    b"bXYZ": (0.14919, 0.06322, 0.74457),
}
_GAMMA = 2 + 51 / 256
_D50 = (0.9642, 1.0, 0.8249)
_HEADER, _ENTRY = 128, 12


def named_by_exif(image: pyvips.Image) -> bool:
    """Whether EXIF says that the photo's colours are Adobe RGB."""
    return bool(image.get_typeof(_INDEX)) and str(image.get(_INDEX)).startswith("R03")


@cache
def profile() -> bytes:
    """A matrix profile, version 2.1. ICC.1:2001-04, clauses 6.1 (header), 6.2 (tag table) and 6.5 (types)."""
    tags = {b"desc": _description(b"Adobe RGB (1998)"), b"cprt": b"text\0\0\0\0Public domain\0", b"wtpt": _xyz(_WHITE)}
    tags |= {name: _xyz(primary) for name, primary in _PRIMARIES.items()}
    tags |= {name: _curve(_GAMMA) for name in (b"rTRC", b"gTRC", b"bTRC")}
    table, data = struct.pack(">I", len(tags)), b""
    start = _HEADER + len(table) + _ENTRY * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    return _header(start + len(data)) + table + data


def _header(size: int) -> bytes:
    kind = b"mntrRGB XYZ " + struct.pack(">6H", 2005, 5, 1, 0, 0, 0) + b"acsp"
    header = struct.pack(">I4sI", size, b"", 0x02100000) + kind + bytes(28) + _numbers(_D50)
    return header.ljust(_HEADER, b"\0")


def _description(text: bytes) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + bytes(1 + 4 + 4 + 2 + 1 + 67)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(values)


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))


def _numbers(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))
