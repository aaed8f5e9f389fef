from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from pictures import SHARP, blurred, derived, photograph
from pydantic import TypeAdapter, ValidationError

from runner.imaging.composition import negative_space
from runner.imaging.exposure import exposure
from runner.imaging.noise import noise
from runner.imaging.quality import Band, Curves, QualityOptions, Weights, quality, value
from runner.imaging.sharpness import sharpness
from runner.imaging.tiles import luma, tiles
from runner.imaging.vips import pyvips
from runner.schema import DeriveRow, QualityRow

OPTIONS = QualityOptions()
FIGURES = {
    "sharpness": 0.6,
    "brightness": 0.45,
    "shadows_clipped": 0.0,
    "highlights_clipped": 0.01,
    "contrast": 0.22,
    "tonal_range": 0.95,
    "noise": 0.6,
    "thirds": 0.5,
    "negative_space": 0.3,
}


def figures_of(image: pyvips.Image) -> DeriveRow:
    values = luma(image.numpy())
    grid = tiles(values)
    sigma = noise(values, grid)
    light = exposure(values)
    return derived(
        sharpness=sharpness(grid, sigma),
        brightness=light.brightness,
        shadows_clipped=light.shadows_clipped,
        highlights_clipped=light.highlights_clipped,
        contrast=light.contrast,
        tonal_range=light.tonal_range,
        noise=sigma,
        negative_space=negative_space(grid, sigma),
    )


def score(image: pyvips.Image) -> float:
    found = quality(figures_of(image), OPTIONS).score
    assert found is not None
    return found


def part(row: QualityRow, figure: str) -> float:
    found = next(each.score for each in row.parts if each.figure == figure)
    assert found is not None
    return found


def toned(image: pyvips.Image, gamma: float) -> pyvips.Image:
    """Darker with gamma above 1, lighter below; black and white stay."""
    return (((image / 255) ** gamma) * 255).rint().cast("uchar")


def exposed(image: pyvips.Image, stops: float) -> pyvips.Image:
    """As a camera would have taken it with more light or less, clipping what is too much."""
    light = ((image / 255) ** 2.2) * 2**stops
    return ((light > 1).ifthenelse(1, light) ** (1 / 2.2) * 255).rint().cast("uchar")


@pytest.mark.parametrize("name", [*SHARP, "stars"])
def test_growing_blur_only_lowers_the_score(name: str) -> None:
    scores = [score(blurred(photograph(name), sigma)) for sigma in (0, 1, 2, 3, 5, 8, 12)]
    assert all(sharper > softer for sharper, softer in itertools.pairwise(scores)), scores
    assert scores[0] > scores[2] + 1.5


@pytest.mark.parametrize("name", ["china", "coffee", "astronaut", "motorcycle"])
def test_a_night_scene_is_not_punished_for_being_dark(name: str) -> None:
    day, night = photograph(name), toned(photograph(name), 2.5)
    assert figures_of(night).brightness < 0.7 * figures_of(day).brightness
    assert score(night) > score(day) - 0.4


@pytest.mark.parametrize("name", ["china", "coffee", "astronaut", "motorcycle"])
def test_a_high_key_scene_is_not_punished_for_being_bright(name: str) -> None:
    plain, high_key = photograph(name), toned(photograph(name), 0.5)
    assert figures_of(high_key).brightness > figures_of(plain).brightness + 0.1
    assert score(high_key) > score(plain) - 0.4


def test_lights_in_the_dark_are_well_exposed() -> None:
    stars = quality(figures_of(photograph("stars")), OPTIONS)
    assert figures_of(photograph("stars")).brightness < 0.1
    assert part(stars, "exposure") > 5
    rows, columns = np.mgrid[0:600, 0:900]
    night = np.full((600, 900, 3), 3.0)
    for x, y, light in ((200, 300, 255), (450, 420, 220), (700, 250, 240)):
        night += light * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 40**2))[..., None]
    lamps = pyvips.Image.new_from_array(np.clip(night, 0, 255).astype(np.uint8))
    assert figures_of(lamps).shadows_clipped > 0.5
    assert part(quality(figures_of(lamps), OPTIONS), "exposure") > 6


@pytest.mark.parametrize("name", ["china", "coffee", "astronaut", "motorcycle"])
def test_a_wrong_exposure_is_punished_the_more_the_wronger_it_is(name: str) -> None:
    for direction in (-1, 1):
        stops = [0, 2, 3, 4] if direction > 0 else [0, -2, -4, -6]
        scores = [part(quality(figures_of(exposed(photograph(name), each)), OPTIONS), "exposure") for each in stops]
        assert scores[3] < scores[0] - 2, (direction, scores)
        assert scores[3] <= scores[2] <= scores[1], (direction, scores)


def test_noise_lowers_the_score() -> None:
    image = photograph("coffee")
    grain = pyvips.Image.gaussnoise(image.width, image.height, sigma=10, mean=0, seed=1)
    assert score((image + grain).rint().cast("uchar")) < score(image) - 0.3


def test_all_figures_make_the_weighted_mean() -> None:
    row = quality(derived(**FIGURES), OPTIONS)
    assert [each.figure for each in row.parts] == ["sharpness", "exposure", "contrast", "noise", "composition"]
    assert [each.weight for each in row.parts] == [0.5, 0.2, 0.12, 0.08, 0.1]
    assert row.score == pytest.approx(sum(each.weight * (each.score or 0) for each in row.parts), abs=0.02)


@pytest.mark.parametrize(
    ("missing", "part_lost"),
    [
        ("sharpness", "sharpness"),
        ("tonal_range", "exposure"),
        ("contrast", "contrast"),
        ("brightness", "contrast"),
        ("noise", "noise"),
    ],
)
def test_a_missing_figure_is_null_and_its_weight_is_shared(missing: str, part_lost: str) -> None:
    row = quality(derived(**FIGURES | {missing: None}), OPTIONS)
    weights = {each.figure: each.weight for each in row.parts}
    lost = next(each for each in row.parts if each.figure == part_lost)
    assert (lost.score, lost.weight) == (None, 0)
    assert sum(weights.values()) == pytest.approx(1, abs=0.001)
    full = {each.figure: each.weight for each in quality(derived(**FIGURES), OPTIONS).parts}
    others = [figure for figure in full if figure != part_lost]
    assert [weights[figure] / weights[others[0]] for figure in others] == pytest.approx(
        [full[figure] / full[others[0]] for figure in others], abs=0.01
    )


def test_composition_lives_on_what_it_has() -> None:
    without = quality(derived(**FIGURES | {"thirds": None}), OPTIONS)
    assert part(without, "composition") == pytest.approx(value(Curves().negative_space, 0.3))


def test_no_figure_at_all_is_no_score() -> None:
    row = quality(derived(), OPTIONS)
    assert (row.score, row.band) == (None, None)
    assert all(each.score is None and each.weight == 0 for each in row.parts)


@pytest.mark.parametrize(
    ("least", "band"),
    [(10, "Top"), (7.5, "Top"), (7.49, "Good"), (6.5, "Good"), (5.5, "Average"), (4.5, "Low"), (4.49, "Very Low")],
)
def test_bands(least: float, band: str) -> None:
    only = replace(OPTIONS, weights=Weights(sharpness=1, exposure=0, contrast=0, noise=0, composition=0))
    straight = replace(only, curves=Curves(sharpness=((0, 0), (1, 10))))
    row = quality(derived(sharpness=least / 10), straight)
    assert (row.score, row.band) == (least, band)


def test_a_curve_is_straight_between_its_points_and_level_outside() -> None:
    curve = ((0.2, 1.0), (0.4, 5.0), (1.0, 8.0))
    assert [value(curve, at) for at in (0, 0.2, 0.3, 0.4, 0.7, 1, 3)] == pytest.approx([1, 1, 3, 5, 6.5, 8, 8])


def test_no_part_of_the_sharpness_curve_is_level() -> None:
    assert all(low < high for (_, low), (_, high) in itertools.pairwise(Curves().sharpness))


def test_options_are_read_from_lists_and_checked() -> None:
    read = TypeAdapter(QualityOptions).validate_python
    changed = read({"weights": {"noise": 0.2}, "curves": {"noise": [[0, 10], [5, 0]]}})
    assert (changed.weights.noise, changed.curves.noise) == (0.2, ((0, 10), (5, 0)))
    assert changed.weights.sharpness == OPTIONS.weights.sharpness
    for wrong in ({"weights": {"noise": -1}}, {"weights": {"nose": 1}}, {"curves": {"noise": [[0, 11], [1, 0]]}}):
        with pytest.raises(ValidationError):
            read(wrong)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (QualityOptions(weights=Weights(0, 0, 0, 0, 0)), "weights"),
        (QualityOptions(curves=Curves(noise=((1, 10), (1, 0)))), "curves.noise"),
        (QualityOptions(bands=(Band("Low", 0), Band("Top", 5))), "bands"),
        (QualityOptions(bands=(Band("Top", 5),)), "bands"),
    ],
)
def test_what_types_cannot_say_is_a_problem(options: QualityOptions, says: str) -> None:
    assert [problem.partition(":")[0] for problem in options.problems()] == [says]
    assert OPTIONS.problems() == ()
