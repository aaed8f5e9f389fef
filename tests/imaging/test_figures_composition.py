from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from pictures import blurred, luma_of, photograph

from runner.imaging.composition import negative_space, thirds
from runner.imaging.noise import noise
from runner.imaging.tiles import Pixels, tiles


def empty_share(values: Pixels) -> float | None:
    grid = tiles(values)
    return negative_space(grid, noise(values, grid))


def spot(x: float, y: float) -> npt.NDArray[np.float64]:
    rows, columns = (np.mgrid[0:64, 0:64] + 0.5) / 64
    return 120 + 100 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 0.03**2))


def test_a_subject_on_a_point_of_the_thirds_scores_higher_than_elsewhere() -> None:
    on_points = [thirds(spot(x, y)) for x in (1 / 3, 2 / 3) for y in (1 / 3, 2 / 3)]
    elsewhere = [thirds(spot(x, y)) for x, y in ((0.5, 0.5), (0.08, 0.08), (0.5, 0.95))]
    assert min(on_points) > 0.85
    assert min(on_points) > 1.5 * max(elsewhere)
    assert on_points == pytest.approx([on_points[0]] * 4, abs=0.02)


def test_mirroring_does_not_change_it() -> None:
    small = photograph("coffee").resize(64 / 600, vscale=64 / 400)
    values = luma_of(small).astype(float)
    assert thirds(values) == pytest.approx(thirds(values[:, ::-1]), abs=0.02)
    assert thirds(values) == pytest.approx(thirds(values[::-1]), abs=0.02)


def test_nothing_that_stands_out_is_none() -> None:
    assert thirds(np.full((64, 64), 100.0)) is None
    gravel = photograph("gravel").resize(64 / 512)
    assert thirds(luma_of(gravel).astype(float)) is None


def test_negative_space_is_the_share_without_detail() -> None:
    values = luma_of(photograph("gravel"))
    assert empty_share(values) < 0.02
    half = values.copy()
    half[:256] = 128
    assert empty_share(half) == pytest.approx(0.5, abs=0.02)


def test_soft_backgrounds_and_shading_are_negative_space() -> None:
    sharp, soft = photograph("coffee"), blurred(photograph("coffee"), 12)
    subject = soft.insert(sharp.crop(200, 120, 192, 160), 200, 120)
    assert empty_share(luma_of(soft)) > 0.8
    assert 0.6 < empty_share(luma_of(subject)) < 0.9
    shading = np.tile(np.linspace(20, 235, 512).astype(np.uint8), (512, 1))
    assert empty_share(shading) == 1


def test_a_picture_smaller_than_a_tile_has_no_negative_space() -> None:
    assert empty_share(np.zeros((16, 16), np.uint8)) is None
