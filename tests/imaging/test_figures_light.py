from __future__ import annotations

import numpy as np
import pytest
from pictures import SHARP, blurred, luma_of, noisy, photograph, rounded

from runner.imaging.exposure import exposure
from runner.imaging.noise import noise
from runner.imaging.tiles import Pixels, luma, tiles


def estimate(values: Pixels) -> float | None:
    return noise(values, tiles(values))


@pytest.mark.parametrize("sigma", [1, 2, 4, 8])
@pytest.mark.parametrize("name", ["china", "flower", "rocket", "coffee", "cat", "motorcycle"])
def test_added_noise_is_found_again(name: str, sigma: float) -> None:
    smooth = rounded(luma_of(blurred(photograph(name), 2)) * 0.8 + 25.0)
    assert estimate(noisy(smooth, sigma)) == pytest.approx(sigma, rel=0.15)


@pytest.mark.parametrize("name", ["china", "flower", "rocket", "coffee", "cat", "astronaut", "motorcycle"])
def test_detail_does_not_pass_for_noise(name: str) -> None:
    values = luma_of(photograph(name))
    found = estimate(values)
    assert found is not None
    assert found < 1.2


def test_clipped_tiles_tell_nothing_of_noise() -> None:
    half_black = noisy(np.full((256, 256), 120, np.uint8), 4)
    half_black[:128] = 0
    assert estimate(half_black) == pytest.approx(4, rel=0.15)
    assert estimate(np.zeros((256, 256), np.uint8)) is None
    assert estimate(np.full((16, 16), 120, np.uint8)) is None


def test_exposure_of_a_known_histogram() -> None:
    values = np.repeat(np.array([0, 51, 102, 255], np.uint8), (20, 50, 20, 10)).reshape(10, 10)
    light = exposure(values)
    levels = np.repeat([0, 0.2, 0.4, 1.0], (20, 50, 20, 10))
    assert light.brightness == pytest.approx(levels.mean())
    assert light.contrast == pytest.approx(levels.std())
    assert (light.shadows_clipped, light.highlights_clipped) == pytest.approx((0.2, 0.1))
    assert light.tonal_range == 1


def test_tonal_range_leaves_single_pixels_aside() -> None:
    values = np.tile(np.linspace(80, 130, 100).round().astype(np.uint8), (100, 1))
    values[0, :20], values[1, :20] = 0, 255
    assert exposure(values).tonal_range == pytest.approx(50 / 255, abs=0.01)


@pytest.mark.parametrize("name", SHARP)
def test_tonal_range_of_a_real_photo_shrinks_with_its_light(name: str) -> None:
    values = luma_of(photograph(name)).astype(float)
    ranges = [exposure(rounded(values * light)).tonal_range for light in (1, 0.5, 0.25, 0.1)]
    assert sorted(ranges, reverse=True) == ranges
    assert ranges[0] > 5 * ranges[3]


def test_luma_weighs_colours_as_bt_709() -> None:
    pure = np.eye(3, dtype=np.uint8)[None] * 255
    assert luma(pure.astype(np.uint8)).tolist() == [[54, 182, 18]]
    grey = np.full((1, 1, 3), 77, np.uint8)
    assert luma(grey).tolist() == [[77]]
