"""How one picture lies in another: rotated, mirrored, scaled or relit ones are recognised, others are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance
from skimage import data

from runner.facts import Region
from runner.imaging.turns import WAYS, Turn, between

WHOLE = Image.fromarray(data.astronaut()).crop((0, 0, 512, 400))
FACE = Region(0.34, 0.13, 0.53, 0.43)


def saved(image: Image.Image, path: Path, quality: int = 90) -> Path:
    image.save(path, quality=quality)
    return path


def made(image: Image.Image, way: Turn) -> Image.Image:
    """As Pillow turns it."""
    mirrored = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if way.mirrored else image
    return mirrored.rotate(-90 * way.quarters, expand=True)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_told_and_regions_go_with_it(tmp_path: Path, way: Turn) -> None:
    before = saved(WHOLE, tmp_path / "before.jpg")
    after = made(WHOLE, way)
    assert between(before, saved(after, tmp_path / "after.jpg", 60)) == way
    spot = Image.new("L", WHOLE.size)
    width, height = WHOLE.size
    box = (int(FACE.left * width), int(FACE.top * height), int(FACE.right * width), int(FACE.bottom * height))
    spot.paste(255, box)
    rows, columns = np.nonzero(np.asarray(made(spot, way)))
    found, size = way.region(FACE), after.size
    seen = (columns.min() / size[0], rows.min() / size[1], (columns.max() + 1) / size[0], (rows.max() + 1) / size[1])
    assert (found.left, found.top, found.right, found.bottom) == pytest.approx(seen, abs=0.01)


def test_size_light_and_grey_do_not_matter(tmp_path: Path) -> None:
    before = saved(WHOLE, tmp_path / "before.jpg")
    small = saved(WHOLE.resize((128, 100)).rotate(180), tmp_path / "small.jpg", 50)
    bright = saved(ImageEnhance.Brightness(WHOLE).enhance(1.4), tmp_path / "bright.jpg")
    grey = saved(WHOLE.convert("L").convert("RGB"), tmp_path / "grey.jpg")
    assert between(before, small) == Turn(False, 2)
    assert between(before, bright) == between(before, grey) == Turn(False, 0)


def test_another_picture_a_part_and_one_like_its_mirror_image_are_not_told(tmp_path: Path) -> None:
    before = saved(WHOLE, tmp_path / "before.jpg")
    other = saved(Image.fromarray(data.coffee()).resize(WHOLE.size), tmp_path / "other.jpg")
    part = saved(WHOLE.crop((100, 20, 412, 264)), tmp_path / "part.jpg")
    assert between(before, other) is None
    assert between(before, part) is None
    half = np.asarray(WHOLE)
    same = Image.fromarray(np.concatenate([half, half[:, ::-1]], axis=1))
    assert between(saved(same, tmp_path / "same.png"), saved(same, tmp_path / "again.png")) is None
    assert between(before, tmp_path / "gone.jpg") is None
    flat = saved(Image.new("RGB", (64, 64), "white"), tmp_path / "flat.jpg")
    assert between(flat, flat) is None
