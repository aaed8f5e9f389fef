from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyexiv2
import pytest
from pictures import photograph

from runner.imaging.adobe_rgb import profile
from runner.imaging.decode import decode, open_photo
from runner.imaging.vips import pyvips

# Adobe RGB (1998), section 4.3.5.3, and IEC 61966-2-1, equation 7: both relative to D65.
TO_XYZ = np.array([[0.57667, 0.18556, 0.18823], [0.29734, 0.62736, 0.07529], [0.02703, 0.07069, 0.99134]])
TO_SRGB = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])


def by_formula(values: Any) -> Any:
    linear = np.clip((values / 255) ** (563 / 256) @ TO_XYZ.T @ TO_SRGB.T, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055) * 255


def patches() -> Any:
    """Colours that both spaces hold, in squares that JPEG keeps."""
    steps = np.array([90, 120, 150, 180], float)
    colours = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(8, 8, 3)
    return colours.repeat(32, axis=0).repeat(32, axis=1)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    pyvips.Image.new_from_array(patches().astype(np.uint8)).jpegsave(str(path), Q=98, subsample_mode="off")
    return path


def mark(path: Path, index: str) -> None:
    with pyexiv2.Image(str(path)) as image:
        image.modify_exif({"Exif.Photo.ColorSpace": "65535", "Exif.Iop.InteroperabilityIndex": index})


def decoded(path: Path) -> Any:
    return decode(open_photo(path, "jpeg"), (256, 256)).numpy().astype(float)


def test_a_photo_that_names_adobe_rgb_by_exif_alone_is_converted(photo: Path) -> None:
    mark(photo, "R03")
    assert np.abs(decoded(photo) - by_formula(patches())).mean() < 1.5
    assert np.abs(patches() - by_formula(patches())).mean() > 8


@pytest.mark.parametrize("index", ["R98", "THM"])
def test_other_indices_are_left_alone(photo: Path, index: str) -> None:
    mark(photo, index)
    assert np.abs(decoded(photo) - patches()).mean() < 1.5


def test_an_embedded_profile_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    photograph("coffee").jpegsave(str(path), Q=95, profile="srgb")
    before = decode(open_photo(path, "jpeg"), (600, 400)).numpy()
    mark(path, "R03")
    assert (decode(open_photo(path, "jpeg"), (600, 400)).numpy() == before).all()


def test_the_profile_is_one_that_others_read(tmp_path: Path) -> None:
    file = tmp_path / "adobe.icc"
    file.write_bytes(profile())
    assert int.from_bytes(profile()[:4]) == len(profile())
    patch = pyvips.Image.new_from_array(patches().astype(np.uint8))
    seen = patch.icc_transform("srgb", input_profile=str(file), intent="relative").numpy().astype(float)
    assert np.abs(seen - by_formula(patches())).max() < 3
