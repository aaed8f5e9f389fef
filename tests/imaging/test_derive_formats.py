from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import photograph

from runner.errors import DecodeError, UnreadableFile
from runner.imaging.decode import decode, full_size, full_size_green, open_photo
from runner.imaging.vips import pyvips

SAVERS: dict[str, tuple[str, Callable[[pyvips.Image], bytes]]] = {
    "jpeg": ("jpeg", lambda image: image.jpegsave_buffer(Q=90)),
    "progressive": ("jpeg", lambda image: image.jpegsave_buffer(Q=90, interlace=True)),
    "png": ("png", lambda image: image.pngsave_buffer()),
    "interlaced": ("png", lambda image: image.pngsave_buffer(interlace=True)),
    "tiff": ("tiff", lambda image: image.tiffsave_buffer()),
    "tiled": ("tiff", lambda image: image.tiffsave_buffer(tile=True, compression="deflate")),
    "webp": ("webp", lambda image: image.webpsave_buffer(Q=90)),
    "lossless": ("webp", lambda image: image.webpsave_buffer(lossless=True)),
    "heif": ("heif", lambda image: image.heifsave_buffer(compression="av1", effort=0, Q=90)),
}
WHOLE = (640, 427)


def write(folder: Path, data: bytes, name: str = "photo") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def pixels(path: Path, format: str, least: tuple[int, int] = WHOLE) -> Any:
    image = decode(open_photo(path, format), least)
    assert (image.interpretation, image.bands, image.format) == ("srgb", 3, "uchar")
    return image.numpy().astype(int)


def difference(one: Any, other: Any) -> float:
    assert one.shape == other.shape
    return float(np.abs(one - other).mean())


@pytest.mark.parametrize("kind", SAVERS)
def test_every_format_gives_the_picture(tmp_path: Path, kind: str) -> None:
    format, save = SAVERS[kind]
    path = write(tmp_path, save(photograph("china")))
    assert difference(pixels(path, format), photograph("china").numpy().astype(int)) < 4


@pytest.mark.parametrize("kind", SAVERS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_pixel_is_as_decode_has_it(tmp_path: Path, kind: str, orientation: int) -> None:
    format, save = SAVERS[kind]
    turned = photograph("china").copy()
    turned.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    photo = open_photo(write(tmp_path, save(turned)), format)
    assert np.array_equal(full_size(photo).pixels, decode(photo, photo.size).numpy())


@pytest.mark.parametrize("kind", SAVERS)
def test_every_pixel_of_half_a_file_is_refused(tmp_path: Path, kind: str) -> None:
    format, save = SAVERS[kind]
    data = save(photograph("china"))
    path = write(tmp_path, data[: len(data) // 2])
    with pytest.raises(DecodeError):
        full_size(open_photo(path, format))


@pytest.mark.parametrize("kind", SAVERS)
@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_half_a_file_is_refused(tmp_path: Path, kind: str, kept: float) -> None:
    format, save = SAVERS[kind]
    data = save(photograph("china"))
    path = write(tmp_path, data[: int(len(data) * kept)])
    with pytest.raises(DecodeError, match=r"the pixels are damaged: .+; copy the file again"):
        pixels(path, format)


def test_half_a_jpeg_is_refused_at_every_scale(tmp_path: Path) -> None:
    data = photograph("china").resize(4).jpegsave_buffer()
    path = write(tmp_path, data[: len(data) // 2])
    for least in ((2560, 1708), (1280, 854), (640, 427), (320, 213)):
        with pytest.raises(DecodeError):
            pixels(path, "jpeg", least)


@pytest.mark.parametrize("format", ["jpeg", "png", "tiff", "webp", "heif"])
def test_what_is_no_picture_is_refused(tmp_path: Path, format: str) -> None:
    for data in (b"", b"not a picture", bytes(range(256)) * 20):
        with pytest.raises(DecodeError):
            pixels(write(tmp_path, data), format)


def test_a_lost_segment_is_refused_though_libjpeg_only_warns(tmp_path: Path) -> None:
    data = bytearray(photograph("china").jpegsave_buffer())
    middle = len(data) // 2
    data[middle : middle + 2] = b"\xff\xd9"
    with pytest.raises(DecodeError):
        pixels(write(tmp_path, bytes(data)), "jpeg")


def test_bytes_between_the_picture_and_its_end_do_no_harm(tmp_path: Path) -> None:
    data = photograph("china").jpegsave_buffer()
    padded = write(tmp_path, data[:-2] + bytes(500) + data[-2:], "padded")
    assert difference(pixels(padded, "jpeg"), pixels(write(tmp_path, data), "jpeg")) == 0


def test_a_file_that_is_gone_can_be_tried_again(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        open_photo(tmp_path / "gone.jpg", "jpeg")


@pytest.mark.parametrize("name", ["a[shrink=8].jpg", "ë 🦜\nx.jpg", os.fsdecode(b"\xff\xfe.jpg")])
def test_a_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, photograph("china").jpegsave_buffer(), name)
    assert pixels(path, "jpeg").shape == (427, 640, 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int) -> None:
    upright = photograph("china")
    undo = {
        1: upright,
        2: upright.fliphor(),
        3: upright.rot180(),
        4: upright.flipver(),
        5: upright.rot90().fliphor(),
        6: upright.rot270(),
        7: upright.rot270().fliphor(),
        8: upright.rot90(),
    }
    stored = undo[orientation].copy_memory().copy()
    stored.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    path = write(tmp_path, stored.jpegsave_buffer(Q=95))
    assert open_photo(path, "jpeg").size == (640, 427)
    assert difference(pixels(path, "jpeg"), upright.numpy().astype(int)) < 3


def test_a_turn_that_exif_does_not_know_is_none(tmp_path: Path) -> None:
    stored = photograph("china").copy()
    stored.set_type(pyvips.GValue.gint_type, "orientation", 77)
    path = write(tmp_path, stored.jpegsave_buffer())
    assert open_photo(path, "jpeg").size == (640, 427)


def test_cmyk_comes_out_with_the_same_colours(tmp_path: Path) -> None:
    original = photograph("china")
    cmyk = original.icc_transform("cmyk", input_profile="srgb")
    assert cmyk.bands == 4
    for path, format in (
        (write(tmp_path, cmyk.jpegsave_buffer(Q=95), "with"), "jpeg"),
        (write(tmp_path, cmyk.jpegsave_buffer(Q=95, keep="none"), "without"), "jpeg"),
        (write(tmp_path, cmyk.tiffsave_buffer(), "tiff"), "tiff"),
    ):
        assert difference(pixels(path, format), original.numpy().astype(int)) < 14


def test_grey_16_bit_and_palette(tmp_path: Path) -> None:
    original = photograph("china")
    grey = original.colourspace("b-w")
    expected = grey.numpy().astype(int)[..., None].repeat(3, axis=2)
    assert difference(pixels(write(tmp_path, grey.jpegsave_buffer(Q=95)), "jpeg"), expected) < 2
    assert difference(pixels(write(tmp_path, grey.colourspace("grey16").pngsave_buffer()), "png"), expected) < 1
    deep = original.colourspace("rgb16")
    assert deep.format == "ushort"
    for data, format in ((deep.pngsave_buffer(), "png"), (deep.tiffsave_buffer(), "tiff")):
        assert difference(pixels(write(tmp_path, data), format), original.numpy().astype(int)) < 1
    assert difference(pixels(write(tmp_path, original.pngsave_buffer(palette=True)), "png"), original.numpy()) < 8


@pytest.mark.parametrize("deep", ["srgb", "rgb16"])
def test_transparent_parts_are_white_and_hidden_colours_do_not_bleed(tmp_path: Path, deep: str) -> None:
    red = pyvips.Image.black(600, 400).new_from_image([255, 0, 0]).cast("uchar").copy(interpretation="srgb")
    opaque = (pyvips.Image.black(300, 400) + 255).cast("uchar").embed(300, 0, 600, 400)
    image = red.bandjoin(opaque).colourspace(deep)
    path = write(tmp_path, image.pngsave_buffer())
    whole = pixels(path, "png", (600, 400))
    assert (whole[:, :300] == 255).all()
    assert (whole[:, 300:] == (255, 0, 0)).all()
    small = pixels(path, "png", (60, 40))
    assert (small[:, :28] >= 250).all()
    assert (abs(small[:, 32:] - (255, 0, 0)) <= 12).all()


def test_a_wide_profile_is_converted(tmp_path: Path) -> None:
    original = photograph("coffee")
    wide = original.icc_transform("p3", input_profile="srgb")
    taken_as_srgb = difference(wide.numpy().astype(int), original.numpy().astype(int))
    for data, format in ((wide.jpegsave_buffer(Q=98), "jpeg"), (wide.pngsave_buffer(), "png")):
        found = difference(pixels(write(tmp_path, data), format, (600, 400)), original.numpy().astype(int))
        assert found < taken_as_srgb / 3


def test_a_profile_that_cannot_be_used_is_ignored(tmp_path: Path) -> None:
    original = photograph("china")
    cmyk_profile = original.icc_transform("cmyk", input_profile="srgb").get("icc-profile-data")
    for profile in (cmyk_profile, b"no profile at all" * 20):
        mislabelled = original.copy()
        mislabelled.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
        path = write(tmp_path, mislabelled.jpegsave_buffer(Q=95))
        assert difference(pixels(path, "jpeg"), original.numpy().astype(int)) < 3


def test_an_srgb_profile_costs_no_conversion(tmp_path: Path) -> None:
    data = photograph("china").jpegsave_buffer(Q=90, profile="srgb")
    without = write(tmp_path, photograph("china").jpegsave_buffer(Q=90), "without")
    assert difference(pixels(write(tmp_path, data), "jpeg"), pixels(without, "jpeg")) == 0


def test_no_more_is_decoded_than_is_needed(tmp_path: Path) -> None:
    path = write(tmp_path, photograph("china").resize(4.7).jpegsave_buffer())
    photo = open_photo(path, "jpeg")
    assert photo.size == (3008, 2007)
    for least, width in (((3008, 2007), 3008), ((1505, 1004), 3008), ((1500, 1001), 1504), ((500, 334), 752)):
        assert decode(photo, least).width == width


def test_green_of_the_full_size(tmp_path: Path) -> None:
    image = photograph("china").resize(2)
    photo = open_photo(write(tmp_path, image.pngsave_buffer()), "png")
    green = full_size_green(photo)
    assert green is not None
    assert (green == image[1].numpy()).all()
    deep = open_photo(write(tmp_path, image.colourspace("rgb16").pngsave_buffer()), "png")
    assert full_size_green(deep) is None


@pytest.mark.parametrize("kind", SAVERS)
def test_mutated_files_give_pixels_or_an_item_error(tmp_path: Path, kind: str) -> None:
    format, save = SAVERS[kind]
    data = save(photograph("china").resize(0.25))
    random = np.random.default_rng(11)
    outcomes = set()
    for _ in range(60):
        mutant = bytearray(data)
        for place in random.integers(0, len(data), random.integers(1, 12)):
            mutant[place] = random.integers(0, 256)
        try:
            outcomes.add(pixels(write(tmp_path, bytes(mutant)), format, (100, 60)).shape[2])
        except DecodeError:
            outcomes.add(None)
    assert outcomes <= {3, None}
