from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips

from runner.errors import UnreadableFile
from runner.imaging.finishing import PictureOptions, WatermarkOptions, finished


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """600 × 400 with a black left half, stored on its side as a camera held upright does."""
    pixels = np.full((400, 600, 3), 200, np.uint8)
    pixels[:, :300] = 20
    upright = pyvips.Image.new_from_array(pixels).copy(interpretation="srgb")
    side = upright.rot270()
    side.set_type(pyvips.GValue.gint_type, "orientation", 6)
    side.jpegsave(str(tmp_path / "original.jpg"), Q=95)
    return tmp_path / "original.jpg"


def make(original: Path, **options: Any) -> pyvips.Image:
    item_id = hashlib.sha256(original.read_bytes()).hexdigest()[:16]
    return pyvips.Image.new_from_buffer(finished(original, item_id, PictureOptions(**options)), "")


def means(picture: pyvips.Image) -> tuple[float, float]:
    """Brightness of the outermost eighths, left and right."""
    eighth = picture.width // 8
    left, right = picture.crop(0, 0, eighth, picture.height), picture.crop(7 * eighth, 0, eighth, picture.height)
    return left.avg(), right.avg()


def test_fit_is_upright_inside_the_box_and_never_enlarged(original: Path) -> None:
    small = make(original, width=300, height=300)
    assert (small.width, small.height) == (300, 200)
    assert means(small) == pytest.approx((20, 200), abs=4)
    large = make(original, width=5000, height=5000)
    assert (large.width, large.height) == (600, 400)


def test_crop_fills_the_box_with_the_middle(original: Path) -> None:
    square = make(original, width=200, height=200, shape="crop")
    assert (square.width, square.height) == (200, 200)
    assert means(square) == pytest.approx((20, 200), abs=4)


@pytest.mark.parametrize(
    ("box", "size"), [((1000, 1000), (400, 400)), ((500, 1000), (200, 400)), ((900, 300), (600, 200))]
)
def test_crop_of_a_picture_that_is_too_small_has_the_shape_all_the_same(
    original: Path, box: tuple[int, int], size: tuple[int, int]
) -> None:
    cropped = make(original, width=box[0], height=box[1], shape="crop")
    assert (cropped.width, cropped.height) == size


@pytest.mark.parametrize(("shape", "ground"), [("white", 255), ("black", 0)])
def test_a_ground_makes_a_square_of_the_whole_picture(original: Path, shape: str, ground: int) -> None:
    square = make(original, width=300, height=300, shape=shape)
    assert (square.width, square.height) == (300, 300)
    assert square.crop(0, 0, 300, 40).avg() == pytest.approx(ground, abs=3)
    assert square.crop(0, 100, 30, 100).avg() == pytest.approx(20, abs=4)


def test_it_carries_an_srgb_profile_and_nothing_else(original: Path) -> None:
    fields = make(original, width=300, height=300).get_fields()
    assert "icc-profile-data" in fields
    assert not {"exif-data", "xmp-data", "iptc-data", "orientation"} & set(fields)


def test_sharpening_raises_the_contrast_of_edges_and_not_of_areas(original: Path) -> None:
    def brightest(**options: Any) -> float:
        return float(make(original, width=300, height=300, quality=98, **options).max())

    assert brightest(sharpen=1.5) > brightest() + 10
    assert means(make(original, width=300, height=300, sharpen=1.5)) == pytest.approx((20, 200), abs=4)


@pytest.mark.parametrize("place", ["bottom_right", "top_right"])
def test_a_text_watermark_stands_in_its_corner(original: Path, place: Any) -> None:
    plain = make(original, width=600, height=400)
    marked = make(
        original, width=600, height=400, watermark=WatermarkOptions(text="© M & <me>", place=place, width=0.4)
    )
    changed = (plain - marked).abs().bandmean() > 20
    columns, rows = changed.project()
    assert columns.crop(0, 0, 300, 1).max() == 0
    top, bottom = rows.crop(0, 0, 1, 200).max(), rows.crop(0, 200, 1, 200).max()
    assert (top > 0, bottom > 0) == (place == "top_right", place == "bottom_right")


def test_a_picture_watermark_is_as_strong_as_its_opacity(original: Path, tmp_path: Path) -> None:
    mark = np.zeros((50, 100, 4), np.uint8)
    mark[..., 0] = mark[..., 3] = 255
    pyvips.Image.new_from_array(mark).copy(interpretation="srgb").pngsave(str(tmp_path / "mark.png"))
    options = WatermarkOptions(picture=str(tmp_path / "mark.png"), place="centre", width=0.5, opacity=0.5)
    marked = make(original, width=600, height=400, watermark=options)
    red, green, _ = marked(200, 200)
    assert (red, green) == pytest.approx((137, 10), abs=6)


def test_another_photo_under_the_same_name_is_refused(original: Path) -> None:
    with pytest.raises(UnreadableFile, match="now a different photo"):
        finished(original, "0" * 16, PictureOptions(width=100, height=100))
    with pytest.raises(UnreadableFile, match="cannot be read"):
        finished(original.with_name("gone.jpg"), "0" * 16, PictureOptions(width=100, height=100))


def test_a_watermark_is_a_text_or_a_picture() -> None:
    assert WatermarkOptions().problems()
    assert WatermarkOptions(text="a", picture="b").problems()
    assert WatermarkOptions(picture="/nowhere.png").problems()
    assert WatermarkOptions(text="a").problems() == []
