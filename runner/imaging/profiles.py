"""Writes ICC profiles, version 2.1, for pictures whose colours are stated in another way.

Source: ICC.1:2001-04, clauses 6.1 (header), 6.2 (tag table) and 6.5 (types).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

Xyz = Sequence[float]

D65 = (0.95045, 1.0, 1.08905)
_D50 = (0.9642, 1.0, 0.8249)
_HEADER, _ENTRY = 128, 12
_COLOURS = (b"r", b"g", b"b")


def matrix_profile(name: str, primaries: Sequence[Xyz], gamma: float) -> bytes:
    """The profile of an RGB space: red, green and blue as X, Y, Z adapted to D50, and one exponent for all three."""
    tags = {each + b"XYZ": _xyz(primary) for each, primary in zip(_COLOURS, primaries, strict=True)}
    return _profile(name, b"RGB ", tags | {each + b"TRC": _curve(gamma) for each in _COLOURS})


def grey_profile(name: str, gamma: float) -> bytes:
    """The profile of greys with this exponent."""
    return _profile(name, b"GRAY", {b"kTRC": _curve(gamma)})


def _profile(name: str, space: bytes, own: Mapping[bytes, bytes]) -> bytes:
    tags = {b"desc": _description(name.encode("ascii")), b"cprt": b"text\0\0\0\0Public domain\0", b"wtpt": _xyz(D65)}
    tags |= own
    table, data = struct.pack(">I", len(tags)), b""
    start = _HEADER + len(table) + _ENTRY * len(tags)
    for tag, content in tags.items():
        table += tag + struct.pack(">II", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    return _header(start + len(data), space) + table + data


def _header(size: int, space: bytes) -> bytes:
    kind = b"mntr" + space + b"XYZ " + struct.pack(">6H", 2005, 5, 1, 0, 0, 0) + b"acsp"
    header = struct.pack(">I4sI", size, b"", 0x02100000) + kind + bytes(28) + _numbers(_D50)
    return header.ljust(_HEADER, b"\0")


def _description(text: bytes) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + bytes(1 + 4 + 4 + 2 + 1 + 67)


def _xyz(values: Xyz) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(values)


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))


def _numbers(values: Xyz) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))
