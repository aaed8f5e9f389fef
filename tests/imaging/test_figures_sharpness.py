from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from pictures import SHARP, blurred, large, luma_of, noisy, photograph, rounded

from runner.imaging.noise import noise
from runner.imaging.sharpness import as_scaled, sharpness
from runner.imaging.tiles import Pixels, tiles

SIGMAS = (0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16)


def measure(values: Pixels) -> float:
    grid = tiles(values)
    measured = sharpness(grid, noise(values, grid))
    assert measured is not None
    return measured


def step_edge(sigma: float) -> float:
    """Slope of a unit step edge blurred by a Gaussian of `sigma` pixels: (box ∗ box ∗ Gaussian)(0), in closed form."""
    if sigma == 0:
        return 1.0
    within = math.erf(1 / (sigma * math.sqrt(2)))
    return within - 2 * sigma * (1 - math.exp(-0.5 / sigma**2)) / math.sqrt(2 * math.pi)


@pytest.mark.parametrize("name", SHARP)
def test_every_further_blur_lowers_it_and_none_saturates(name: str) -> None:
    measured = [measure(luma_of(blurred(photograph(name), sigma))) for sigma in SIGMAS]
    assert all(sharper > softer for sharper, softer in itertools.pairwise(measured)), measured
    assert measured[0] < 1
    assert measured[-1] > 0


@pytest.mark.parametrize("name", SHARP)
def test_a_known_blur_measures_what_theory_says_whatever_the_picture_shows(name: str) -> None:
    for sigma in (1, 2, 4, 8):
        ratio = measure(luma_of(blurred(photograph(name), sigma))) / step_edge(sigma)
        assert 0.6 < ratio < 1.5, (sigma, ratio)


def test_a_step_edge_measures_exactly_its_slope() -> None:
    edge = np.zeros((256, 256))
    edge[:, 112:] = 200
    assert measure(rounded(edge)) == pytest.approx(step_edge(0), abs=0.03)
    ramp = np.clip((np.arange(256) - 108) / 8, 0, 1) * 200
    assert measure(rounded(np.tile(ramp, (256, 1)))) == pytest.approx(1 / 8, abs=0.01)


def test_slope_of_a_step_edge_agrees_with_a_sampled_one() -> None:
    fine = 1000
    position = (np.arange(-20 * fine, 20 * fine) + 0.5) / fine
    for sigma in (0.5, 1.0, 2.0):
        kernel = np.exp(-0.5 * (position / sigma) ** 2)
        edge = np.cumsum(kernel) / kernel.sum()
        left, right = edge[19 * fine : 20 * fine].mean(), edge[20 * fine : 21 * fine].mean()
        assert step_edge(sigma) == pytest.approx(right - left, abs=1e-4)


@pytest.mark.parametrize("name", ["china", "coffee", "motorcycle"])
def test_dark_and_pale_versions_are_as_sharp(name: str) -> None:
    values = luma_of(photograph(name)).astype(float)
    plain = measure(rounded(values))
    assert measure(rounded(values * 0.3)) == pytest.approx(plain, abs=0.06)
    assert measure(rounded(255 - (255 - values) * 0.3)) == pytest.approx(plain, abs=0.06)


@pytest.mark.parametrize("name", ["china", "flower", "coffee", "astronaut", "motorcycle"])
def test_noise_does_not_pass_for_sharpness(name: str) -> None:
    soft = luma_of(blurred(photograph(name), 4))
    sharp = luma_of(photograph(name))
    assert measure(noisy(soft, 3)) < measure(soft) + 0.05
    assert measure(noisy(soft, 8)) < measure(noisy(sharp, 8)) / 2


def test_a_sharp_subject_before_a_blurred_background_is_sharp() -> None:
    sharp, soft = photograph("coffee"), blurred(photograph("coffee"), 6)
    subject = soft.insert(sharp.crop(200, 120, 200, 160), 200, 120)
    assert measure(luma_of(subject)) > 0.7 * measure(luma_of(sharp))
    assert measure(luma_of(subject)) > 4 * measure(luma_of(soft))


def test_scaling_down_is_foreseen() -> None:
    for name, sigma in itertools.product(("china", "coffee", "motorcycle"), (2, 3, 5)):
        full = blurred(large(name), sigma)
        foreseen = as_scaled(measure(luma_of(full)), 1024 / 3000)
        assert foreseen == pytest.approx(measure(luma_of(full.resize(1024 / 3000))), abs=0.12)


def test_nothing_to_measure_is_none() -> None:
    assert sharpness(tiles(np.full((256, 256), 130, np.uint8)), 0.0) is None
    assert sharpness(tiles(np.zeros((20, 20), np.uint8)), None) is None
    assert sharpness(tiles(noisy(np.full((256, 256), 130, np.uint8), 5)), 5.0) is None
