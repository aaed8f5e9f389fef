"""Finds which photos of a set repeat each other, and which belong together as a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import polars as pl
from annotated_types import Ge, Le, MinLen

from runner.schema import Options, SimilarRow
from runner.store import evidence

if TYPE_CHECKING:
    from runner.imaging.series import Photos
    from runner.imaging.similar import Indices

Bits = Annotated[int, Ge(0), Le(32)]
Limit = tuple[Annotated[float, Ge(0)], Bits]


@dataclass(frozen=True)
class SimilarOptions(Options):
    """What counts as the same picture, and what as a series. Hashes differ in 0 to 64 bits, unrelated ones in 32."""

    # a photo is a near-duplicate of another, anywhere in the set, if at most this many bits differ; hashes with as many
    # ones as zeros differ in an even number of bits
    distance: Annotated[int, Ge(0), Le(8)] = 6
    # how many photos before it, in order of capture, a photo is compared with to find its series
    window: Annotated[int, Ge(1), Le(100)] = 8
    # (seconds, bits): photos of one series taken at most this long apart differ in at most this many bits
    limits: Annotated[tuple[Limit, ...], MinLen(1)] = ((5.0, 20), (60.0, 18), (600.0, 14), (7200.0, 10))
    # the same if a capture time is unknown: for files in one folder, by their order
    untimed: Bits = 14

    def problems(self) -> Sequence[str]:
        """Return a sentence if the limits are out of order."""
        if any(right[0] <= left[0] or right[1] > left[1] for left, right in pairwise(self.limits)):
            return ("limits: give the shortest time first; a longer one cannot allow more bits.",)
        return ()


def resemblances(known: pl.DataFrame, options: SimilarOptions) -> pl.DataFrame:
    """One row for each photo, with the columns of `SimilarRow`.

    `known` has the photos in file order: `item_id`, `source_path`, `width`, `height`, `phash`, `captured_at`,
    `utc_offset_min` and `score`. A photo that nearly repeats others is a near-duplicate of the one with the highest
    quality score, the earliest of equals; that one is not a near-duplicate itself. A photo without structure has no
    hash and resembles no other.
    """
    from runner.imaging.series import capture_order

    photos = _photos(known)
    order = capture_order(photos.seconds, photos.folders)
    columns = {**_series(known, photos, order, options), **_near_duplicates(known, photos, order, options.distance)}
    made = known.select("item_id", **columns)
    return made.select("item_id", *(pl.col(name).cast(kind) for name, kind in evidence.columns(SimilarRow).items()))


def _photos(known: pl.DataFrame) -> Photos:
    """The columns from which series are computed."""
    from runner.imaging.series import Photos, universal

    folder = pl.col("source_path").str.replace(r"[^/]*$", "").rank("dense")
    taken = pl.col("captured_at").dt.epoch("us") / 1e6
    shape = pl.col("width").cast(pl.Int64) - pl.col("height").cast(pl.Int64)
    columns = known.select(
        hashes=pl.col("phash").str.to_integer(base=16, dtype=pl.UInt64).fill_null(0),
        hashed=pl.col("phash").is_not_null(),
        seconds=taken.cast(pl.Float64).fill_null(float("nan")),
        offsets=(pl.col("utc_offset_min") * 60).cast(pl.Float64).fill_null(float("nan")),
        folders=folder.cast(pl.Int64),
        shapes=shape.sign(),
        scores=pl.col("score").fill_null(float("nan")),
    )
    arrays = {name: columns[name].to_numpy() for name in columns.columns}
    seconds = universal(arrays["seconds"], arrays.pop("offsets"), arrays["folders"])
    return Photos(**{**arrays, "seconds": seconds})


def _series(known: pl.DataFrame, photos: Photos, order: Indices, options: SimilarOptions) -> dict[str, pl.Series]:
    from runner.imaging.series import Reach, best, series

    places = series(photos, order, Reach(options.window, options.limits, options.untimed))
    alone = pl.Series(places.count == 1)
    return {
        "series": _unless(alone, known["item_id"].gather(places.first)),
        "position": _unless(alone, pl.Series(places.place)),
        "count": pl.Series(places.count),
        "best": pl.Series(best(places, order, photos.scores)),
    }


def _near_duplicates(known: pl.DataFrame, photos: Photos, order: Indices, distance: int) -> dict[str, pl.Series]:
    from runner.imaging.series import by_worth
    from runner.imaging.similar import differing_bits, originals

    ranked = by_worth(order, photos.scores)
    chosen = originals(photos.hashes, ranked[photos.hashed[ranked]], distance)
    itself = known["item_id"] == known["item_id"].gather(chosen)
    return {
        "near_duplicate_of": _unless(itself, known["item_id"].gather(chosen)),
        "distance": _unless(itself, pl.Series(differing_bits(photos.hashes, photos.hashes[chosen]))),
    }


def _unless(condition: pl.Series, values: pl.Series) -> pl.Series:
    return values.set(condition, None)
