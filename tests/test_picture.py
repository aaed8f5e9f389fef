"""Colours are converted when a picture is looked at."""

from __future__ import annotations

import numpy as np
import pytest

from runner.picture import Picture
from runner.pixels import Pixels


class Inverted:
    """A conversion of colours, and how many pixels it was asked for."""

    def __init__(self) -> None:
        self.pixels: list[int] = []

    def __call__(self, stored: Pixels) -> Pixels:
        self.pixels.append(stored.shape[0] * stored.shape[1])
        return 255 - stored


@pytest.fixture
def stored() -> Pixels:
    return np.random.default_rng(3).integers(0, 256, (1100, 1700, 3), np.uint8)


@pytest.mark.parametrize(
    "part",
    [
        (slice(0, 1), slice(0, 1)),
        (slice(200, 300), slice(250, 800)),
        (slice(1000, 5000), slice(1699, None)),
        (slice(None), slice(None)),
        (slice(40, 40), slice(3, 90)),
    ],
)
def test_a_part_is_that_of_the_converted_picture(stored: Pixels, part: tuple[slice, slice]) -> None:
    assert np.array_equal(Picture(stored, Inverted())[part], 255 - stored[part])
    assert np.array_equal(Picture(stored)[part], stored[part])


def test_what_is_not_looked_at_is_not_converted(stored: Pixels) -> None:
    inverted = Inverted()
    picture = Picture(stored, inverted)
    assert inverted.pixels == []
    for _ in range(3):
        picture[320:384, 640:704]
    assert inverted.pixels == [64 * 64]
    picture[330:384, 640:710]
    assert inverted.pixels == [64 * 64] * 2


def test_parts_that_are_made_ready_are_converted_at_once(stored: Pixels) -> None:
    inverted = Inverted()
    picture = Picture(stored, inverted)
    parts = [(slice(10, 20), slice(10, 20)), (slice(600, 700), slice(900, 1000)), (slice(15, 30), slice(1650, 1700))]
    picture.ready(parts)
    assert len(inverted.pixels) == 1
    for part in parts:
        assert np.array_equal(picture[part], 255 - stored[part])
    assert len(inverted.pixels) == 1


def test_of_a_smaller_picture_only_its_own_pixels_are_converted(stored: Pixels) -> None:
    inverted = Inverted()
    picture = Picture(stored, inverted)
    smaller = picture.in_srgb(picture.stored[::10, ::10])
    assert np.array_equal(smaller, 255 - stored[::10, ::10])
    assert inverted.pixels == [110 * 170]
    assert np.array_equal(Picture(stored, inverted).whole(), 255 - stored)
    assert Picture(stored).whole() is stored


def test_nobody_changes_what_others_are_shown(stored: Pixels) -> None:
    with pytest.raises(ValueError, match="read-only"):
        Picture(stored, Inverted())[0:4, 0:4][:] = 0
