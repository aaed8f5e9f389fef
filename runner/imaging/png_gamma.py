"""Colours that a PNG states by numbers instead of a profile: an exponent (gAMA) and chromaticities (cHRM).

Source: PNG (Third Edition), 4.3 (which of several statements counts), 11.3.2.1 (cHRM), 11.3.2.2 (gAMA).
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from runner.imaging.profiles import grey_profile, matrix_profile
from runner.imaging.wide_colours import D50_XY, SRGB_POINTS, adaptation, to_xyz

_MOST_BYTES = 64
_STRONGER = {b"cICP", b"iCCP", b"sRGB"}
"""Chunks that state the colours and count more than numbers."""
_GREY = {0, 4}
_AS_SRGB = (1.9, 2.5)
"""Exponents that writers state for sRGB: 2.2, or what their screen had."""
_LEAST, _MOST = 0.2, 5.0
_NEAR = 0.01
Points = tuple[tuple[float, float], ...]


def stated_profile(path: Path) -> bytes | None:
    """A profile with the colours that the numbers state; None if there are none, or if they are sRGB's.

    Raises OSError if the file is gone.
    """
    grey, chunks = _chunks(path)
    gamma = _exponent(chunks.get(b"gAMA", b""))
    if gamma is None or _STRONGER & chunks.keys():
        return None
    points = _points(chunks.get(b"cHRM", b""))
    near_srgb = _AS_SRGB[0] <= gamma <= _AS_SRGB[1]
    if grey:
        return None if near_srgb else grey_profile("gAMA of the file", gamma)
    if near_srgb and np.allclose(points, SRGB_POINTS, atol=_NEAR):
        return None
    return matrix_profile("gAMA and cHRM of the file", _adapted(points), gamma)


def _chunks(path: Path) -> tuple[bool, dict[bytes, bytes]]:
    """Whether the pixels are greys, and the small chunks before them; of longer ones only the name."""
    with path.open("rb") as file:
        grey = file.read(26)[-1:] in [bytes([each]) for each in _GREY]
        file.seek(8)
        found: dict[bytes, bytes] = {}
        while len(head := file.read(8)) == 8 and head[4:] not in (b"IDAT", b"IEND"):
            length = int.from_bytes(head[:4])
            found.setdefault(head[4:], file.read(length) if length <= _MOST_BYTES else b"")
            file.seek(4 if length <= _MOST_BYTES else length + 4, 1)
    return grey, found


def _exponent(content: bytes) -> float | None:
    """By which a value is raised to give light; None if it is missing or no exponent that a picture has."""
    stored = int.from_bytes(content) / 100_000 if len(content) == 4 else 0.0
    return 1 / stored if stored and _LEAST <= 1 / stored <= _MOST else None


def _points(content: bytes) -> Points:
    """Red, green, blue and white as x, y; sRGB's if they are missing or impossible."""
    if len(content) != 32:
        return SRGB_POINTS
    wx, wy, *rest = (value / 100_000 for value in struct.unpack(">8I", content))
    points = (*zip(rest[::2], rest[1::2], strict=True), (wx, wy))
    possible = all(x >= 0 and y > 0 and x + y <= 1 for x, y in points[3:]) and all(y > 0 for _, y in points)
    return points if possible and abs(np.linalg.det([[x, y, 1] for x, y in points[:3]])) > _NEAR else SRGB_POINTS


def _adapted(points: Points) -> list[list[float]]:
    """Each primary as X, Y, Z adapted to D50."""
    columns = adaptation(points[3], D50_XY) @ to_xyz(points)
    return [[float(value) for value in column] for column in columns.T]
