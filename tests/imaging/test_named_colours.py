"""Colours given by code points, and 32-bit integers, are converted to the sRGB that they mean."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from runner.imaging.code_points import CodePoints, code_points
from runner.imaging.decode import decode, open_photo
from runner.imaging.vips import pyvips

Numbers = npt.NDArray[np.float64]
# Patches of 64 × 64 pixels that sRGB has, none of them above the knee of the tone mapping.
PATCHES = (
    (200, 30, 30),
    (30, 180, 30),
    (30, 30, 200),
    (220, 210, 40),
    (128, 128, 128),
    (20, 20, 20),
    (90, 60, 40),
    (0, 0, 0),
)
P3 = np.array([[0.8224621, 0.177538, 0.0], [0.0331941, 0.9668058, 0.0], [0.0170827, 0.0723974, 0.9105199]])
BT2020 = np.array(
    [[0.6274039, 0.329283, 0.0433131], [0.0690973, 0.9195404, 0.0113623], [0.0163914, 0.0880133, 0.8955953]]
)


def chart() -> pyvips.Image:
    pixels = np.repeat(np.repeat(np.array([PATCHES], np.uint8), 64, axis=0), 64, axis=1)
    return pyvips.Image.new_from_array(pixels).copy(interpretation="srgb")


def linear() -> Numbers:
    values = np.array(PATCHES) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def srgb(light: Numbers) -> Numbers:
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055)


def pq(light: Numbers) -> Numbers:
    """BT.2100-2, table 4: from light, 1.0 at 203 cd/m²."""
    power = np.maximum(light * 203 / 10_000, 0) ** 0.1593017578125
    return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375


def hlg(light: Numbers) -> Numbers:
    """BT.2100-2, table 5: from light of a display of 1,000 cd/m², 1.0 at 203."""
    display = np.maximum(light * 203 / 1000, 0)
    luma = display @ np.array([0.2627, 0.678, 0.0593])
    scene = display * (np.maximum(luma, 1e-12) ** ((1 - 1.2) / 1.2))[:, None]
    return np.where(
        scene <= 1 / 12, np.sqrt(3 * scene), 0.17883277 * np.log(np.maximum(12 * scene - 0.28466892, 1e-9)) + 0.55991073
    )


def png(path: Path, values: Numbers, points: tuple[int, int], bits: int) -> Path:
    most, kind = (255, np.uint8) if bits == 8 else (65535, np.uint16)
    row = np.rint(np.clip(values, 0, 1) * most).astype(kind)
    image = pyvips.Image.new_from_array(np.repeat(np.repeat(row[None], 64, axis=0), 64, axis=1))
    plain = image.copy(interpretation="srgb" if bits == 8 else "rgb16").pngsave_buffer(keep="none", bitdepth=bits)
    content = bytes((*points, 0, 1))
    chunk = struct.pack(">I", 4) + b"cICP" + content + struct.pack(">I", zlib.crc32(b"cICP" + content))
    path.write_bytes(plain[:33] + chunk + plain[33:])
    return path


def furthest(path: Path, format: str, expected: pyvips.Image | None = None) -> float:
    """The largest difference of a patch, as ΔE 2000."""
    photo = open_photo(path, format)
    found = decode(photo, photo.size)
    assert (found.format, found.bands, found.interpretation) == ("uchar", 3, "srgb")
    difference = found.colourspace("lab").dE00((expected or chart()).colourspace("lab"))
    centres = [difference(x, 32)[0] for x in range(32, difference.width, 64)]
    return max(centres)


@pytest.mark.parametrize(
    ("points", "encode", "bits"),
    [
        ((12, 13), lambda light: srgb(light @ P3.T), 8),
        ((12, 13), lambda light: srgb(light @ P3.T), 16),
        ((9, 13), lambda light: srgb(light @ BT2020.T), 16),
        ((12, 16), lambda light: pq(light @ P3.T), 16),
        ((9, 16), lambda light: pq(light @ BT2020.T), 16),
        ((9, 18), lambda light: hlg(light @ BT2020.T), 16),
        ((1, 16), pq, 16),
        ((1, 13), srgb, 8),
        ((1, 4), lambda light: light ** (1 / 2.2), 16),
        ((1, 8), lambda light: light, 16),
        ((2, 2), srgb, 8),
        ((200, 200), srgb, 8),
    ],
)
def test_a_png_by_code_points(
    points: tuple[int, int], encode: Callable[[Numbers], Numbers], bits: int, tmp_path: Path
) -> None:
    path = png(tmp_path / "photo.png", encode(linear()), points, bits)
    assert code_points(path, "png") == points
    assert furthest(path, "png") < 2


def test_display_p3_agrees_with_a_colour_management_library(tmp_path: Path) -> None:
    wide = chart().icc_transform("p3", input_profile="srgb", intent="relative").numpy()
    assert furthest(png(tmp_path / "photo.png", wide[0, ::64] / 255, (12, 13), 8), "png") < 2


def test_light_above_white_is_rolled_off_and_keeps_its_hue(tmp_path: Path) -> None:
    lights = np.array(
        [[0.5, 0.5, 0.5], [1, 1, 1], [2, 2, 2], [4.9, 4.9, 4.9], [2, 1, 0.5], [0, 0, 0], [1, 0, 0], [8, 8, 0]]
    )
    path = png(tmp_path / "photo.png", pq(lights), (1, 16), 16)
    photo = open_photo(path, "png")
    found = decode(photo, photo.size).numpy()[32, 32::64].astype(float) / 255
    back = np.where(found <= 0.04045, found / 12.92, ((found + 0.055) / 1.055) ** 2.4)
    greys = back[:4, 0]
    assert greys[0] == pytest.approx(0.5, abs=0.01)
    assert np.all(np.diff(greys) > 0)
    assert greys[-1] < 1
    assert back[4, 0] / back[4, 1] == pytest.approx(2, rel=0.05)
    assert back[4, 1] / back[4, 2] == pytest.approx(2, rel=0.05)


def test_an_avif_by_its_box(tmp_path: Path) -> None:
    wide = chart().icc_transform("p3", input_profile="srgb", intent="relative")
    path = tmp_path / "photo.avif"
    wide.heifsave(str(path), compression="av1", lossless=True, keep="none", effort=0)
    data = path.read_bytes()
    at = data.index(b"colrnclx") + 8
    path.write_bytes(data[:at] + struct.pack(">HH", 12, 13) + data[at + 4 :])
    assert code_points(path, "heif") == CodePoints(12, 13)
    assert furthest(path, "heif") < 2


def test_transparency_is_laid_on_white_once(tmp_path: Path) -> None:
    values = srgb(linear() @ P3.T)
    opaque = np.ones((len(values), 1))
    path = png(tmp_path / "photo.png", np.hstack([values, opaque]), (12, 13), 16)
    assert furthest(path, "png") < 2
    path = png(tmp_path / "photo.png", np.hstack([values, opaque * 0]), (12, 13), 16)
    assert furthest(path, "png", chart() * 0 + 255) < 0.1


@pytest.mark.parametrize("bands", [1, 3])
def test_integers_of_32_bits(bands: int, tmp_path: Path) -> None:
    path = tmp_path / "photo.tif"
    picture = chart() if bands == 3 else chart().colourspace("b-w")
    (picture.cast("double") * (0xFFFFFFFF / 255)).cast("uint").copy(interpretation="multiband").tiffsave(str(path))
    assert furthest(path, "tiff", picture.colourspace("srgb")) < 2


@pytest.mark.parametrize(
    "content", [b"", b"\0\0\0\x08meta", b"\0\0\0\x18ftypavif" + bytes(12), b"\0\0\0\x01meta" + b"\xff" * 40]
)
def test_a_damaged_box_names_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "photo.avif"
    path.write_bytes(content)
    assert code_points(path, "heif") is None
    assert code_points(path, "png") is None
    assert code_points(path, "jpeg") is None
