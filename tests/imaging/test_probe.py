from __future__ import annotations

import io
import os
import struct
import zlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from runner.errors import DecodeError, ItemError, RefusedFile, UnreadableFile
from runner.imaging import hevc
from runner.imaging.filetypes import identify
from runner.imaging.probe import Header, Limits, probe
from runner.imaging.structure import is_complete
from runner.imaging.vips import pyvips

SUFFIXES = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "tiff": ".tif", "heif": ".avif"}
ANY_SIZE = Limits(min_width=1, min_height=1, min_bytes=0)


def picture(width: int = 320, height: int = 240) -> pyvips.Image:
    noise = pyvips.Image.gaussnoise(width, height, mean=128, sigma=40, seed=1).cast("uchar")
    return noise.bandjoin([noise.rot180(), noise.fliphor()]).copy(interpretation="srgb")


@cache
def encoded(format: str, **options: object) -> bytes:
    return picture().write_to_buffer(SUFFIXES[format], **options)


def kind_of(path: Path, limits: Limits = ANY_SIZE) -> str:
    with pytest.raises(ItemError) as refused:
        probe(path, limits)
    return refused.value.kind


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return tmp_path / "photo.jpg"


@pytest.mark.parametrize("format", SUFFIXES)
def test_the_bytes_tell_the_format_and_not_the_name(format: str, photo: Path) -> None:
    photo.write_bytes(encoded(format))
    assert probe(photo, Limits()) == Header(format, 320, 240)


@pytest.mark.parametrize("options", [{"interlace": True}, {"restart_interval": 4}, {"subsample_mode": "off"}])
def test_every_kind_of_jpeg_is_taken(options: dict[str, object], photo: Path) -> None:
    photo.write_bytes(encoded("jpeg", **options))
    assert probe(photo, Limits()).format == "jpeg"


@pytest.mark.parametrize(
    "options", [{"bigtiff": True}, {"tile": True}, {"compression": "deflate"}, {"pyramid": True, "tile": True}]
)
def test_every_kind_of_tiff_is_taken_whole_and_refused_in_part(options: dict[str, object], photo: Path) -> None:
    content = encoded("tiff", **options)
    photo.write_bytes(content)
    assert probe(photo, Limits()) == Header("tiff", 320, 240)
    photo.write_bytes(content[: len(content) // 3])
    assert kind_of(photo) == "truncated"


def test_the_size_is_as_stored_before_orientation(photo: Path) -> None:
    turned = picture().copy()
    turned.set_type(pyvips.GValue.gint_type, "orientation", 6)
    photo.write_bytes(turned.jpegsave_buffer())
    assert probe(photo, Limits()) == Header("jpeg", 320, 240)


def test_a_heic_photo_is_taken_where_its_pixels_can_be_decoded(photo: Path) -> None:
    photo.write_bytes(hevc.PICTURE)
    try:
        pyvips.Image.new_from_file(str(photo)).avg()
    except pyvips.Error:
        assert kind_of(photo) == "unsupported"
    else:
        assert probe(photo, ANY_SIZE) == Header("heif", 64, 64)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Shopping: film, batteries, tripod plate", "a text file"),
        ("Einkauf: Äpfel 🍎\n".encode() * 400, "a text file"),
        (b"\n<!DOCTYPE html><html><body>404 Not found</body></html>", "a web page"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG or XML"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00", "BMP"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "video"),
        (b"\x00" * 9000, "zero bytes"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "AppleDouble"),
        (b"\xfe\x01\x9c\x88\x00\x13" * 300, "unknown"),
    ],
)
def test_what_is_no_photo_is_refused_with_what_it_seems_to_be(content: bytes, said: str, photo: Path) -> None:
    photo.write_bytes(content)
    with pytest.raises(RefusedFile, match=said) as refused:
        probe(photo, Limits())
    assert refused.value.kind == "wrong_type"


@pytest.mark.parametrize(
    "tag", [struct.pack("<HHII", 254, 4, 1, 1), struct.pack("<HHI4s", 50706, 1, 4, b"\x01\x04\x00\x00")]
)
def test_a_raw_file_without_a_picture_is_no_tiff(tag: bytes, photo: Path) -> None:
    photo.write_bytes(b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 1) + tag + b"\x00" * 4)
    with pytest.raises(DecodeError, match="the raw file cannot be read"):
        probe(photo, ANY_SIZE)


@pytest.mark.parametrize(
    "start",
    [
        b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom",
        b"II*\x00\x10\x00\x00\x00CR\x02\x00" + b"\x00" * 64,
        b"FUJIFILMCCD-RAW 0201",
        b"FOVb" + b"\x00" * 400,
    ],
)
def test_the_first_bytes_of_a_raw_file_are_no_photo(start: bytes, photo: Path) -> None:
    photo.write_bytes(start)
    with pytest.raises((RefusedFile, DecodeError), match=r"the end of the file is missing|the raw file cannot be read"):
        probe(photo, ANY_SIZE)


def test_a_tiff_whose_numbers_reach_beyond_the_file_is_refused(photo: Path) -> None:
    for count, offset in ((2**64 - 1, 2**64 - 1), (2**60, 16), (1, 2**63)):
        entry = struct.pack("<HHQQ", 273, 16, count, offset)
        photo.write_bytes(b"II+\x00\x08\x00\x00\x00" + struct.pack("<QQ", 16, 1) + entry + b"\x00" * 8)
        assert kind_of(photo) in ("truncated", "decode")
    photo.write_bytes(b"II+\x00\x08\x00\x00\x00" + struct.pack("<Q", 2**64 - 1))
    assert kind_of(photo) == "truncated"


def test_an_empty_file_is_refused_as_empty(photo: Path) -> None:
    photo.touch()
    assert kind_of(photo) == "empty"


@pytest.mark.parametrize("format", SUFFIXES)
@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.999])
def test_half_a_photo_is_refused(format: str, share: float, photo: Path) -> None:
    content = encoded(format)
    photo.write_bytes(content[: int(len(content) * share)])
    assert kind_of(photo) == "truncated"


@pytest.mark.parametrize("format", ["png", "webp", "heif"])
def test_a_photo_without_its_last_byte_is_refused(format: str, photo: Path) -> None:
    photo.write_bytes(encoded(format)[:-1])
    assert kind_of(photo) == "truncated"


@pytest.mark.parametrize("length", [(1 << 20) - 1, 1 << 20, 2 << 20])
def test_the_end_of_a_jpeg_is_found_wherever_it_lies(length: int) -> None:
    scan = b"\xff\xd8\xff\xda\x00\x02" + b"\x11" * length
    film = b"\x22" * 9000
    assert is_complete(io.BytesIO(scan + b"\xff\xd9" + film), "jpeg")
    assert not is_complete(io.BytesIO(scan + b"\xff\x00\xd9" + film), "jpeg")


def test_a_jpeg_cut_behind_its_thumbnail_is_refused(photo: Path) -> None:
    content = encoded("jpeg")
    thumbnail = picture(80, 60).jpegsave_buffer()
    segment = b"\xff\xe1" + struct.pack(">H", len(thumbnail) + 8) + b"Exif\x00\x00" + thumbnail
    photo.write_bytes((content[:2] + segment + content[2:])[:-5000])
    assert kind_of(photo) == "truncated"


def test_a_progressive_jpeg_cut_between_its_scans_is_refused(photo: Path) -> None:
    content = encoded("jpeg", interlace=True)
    photo.write_bytes(content[: content.rindex(b"\xff\xda")])
    assert kind_of(photo) == "truncated"


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "heif"])
def test_what_cameras_append_does_no_harm(format: str, photo: Path) -> None:
    video = b"\x00\x00\x00\x18ftypmp42" + bytes(12)
    cut = b"\x00\x0f\x00\x00mdat" + b"\x11" * 5000
    noise = np.random.default_rng(7).bytes(200_000)
    for appended in (b"\x00" * 5000, video + noise, video + cut, encoded("jpeg"), b"SEFT"):
        photo.write_bytes(encoded(format) + appended)
        assert probe(photo, Limits()).format == format


@pytest.mark.parametrize(
    ("format", "sound", "damaged"),
    [
        ("jpeg", b"\xff\xc0\x00\x11\x08\x00\xf0", b"\xff\xc0\x00\x11\x08\x00\x00"),
        ("png", b"IHDR\x00\x00\x01\x40", b"IHDR\x00\x00\x00\x00"),
        ("webp", b"VP8 ", b"JUNK"),
        ("tiff", struct.pack("<HHII", 256, 3, 1, 320), struct.pack("<HHII", 256, 3, 1, 0)),
        ("heif", b"iloc", b"ilok"),
    ],
)
def test_a_damaged_header_is_a_decode_error(format: str, sound: bytes, damaged: bytes, photo: Path) -> None:
    content = encoded(format)
    assert sound in content
    photo.write_bytes(content.replace(sound, damaged, 1))
    with pytest.raises(DecodeError, match="header is damaged"):
        probe(photo, ANY_SIZE)


def bomb(side: int) -> bytes:
    """A PNG of one bit a pixel, all black: 40,000 × 40,000 pixels in 194 kB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    data = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_decompression_bomb_is_refused_by_its_header(photo: Path) -> None:
    content = bomb(40_000)
    assert len(content) < 250_000
    photo.write_bytes(content)
    assert kind_of(photo, Limits()) == "too_many_pixels"


def test_the_pixel_limit_is_the_last_size_taken(photo: Path) -> None:
    photo.write_bytes(encoded("jpeg"))
    assert probe(photo, Limits(max_megapixels=0.0768)).width == 320
    assert kind_of(photo, Limits(max_megapixels=0.0767)) == "too_many_pixels"


def test_the_smallest_size_is_taken_and_one_pixel_less_is_not(photo: Path) -> None:
    photo.write_bytes(encoded("jpeg"))
    assert probe(photo, Limits(min_width=320, min_height=240)).height == 240
    assert kind_of(photo, Limits(min_width=321)) == "too_small"
    assert kind_of(photo, Limits(min_height=241)) == "too_small"


def test_the_fewest_bytes_are_taken_and_one_less_is_not(photo: Path) -> None:
    content = encoded("jpeg")
    photo.write_bytes(content)
    assert probe(photo, Limits(min_bytes=len(content)))
    assert kind_of(photo, Limits(min_bytes=len(content) + 1)) == "too_small"


def test_a_format_that_the_set_leaves_out_is_refused(photo: Path) -> None:
    photo.write_bytes(encoded("png"))
    with pytest.raises(RefusedFile, match="PNG picture; the set takes jpeg, tiff"):
        probe(photo, Limits(formats=("jpeg", "tiff")))


def test_what_is_no_regular_file_is_refused_without_opening_it(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "x.jpg", tmp_path / "pipe.jpg"
    folder.mkdir()
    os.mkfifo(pipe)
    assert kind_of(folder) == kind_of(pipe) == "wrong_type"


def test_a_file_that_cannot_be_read_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    loop = tmp_path / "loop.jpg"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / "vanished.jpg"):
        with pytest.raises(UnreadableFile) as unreadable:
            probe(path, Limits())
        assert not unreadable.value.lasting


def test_the_photo_is_not_touched(photo: Path) -> None:
    photo.write_bytes(encoded("jpeg"))
    photo.chmod(0o444)
    before = photo.stat()
    probe(photo, Limits())
    after = photo.stat()
    assert (before.st_mtime_ns, before.st_size, before.st_mode) == (after.st_mtime_ns, after.st_size, after.st_mode)


@pytest.mark.parametrize(
    "wrong",
    [{"formats": ()}, {"formats": ("gif",)}, {"min_width": 0}, {"max_megapixels": 0}, {"min_bytes": -1}, {"widht": 9}],
)
def test_wrong_limits_are_a_problem_of_the_configuration(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Limits).validate_python(wrong)


def test_the_default_limits_take_a_small_archive() -> None:
    limits = TypeAdapter(Limits).validate_python({})
    assert limits == Limits()
    assert limits.min_width <= 480
    assert hash(limits) == hash(Limits())


def test_a_text_that_is_cut_inside_a_letter_is_still_a_text() -> None:
    assert identify("ä".encode() * 2047 + b"a" + "ä".encode()[:1]).kind == "text"
