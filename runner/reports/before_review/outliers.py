"""Finds photos that differ from their set in size, brightness, colour or sharpness.

The measure is the modified z-score 0.6745 (x - median) / MAD, where MAD is the median absolute deviation from the
median; beyond 3.5 a value is an outlier (B. Iglewicz and D. Hoaglin, "How to Detect and Handle Outliers", ASQC 1993).
Where more than half of the values are equal, the MAD is 0, and (x - median) / (1.253314 MeanAD) takes its place, with
the mean absolute deviation (IBM SPSS Statistics Algorithms, "Modified z score").
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from runner.imaging.colours import oklab
from runner.reports import tables
from runner.reports.before_review.counts import FIGURES
from runner.reports.tables import Evidence
from runner.schema import DeriveRow

LIMIT = 3.5
"""Modified z-score beyond which a value is an outlier."""

FEWEST = 10
"""With fewer values there are no outliers: it cannot be said what is usual."""

_LEAST = {"size": math.log(1.5), "brightness": 0.1, "colour": 0.03, "sharpness": 0.05}
"""Smallest visible distance from the median. In a nearly uniform set, tiny differences have high scores too."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """One photo that differs from its set in one figure."""

    item_id: str
    figure: str  # one of FIGURES
    value: float  # of the photo: megapixels, mean luma from 0 to 1, distance in OKLab, sharpness from 0 to 1
    usual: float  # the set's median of the same
    z: float  # modified z-score, negative below the median


def outliers(evidence: Evidence) -> tuple[Outlier, ...]:
    """Return every outlier of the set, the most extreme first."""
    measured = tables.newest(evidence, DeriveRow, "width", "height", "brightness", "sharpness", "colours")
    shown = measured.select(
        "item_id", "brightness", "sharpness", _colour(measured), size=pl.col("width") * pl.col("height") / 1e6
    )
    found = [each for figure in FIGURES for each in _beyond(shown.select("item_id", value=figure), figure)]
    return tuple(sorted(found, key=lambda each: (-abs(each.z), each.item_id, each.figure)))


def modified_z(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the modified z-score of each value; 0 for all if all are equal."""
    away = values - np.median(values)
    mad, mean = np.median(np.abs(away)), np.mean(np.abs(away))
    if not mean:
        return np.zeros_like(away)
    made: npt.NDArray[np.float64] = away / (mad / 0.6745 if mad else 1.253314 * mean)
    return made


def _beyond(values: pl.DataFrame, figure: str) -> list[Outlier]:
    known = values.drop_nulls()
    if known.height < FEWEST:
        return []
    scale = known["value"].log() if figure == "size" else known["value"]
    scored = known.with_columns(z=pl.Series(modified_z(scale.to_numpy())), usual=pl.col("value").median())
    seen = (scale - scale.median()).abs() >= _LEAST[figure]
    # A photo cannot be too close to the usual colour.
    far = seen & (scored["z"] > LIMIT if figure == "colour" else scored["z"].abs() > LIMIT)
    names = ("item_id", "value", "usual", "z")
    return [Outlier(figure=figure, **row) for row in scored.filter(far).select(names).iter_rows(named=True)]


def _colour(measured: pl.DataFrame) -> pl.Series:
    """Distance of each photo's mean colour from the set's median, in the a and b of OKLab; lightness does not count."""
    every = measured.with_row_index("photo").select("photo", "colours").explode("colours").drop_nulls()
    parts = every.unnest("colours")
    packed = parts["hex"].str.strip_prefix("#").str.to_integer(base=16).to_numpy()
    axes = oklab(np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=1))[:, 1:]
    weighted = parts.select("photo", "share", a=axes[:, 0] * parts["share"], b=axes[:, 1] * parts["share"])
    sums = weighted.group_by("photo", maintain_order=True).sum()
    means = sums.select("photo", a=pl.col("a") / pl.col("share"), b=pl.col("b") / pl.col("share"))
    away = ((pl.col("a") - pl.col("a").median()) ** 2 + (pl.col("b") - pl.col("b").median()) ** 2).sqrt()
    photos = pl.DataFrame({"photo": pl.int_range(measured.height, dtype=pl.UInt32, eager=True)})
    return photos.join(means.select("photo", colour=away), on="photo", how="left", maintain_order="left")["colour"]
