"""Pictures that other programs show are accepted, however they were written; other files are correctly identified."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from runner.errors import DecodeError, RefusedFile
from runner.imaging import hevc
from runner.imaging.decode import decode, open_photo
from runner.imaging.probe import Limits, probe
from runner.imaging.tiff import directories, is_raw, picture_page
from runner.imaging.vips import pyvips
from runner.messages import say

SMALL = Limits(min_width=1, min_height=1, min_bytes=0)


def picture(width: int = 320, height: int = 240) -> pyvips.Image:
    noise = pyvips.Image.gaussnoise(width, height, mean=128, sigma=40, seed=1).cast("uchar")
    return noise.bandjoin([noise.rot180(), noise.fliphor()]).copy(interpretation="srgb")


def jpeg(**options: object) -> bytes:
    return bytes(picture().jpegsave_buffer(keep="none", Q=95, **options))


def same_pixels(path: Path, format: str, as_in: pyvips.Image) -> bool:
    photo = open_photo(path, format)
    found = decode(photo, photo.size)
    return (found.width, found.height) == (as_in.width, as_in.height) and (found - as_in).abs().max() == 0


def test_a_scan_whose_parameters_are_wrong_is_whole(tmp_path: Path) -> None:
    plain = jpeg()
    at = plain.index(b"\xff\xda")
    end = at + 2 + int.from_bytes(plain[at + 2 : at + 4])
    assert plain[end - 3 : end] == b"\x00\x3f\x00"
    path = tmp_path / "photo.jpg"
    path.write_bytes(plain[: end - 3] + b"\0\0\0" + plain[end:])
    assert probe(path, SMALL).remark is None
    assert same_pixels(path, "jpeg", pyvips.Image.jpegload_buffer(plain))


@pytest.mark.parametrize("options", [{}, {"interlace": True}, {"restart_interval": 4}])
def test_a_jpeg_without_its_last_marker_is_whole_and_half_a_one_is_not(
    options: dict[str, object], tmp_path: Path
) -> None:
    plain, path = jpeg(**options), tmp_path / "photo.jpg"
    path.write_bytes(plain[:-2])
    assert probe(path, SMALL).remark == say("remark.last_marker")
    assert same_pixels(path, "jpeg", pyvips.Image.jpegload_buffer(plain))
    for cut in (len(plain) // 2, len(plain) - 400, len(plain) - 12):
        path.write_bytes(plain[:cut])
        with pytest.raises(RefusedFile) as refused:
            probe(path, SMALL)
        assert refused.value.kind == "truncated"
        with pytest.raises(DecodeError):
            decode(open_photo(path, "jpeg"), (320, 240))


def tiff_of(*pages: pyvips.Image, kinds: tuple[int, ...]) -> bytes:
    """A TIFF of pages of different sizes, each with its NewSubfileType."""
    made, last = b"II*\0\x08\0\0\0", 4
    for image, kind in zip(pages, kinds, strict=True):
        start = len(made)
        made = made[:last] + struct.pack("<I", start) + made[last + 4 :]
        pixels = image.write_to_memory()
        entries = [(254, 4, 1, kind), (256, 4, 1, image.width), (257, 4, 1, image.height), (258, 3, 3, start + 150),
                   (259, 3, 1, 1), (262, 3, 1, 2), (273, 4, 1, start + 160), (277, 3, 1, 3), (278, 4, 1, image.height),
                   (279, 4, 1, len(pixels))]  # fmt: skip
        table = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
        last = start + len(table)
        made += (table + bytes(4)).ljust(150, b"\0") + struct.pack("<3H", 8, 8, 8) + bytes(4) + pixels
    return made


def test_a_first_page_that_is_a_thumbnail_is_passed_over(tmp_path: Path) -> None:
    path, small = tmp_path / "photo.tif", picture().resize(0.125)
    path.write_bytes(tiff_of(small, picture(), kinds=(1, 0)))
    header = probe(path, SMALL)
    assert (header.format, header.width, header.height) == ("tiff", 320, 240)
    assert same_pixels(path, "tiff", picture())
    path.write_bytes(tiff_of(picture(), small, kinds=(0, 1)))
    assert same_pixels(path, "tiff", picture())
    path.write_bytes(tiff_of(picture(), picture().rot180(), kinds=(2, 2)))
    assert same_pixels(path, "tiff", picture())
    path.write_bytes(tiff_of(small, small, kinds=(1, 1)))
    with path.open("rb") as file:
        pages = directories(file)
    assert (is_raw(pages), picture_page(pages), len(pages)) == (True, 0, 2)
    with pytest.raises(DecodeError, match="raw file"):
        probe(path, SMALL)


def old_style(stream: bytes, whole: bool) -> bytes:
    """A TIFF with JPEG of TIFF 6.0, section 22; `whole`, its interchange format is there."""
    entries = [(256, 4, 1, 320), (257, 4, 1, 240), (258, 3, 3, 200), (259, 3, 1, 6), (262, 3, 1, 6), (273, 4, 1, 208),
               (277, 3, 1, 3), (278, 4, 1, 240), (279, 4, 1, len(stream))]  # fmt: skip
    entries += [(512, 3, 1, 1), (513, 4, 1, 208), (514, 4, 1, len(stream))] if whole else []
    table = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return (b"II*\0\x08\0\0\0" + table + bytes(4)).ljust(200, b"\0") + struct.pack("<3H", 8, 8, 8) + b"\0\0" + stream


def test_the_first_kind_of_jpeg_in_tiff(tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    path.write_bytes(old_style(jpeg(), True))
    assert probe(path, SMALL).format == "tiff"
    assert same_pixels(path, "tiff", pyvips.Image.jpegload_buffer(jpeg()))
    path.write_bytes(old_style(jpeg()[200:], False))
    with pytest.raises(RefusedFile, match="withdrawn kind") as refused:
        probe(path, SMALL)
    assert refused.value.kind == "unsupported"


def test_an_avif_beyond_the_limit_of_its_library_is_named_as_that(tmp_path: Path) -> None:
    data = bytearray(picture().heifsave_buffer(compression="av1", effort=0))
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", 20_000, 14_000)
    path = tmp_path / "photo.avif"
    path.write_bytes(data)
    with pytest.raises(RefusedFile, match="20,000 × 14,000 pixels; libheif decodes HEIC and AVIF up to 268") as said:
        probe(path, Limits(max_megapixels=1000))
    assert said.value.kind == "too_many_pixels"


def test_a_second_decoder_takes_what_libvips_does_not(tmp_path: Path) -> None:
    path = tmp_path / "photo.heic"
    path.write_bytes(hevc.PICTURE)
    if hevc.decoder_present():
        assert probe(path, SMALL).remark is None
    elif hevc.second_decoder() is None:
        with pytest.raises(RefusedFile, match="install the package pi-heif"):
            probe(path, SMALL)
        return
    else:
        assert probe(path, SMALL).remark == say("remark.hevc", package=hevc.second_decoder())
    found = decode(open_photo(path, "heif"), (64, 64))
    assert (found.width, found.height) == (64, 64)
    assert found.deviate() > 10


def test_the_second_decoder_is_not_imported_for_nothing() -> None:
    code = "import runner.imaging.decode, sys; print([name for name in sys.modules if 'heif' in name])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
