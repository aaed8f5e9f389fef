"""Technical quality: a score from 0 to 10 and a band, from the figures that exist."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from runner.schema import DeriveRow, Options, QualityPart, QualityRow

Point = tuple[float, Annotated[float, Ge(0), Le(10)]]
Curve = Annotated[tuple[Point, ...], MinLen(2)]
"""Points (figure, score) joined by straight lines; constant before the first and after the last."""

Weight = Annotated[float, Ge(0)]


@dataclass(frozen=True)
class Weights(Options):
    """How much each figure counts. Weights are divided by the sum of those whose figure exists."""

    sharpness: Weight = 0.50
    exposure: Weight = 0.20
    contrast: Weight = 0.12
    noise: Weight = 0.08
    composition: Weight = 0.10


@dataclass(frozen=True)
class Curves(Options):
    """Score of each figure. An ordinary photo without faults should come out as Good, the second band."""

    # reciprocal edge width at 1024 pixels; rises all the way, because less blur is always better
    sharpness: Curve = (
        (0.0, 0.0),
        (0.1, 1.0),
        (0.2, 2.5),
        (0.35, 4.5),
        (0.5, 6.0),
        (0.65, 7.5),
        (0.8, 9.0),
        (1.0, 10.0),
    )
    # tonal range used, 0 to 1
    tonal_range: Curve = ((0.0, 0.0), (0.3, 2.5), (0.5, 5.0), (0.7, 7.0), (0.9, 8.0), (1.0, 9.0))
    # share of highlights clipped: points subtracted from the tonal range's score
    highlights_lost: Curve = ((0.02, 0.0), (0.10, 1.0), (0.30, 2.5), (0.60, 4.0))
    # share of shadows clipped: points subtracted from the tonal range's score; a night sky may be black
    shadows_lost: Curve = ((0.50, 0.0), (0.95, 2.0))
    # fraction of the greatest contrast that is possible at the picture's brightness, 0 to 1
    contrast: Curve = ((0.0, 0.0), (0.2, 3.5), (0.4, 6.5), (0.6, 8.5), (0.8, 10.0))
    # sigma in luma steps, at 1024 pixels
    noise: Curve = ((0.0, 10.0), (0.5, 8.5), (1.0, 7.5), (3.0, 5.0), (6.0, 2.5), (12.0, 0.0))
    # nearness of detail to the points of the rule of thirds, 0 to 1
    thirds: Curve = ((0.2, 2.0), (0.45, 6.0), (0.6, 8.5), (0.8, 10.0))
    # fraction of the picture without detail, 0 to 1
    negative_space: Curve = ((0.0, 5.0), (0.2, 7.5), (0.6, 7.5), (0.9, 4.0), (1.0, 0.0))


@dataclass(frozen=True)
class Band(Options):
    """A name for scores from `least` up."""

    name: Annotated[str, MinLen(1)]
    least: Annotated[float, Ge(0), Le(10)]


_BANDS = (Band("Top", 7.5), Band("Good", 6.5), Band("Average", 5.5), Band("Low", 4.5), Band("Very Low", 0.0))


@dataclass(frozen=True)
class QualityOptions(Options):
    """How figures become a score, and a score becomes a band."""

    weights: Weights = Weights()
    curves: Curves = Curves()
    # best first; the last begins at 0
    bands: Annotated[tuple[Band, ...], MinLen(1)] = _BANDS

    def problems(self) -> Sequence[str]:
        """Return a sentence for each curve that runs backwards, for bands out of order, and if all weights are 0."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[str]:
        for curve in fields(self.curves):
            if any(right[0] <= left[0] for left, right in pairwise(getattr(self.curves, curve.name))):
                yield f"curves.{curve.name}: each point's figure must be larger than the one before."
        if not any(getattr(self.weights, weight.name) for weight in fields(self.weights)):
            yield "weights: all are 0; give at least one figure a weight."
        if self.bands[-1].least != 0 or any(right.least >= left.least for left, right in pairwise(self.bands)):
            yield "bands: list the best first, each beginning lower than the one before and the last at 0."


def quality(figures: DeriveRow, options: QualityOptions) -> QualityRow:
    """The score, its band, and each figure's part in it. A missing figure is null and its weight goes to the rest."""
    scores = _scores(figures, options.curves)
    weights = {name: getattr(options.weights, name) if score is not None else 0.0 for name, score in scores.items()}
    total = sum(weights.values())
    parts = tuple(
        QualityPart(name, _rounded(score), round(weights[name] / total, 4) if total else 0.0)
        for name, score in scores.items()
    )
    if not total:
        return QualityRow(None, None, parts)
    score = sum(weights[name] * (each or 0.0) for name, each in scores.items()) / total
    return QualityRow(round(score, 2), _band(round(score, 2), options.bands), parts)


def value(curve: Curve, figure: float) -> float:
    """The value of the curve at `figure`."""
    for (left, low), (right, high) in pairwise(curve):
        if figure <= right:
            return low + (high - low) * (max(figure, left) - left) / (right - left)
    return curve[-1][1]


def _scores(figures: DeriveRow, curves: Curves) -> dict[str, float | None]:
    return {
        "sharpness": _scored(curves.sharpness, figures.sharpness),
        "exposure": _exposure(figures, curves),
        "contrast": _scored(curves.contrast, _relative_contrast(figures)),
        "noise": _scored(curves.noise, figures.noise),
        "composition": _composition(figures, curves),
    }


def _exposure(figures: DeriveRow, curves: Curves) -> float | None:
    """Use of the tonal range, minus what is clipped. How bright the picture is does not count."""
    if figures.tonal_range is None:
        return None
    used = value(curves.tonal_range, figures.tonal_range)
    lost = value(curves.highlights_lost, figures.highlights_clipped or 0.0)
    return max(0.0, used - lost - value(curves.shadows_lost, figures.shadows_clipped or 0.0))


def _relative_contrast(figures: DeriveRow) -> float | None:
    """Contrast relative to the greatest that is possible at this brightness, so that night and snow are judged alike.

    R. Bhatia and C. Davis, "A Better Bound on the Variance", American Mathematical Monthly 107(4), 2000: within 0 and
    1, the variance at mean m is at most m(1 − m).
    """
    if figures.contrast is None or figures.brightness is None:
        return None
    greatest = math.sqrt(figures.brightness * (1 - figures.brightness))
    return figures.contrast / greatest if greatest else 0.0


def _composition(figures: DeriveRow, curves: Curves) -> float | None:
    """Mean of the scores for thirds and for negative space, as far as they exist."""
    both = (_scored(curves.thirds, figures.thirds), _scored(curves.negative_space, figures.negative_space))
    exist = [score for score in both if score is not None]
    return sum(exist) / len(exist) if exist else None


def _scored(curve: Curve, figure: float | None) -> float | None:
    return None if figure is None else value(curve, figure)


def _band(score: float, bands: tuple[Band, ...]) -> str:
    return next(band.name for band in bands if score >= band.least)


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 2)
