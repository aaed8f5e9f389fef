"""Canon's maker notes after a program has moved them: their offsets refer to another place in the file."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_jpegs import ASCII, UNDEFINED, text, with_exif

from runner.imaging.metadata import read_metadata

BASE_ISO, AUTO_ISO, APERTURE, SHUTTER = 128, 32, 128, 224
"""In 32nds of a step: ISO 50, doubled; f/4; 1/128 s. Source: ExifTool, Canon.pm."""


def note(written_at: int, shot: Sequence[int], *, footer: bool = True) -> bytes:
    """A note with its settings and what was measured, as it stood at an offset of the file that it was written into."""
    settings = struct.pack("<46H", 92, *[0] * 15, 0x7FFF, *[0] * 29)
    measured = struct.pack(f"<{len(shot)}H", *shot)
    head = 2 + 2 * 12 + 4
    entries = [(1, len(settings), written_at + head), (4, len(measured), written_at + head + len(settings))]
    table = struct.pack("<H", 2) + b"".join(struct.pack("<HHII", tag, 3, size // 2, at) for tag, size, at in entries)
    end = b"II*\0" + struct.pack("<I", written_at) if footer else b""
    return table + bytes(4) + settings + measured + end


def photo(path: Path, written_at: int, shot: Sequence[int], *, footer: bool = True) -> Path:
    made = note(written_at, shot, footer=footer)
    return with_exif(path, ifd0=[(271, ASCII, text("Canon"))], exif=[(0x927C, UNDEFINED, made)])


@pytest.mark.parametrize("written_at", [678, 8192])
def test_it_is_read_where_it_stands(written_at: int, tmp_path: Path) -> None:
    shot = [66, AUTO_ISO, BASE_ISO, *[0] * 18, APERTURE, SHUTTER, 0, 0]
    row = read_metadata(photo(tmp_path / "a.jpg", written_at, shot), "jpeg")
    assert (row.iso, row.f_number) == (100, 4.0)
    assert row.exposure_s == pytest.approx(1 / 128)


@pytest.mark.parametrize("shot", [[], [66, 32], [0xFFFF] * 30])
def test_a_short_or_senseless_one_says_nothing_that_is_no_exposure(shot: list[int], tmp_path: Path) -> None:
    row = read_metadata(photo(tmp_path / "a.jpg", 678, shot), "jpeg")
    assert row.iso is None or 1 < row.iso < 10_000_000


def test_offsets_outside_the_note_are_left_alone(tmp_path: Path) -> None:
    made = bytearray(note(678, [66, AUTO_ISO, BASE_ISO, *[0] * 25]))
    made[22:26] = struct.pack("<I", 0xFFFFFFF0)
    path = with_exif(tmp_path / "a.jpg", ifd0=[(271, ASCII, text("Canon"))], exif=[(0x927C, UNDEFINED, bytes(made))])
    assert read_metadata(path, "jpeg").iso is None
