from __future__ import annotations

import itertools

import numpy as np
import pytest
from pictures import SHARP, blurred, photograph

from runner.imaging.phash import phash
from runner.imaging.tiles import luma
from runner.imaging.vips import pyvips


def hashed(image: pyvips.Image) -> int:
    small = image.resize(32 / image.width, vscale=32 / image.height)
    found = phash(luma(small.numpy()).astype(float))
    assert found is not None
    assert len(found) == 16
    return int(found, 16)


def distance(one: pyvips.Image, other: pyvips.Image) -> int:
    return (hashed(one) ^ hashed(other)).bit_count()


@pytest.mark.parametrize("name", SHARP)
def test_what_looks_the_same_is_near(name: str) -> None:
    photo = photograph(name)
    encoded = pyvips.Image.new_from_buffer(photo.jpegsave_buffer(Q=40), "")
    assert distance(photo, encoded) <= 4
    assert distance(photo, photo.resize(0.4)) <= 4
    assert distance(photo, blurred(photo, 2)) <= 4
    assert distance(photo, (photo * 0.85 + 15).cast("uchar")) <= 4


def test_what_looks_different_is_far() -> None:
    photos = [photograph(name) for name in SHARP]
    assert all(distance(one, other) >= 16 for one, other in itertools.combinations(photos, 2))
    assert all(distance(photo, photo.fliphor()) >= 16 for photo in photos)


def test_half_of_the_bits_are_set() -> None:
    assert all(hashed(photograph(name)).bit_count() == 32 for name in SHARP)


def test_a_picture_without_structure_has_none() -> None:
    assert phash(np.full((32, 32), 200.0)) is None
    assert phash(200 + np.random.default_rng(3).normal(0, 0.1, (32, 32))) is None


def test_coefficients_are_those_of_the_cosine_transform() -> None:
    rows, columns = np.mgrid[0:32, 0:32]
    wave = np.cos(np.pi * (2 * rows + 1) * 2 / 64) * np.cos(np.pi * (2 * columns + 1) * 3 / 64)
    grain = np.random.default_rng(5).normal(0, 1, (32, 32))
    alone, without = phash(128 + 100 * wave + grain), phash(128 - 100 * wave + grain)
    assert alone is not None
    assert without is not None
    differ = int(alone, 16) ^ int(without, 16)
    bit = 63 - (8 * (2 - 1) + (3 - 1))
    assert int(alone, 16) >> bit & 1 == 1
    assert int(without, 16) >> bit & 1 == 0
    assert differ >> bit & 1 == 1
