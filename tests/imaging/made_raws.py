"""Makes raw files by hand: DNGs as converters write them, and other makers' containers around the same parts."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyvips
from made_jpegs import ASCII, BYTE, LONG, RATIONAL, SHORT, SRATIONAL, Entry, exif_block, fractions, text

UPRIGHT, ON_THE_LEFT, UPSIDE_DOWN = 1, 8, 3
_MATRIX = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.204, 1.057)
MATRIX = fractions(*((round(value * 10_000), 10_000) for value in _MATRIX), signed=True)
"""Conversion from XYZ to the linear primaries of sRGB (IEC 61966-2-1), which this sensor uses."""


def shorts(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}H", *values)


def longs(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def sensor_of(picture: pyvips.Image) -> bytes:
    """What a sensor with red, green, green and blue filters would record of the picture, 16 bits."""
    pixels = picture.numpy().astype(np.float64) / 255
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    mosaic = linear[:, :, 1].copy()
    mosaic[0::2, 0::2], mosaic[1::2, 1::2] = linear[0::2, 0::2, 0], linear[1::2, 1::2, 2]
    return bytes((mosaic * 65535).astype("<u2").tobytes())


def dng(
    path: Path,
    picture: pyvips.Image,
    preview: bytes | None,
    orientation: int = UPRIGHT,
    camera: Sequence[Entry] = (),
) -> Path:
    """Write a DNG of the picture: the sensor's pixels below the first directory, and a JPEG preview in it or none."""
    taken = (
        (0x829A, RATIONAL, fractions((1, 250))),
        (0x829D, RATIONAL, fractions((56, 10))),
        (0x8827, SHORT, shorts(400)),
        (0x9003, ASCII, text("2024:07:14 09:30:05")),
        (0x920A, RATIONAL, fractions((50, 1))),
        *camera,
    )
    sensor = sensor_of(picture)
    raw = [
        (254, LONG, longs(0)), (256, LONG, longs(picture.width)), (257, LONG, longs(picture.height)),
        (258, SHORT, shorts(16)), (259, SHORT, shorts(1)), (262, SHORT, shorts(32803)), (273, LONG, longs(0)),
        (277, SHORT, shorts(1)), (278, LONG, longs(picture.height)), (279, LONG, longs(len(sensor))),
        (33421, SHORT, shorts(2, 2)), (33422, BYTE, bytes([0, 1, 1, 2])), (50717, LONG, longs(65535)),
    ]  # fmt: skip
    first: list[Entry] = [
        (271, ASCII, text("Example")), (272, ASCII, text("Example One")), (274, SHORT, shorts(orientation)),
        (330, LONG, longs(0)), (50706, BYTE, bytes([1, 4, 0, 0])), (50708, ASCII, text("Example One")),
        (50721, SRATIONAL, MATRIX), (50728, RATIONAL, fractions((1, 1), (1, 1), (1, 1))),
    ]  # fmt: skip
    if preview is not None:
        shown = pyvips.Image.jpegload_buffer(preview)
        first += [
            (254, LONG, longs(1)), (256, LONG, longs(shown.width)), (257, LONG, longs(shown.height)),
            (258, SHORT, shorts(8, 8, 8)), (259, SHORT, shorts(7)), (262, SHORT, shorts(6)), (273, LONG, longs(0)),
            (277, SHORT, shorts(3)), (278, LONG, longs(shown.height)), (279, LONG, longs(len(preview))),
        ]  # fmt: skip
    path.write_bytes(_assembled(first, taken, raw, preview or b"", sensor))
    return path


def _assembled(first: list[Entry], taken: Sequence[Entry], raw: list[Entry], preview: bytes, sensor: bytes) -> bytes:
    """Concatenate the parts and fill in their offsets."""
    head = exif_block(first, taken)
    below = len(head) + len(head) % 2
    shown = below + len(exif_block(raw)) - 8
    raw_at = shown + len(preview) + len(preview) % 2
    raw = _with(raw, {273: raw_at})
    assert all(len(value) <= 4 for _, _, value in raw), "the directory holds its values, so it can stand anywhere"
    block = exif_block(_with(first, {330: below, 273: shown}), taken)
    return block.ljust(below, b"\0") + exif_block(raw)[8:] + preview.ljust(raw_at - shown, b"\0") + sensor


def _with(entries: list[Entry], values: dict[int, int]) -> list[Entry]:
    return [(tag, kind, longs(values[tag]) if tag in values else value) for tag, kind, value in entries]


def cr3(path: Path) -> Path:
    """Write the directories of a Canon CR3 in their boxes, without pictures."""
    camera = exif_block([(271, ASCII, text("Canon")), (272, ASCII, text("Canon EOS R5"))])
    taken = exif_block([(0x829A, RATIONAL, fractions((1, 500))), (0x9003, ASCII, text("2024:07:14 09:30:05"))])
    place = exif_block(
        [(1, ASCII, text("N")), (2, RATIONAL, fractions((52, 1), (22, 1), (30, 1))),
         (3, ASCII, text("E")), (4, RATIONAL, fractions((4, 1), (53, 1), (24, 1)))]
    )  # fmt: skip
    boxes = _box(b"CMT1", camera) + _box(b"CMT2", taken) + _box(b"CMT3", exif_block()) + _box(b"CMT4", place)
    uuid = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
    path.write_bytes(_box(b"ftyp", b"crx \0\0\0\1crx isom") + _box(b"moov", _box(b"uuid", uuid + boxes)))
    return path


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content
