from __future__ import annotations

import numpy as np
import pytest
import pyvips
from skimage import data

from runner.facts import Region
from runner.imaging.blurring import blurred, blurred_file
from runner.imaging.finishing import PictureOptions, moved

NOISE = np.random.default_rng(3).integers(0, 255, (200, 300, 3), dtype=np.uint8)


def picture(pixels: np.ndarray) -> pyvips.Image:
    return pyvips.Image.new_from_array(pixels).copy(interpretation="srgb")


@pytest.mark.parametrize("face", [Region(0.4, 0.3, 0.6, 0.7), Region(0.0, 0.0, 0.15, 0.2), Region(0.9, 0.8, 1.0, 1.0)])
def test_what_is_in_a_face_is_averaged_away_up_to_the_edge_of_the_picture(face: Region) -> None:
    made = blurred(picture(NOISE), [face]).numpy()
    assert (made.shape, made.dtype) == (NOISE.shape, NOISE.dtype)
    rows, columns = (
        slice(int(face.top * 200), int(face.bottom * 200)),
        slice(int(face.left * 300), int(face.right * 300)),
    )
    assert made[rows, columns].std() < NOISE[rows, columns].std() / 3
    corners = made[rows, columns][[0, 0, -1, -1], [0, -1, 0, -1]].astype(float)
    assert np.abs(corners - 127).max() < 70, "the box's own corners are within the ellipse"


def test_nothing_else_is_touched() -> None:
    made = blurred(picture(NOISE), [Region(0.4, 0.4, 0.5, 0.6)]).numpy()
    changed = (made != NOISE).any(axis=2)
    assert changed.any()
    assert not changed[:, :100].any()
    assert not changed[:60].any()
    assert (blurred(picture(NOISE), [Region(1.2, 0.4, 1.4, 0.6)]).numpy() == NOISE).all()


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_a_file_keeps_its_format_and_profile(kind: str) -> None:
    whole = picture(data.astronaut())
    save = whole.jpegsave_buffer if kind == "jpeg" else whole.webpsave_buffer
    given = save(profile="srgb", keep="icc")
    made = pyvips.Image.new_from_buffer(blurred_file(given, [Region(0.34, 0.13, 0.55, 0.34)]), "")
    assert made.get("vips-loader").startswith(kind)
    assert made.get("icc-profile-data") == pyvips.Image.new_from_buffer(given, "").get("icc-profile-data")
    assert blurred_file(given, []) == given


def test_a_face_is_found_where_the_shape_of_a_picture_puts_it() -> None:
    face, size = Region(0.4, 0.2, 0.6, 0.4), (2000, 1000)
    assert moved(face, size, PictureOptions(400, 400)) == face
    cropped = moved(face, size, PictureOptions(400, 400, shape="crop"))
    assert cropped is not None
    assert (cropped.left, cropped.top) == pytest.approx((0.3, 0.2))
    on_white = moved(face, size, PictureOptions(400, 400, shape="white"))
    assert on_white is not None
    assert (on_white.left, on_white.top, on_white.bottom) == pytest.approx((0.4, 0.35, 0.45))
    assert moved(Region(0.0, 0.2, 0.1, 0.4), size, PictureOptions(400, 400, shape="crop")) is None
