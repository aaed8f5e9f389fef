"""libjpeg warns about harmless mistakes and about lost pixels alike, and names only the first of a file."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from pictures import photograph

from runner.errors import DecodeError, RefusedFile
from runner.imaging.decode import decode, full_size, open_photo
from runner.imaging.jpeg_headers import corrected
from runner.imaging.probe import Limits, probe
from runner.imaging.vips import pyvips
from runner.messages import word

RESTART = re.compile(rb"\xff[\xd0-\xd7]")


def jpeg(**options: object) -> bytes:
    data = bytes(photograph("china").jpegsave_buffer(keep="none", Q=90, **options))
    return data[:2] + b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + data[2:]


def write(folder: Path, data: bytes) -> Path:
    path = folder / "photo.jpg"
    path.write_bytes(data)
    return path


def bad_scan(data: bytes) -> bytes:
    at = data.index(b"\xff\xda")
    end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
    return data[: end - 3] + b"\0\0\0" + data[end:]


def bad_version(data: bytes) -> bytes:
    at = data.index(b"JFIF\0") + 5
    return data[:at] + b"\7" + data[at + 1 :]


def bad_transform(data: bytes) -> bytes:
    content = b"Adobe" + struct.pack(">HHHB", 100, 0, 0, 9)
    return data[:2] + b"\xff\xee" + struct.pack(">H", len(content) + 2) + content + data[2:]


def is_refused(path: Path) -> bool:
    refused = 0
    for read in (lambda photo: decode(photo, photo.size), full_size):
        try:
            read(open_photo(path, "jpeg"))
        except DecodeError:
            refused += 1
    assert refused in (0, 2)
    return refused == 2


@pytest.mark.parametrize("spoil", [bad_scan, bad_version, bad_transform])
def test_a_harmless_mistake_does_not_hide_lost_pixels(spoil: object, tmp_path: Path) -> None:
    assert callable(spoil)
    whole = spoil(jpeg())
    path = write(tmp_path, whole)
    found = decode(open_photo(path, "jpeg"), (640, 427))
    assert (found - pyvips.Image.jpegload_buffer(jpeg())).abs().max() == 0
    assert not is_refused(path)
    middle = len(whole) // 2
    assert is_refused(write(tmp_path, whole[:middle] + b"\xff\xd9" + whole[middle + 2 :]))


@pytest.mark.parametrize("spoil", [bad_scan, bad_version, bad_transform])
def test_only_the_wrong_numbers_change(spoil: object) -> None:
    assert callable(spoil)
    plain = jpeg()
    assert corrected(plain) == plain
    assert sum(a != b for a, b in zip(corrected(spoil(plain)), spoil(plain), strict=True)) <= 2


def test_a_progressive_scan_is_left_alone() -> None:
    assert corrected(jpeg(interlace=True)) == jpeg(interlace=True)


def test_pixels_that_are_passed_over_are_lost(tmp_path: Path) -> None:
    data = jpeg(restart_interval=40)
    lost = RESTART.search(data, len(data) // 2)
    assert lost
    assert is_refused(write(tmp_path, data[: lost.start()] + b"\0\0" + data[lost.end() :]))


def test_a_few_bytes_or_padding_before_a_marker_are_no_pixels(tmp_path: Path) -> None:
    data = jpeg(restart_interval=40)
    marker = RESTART.search(data, len(data) // 2)
    assert marker
    for junk in (b"\x12\x34\x56", b"\x55" * 900):
        assert not is_refused(write(tmp_path, data[: marker.start()] + junk + data[marker.start() :]))


def test_a_precision_that_libvips_does_not_read_is_no_damage(tmp_path: Path) -> None:
    data = jpeg()
    at = data.index(b"\xff\xc0") + 4
    path = write(tmp_path, data[:at] + b"\x0c" + data[at + 1 :])
    with pytest.raises(RefusedFile) as refused:
        probe(path, Limits())
        decode(open_photo(path, "jpeg"), (64, 64))
    assert refused.value.kind == "unsupported"
    assert "copy" not in word(refused.value.message)
