"""What a person should know before reviewing a set, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

FIGURES = ("size", "brightness", "colour", "sharpness")
"""By what photos stand out of their set: megapixels, mean luma, distance from the set's usual colour, edge width."""

_NAMES = {
    "suspicious": "suspicious_photos",
    "near_photos": "near_duplicate_photos",
    "near_groups": "near_duplicate_groups",
    "series": "series",
    "in_series": "photos_in_series",
    "sample": "sample_photos",
    "tried_again": "photos_tried_again",
    "mendings": "mendings",
    "generations": "generations_again",
    "won": "attempts_taken_over",
}
"""What the numbers are called in run.json. Those of figures and rules are called by their names."""

_PICKS = {"kept": "picked", "dropped": "dropped", "whole": "kept_whole"}
"""The same of picks, which a run need not have."""


@dataclass(frozen=True, slots=True)
class PickCounts:
    """What was picked, in numbers."""

    kept: int  # photos
    dropped: int  # photos
    whole: int  # frames of sequences that are kept whole


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the report before review."""

    suspicious: int  # photos that came through, with reasons for doubt
    near_photos: int  # that are nearly the same as a better one
    near_groups: int  # of them
    texts: dict[str, int]  # photos by rule of duplicate texts, the most frequent first
    series: int
    in_series: int  # photos in them
    outliers: dict[str, int]  # photos by figure, zeros included
    sample: int  # photos that are drawn to look at
    tried_again: int  # photos whose texts were
    mendings: int  # corrections without a model
    generations: int  # times that the captioner was asked again
    won: int  # attempts of either kind of which a text was accepted
    picks: PickCounts | None  # null where nothing was asked for

    def for_file(self) -> dict[str, int]:
        """As run.json keeps it."""
        return {
            **{name: int(getattr(self, own)) for own, name in _NAMES.items()},
            **{f"{figure}_outliers": number for figure, number in self.outliers.items()},
            **{f"{rule}_photos": number for rule, number in self.texts.items()},
            **({name: int(getattr(self.picks, own)) for own, name in _PICKS.items()} if self.picks else {}),
        }

    @classmethod
    def of_file(cls, kept: Mapping[str, int]) -> Self:
        """What `for_file` made. KeyError where a number is missing."""
        figures = {f"{figure}_outliers": figure for figure in FIGURES}
        fixed = {*figures, *_NAMES.values(), *_PICKS.values()}
        picked = {own: kept[name] for own, name in _PICKS.items()} if _PICKS["kept"] in kept else None
        return cls(
            **{own: kept[name] for own, name in _NAMES.items()},
            outliers={figure: kept[name] for name, figure in figures.items()},
            texts={name.removesuffix("_photos"): number for name, number in kept.items() if name not in fixed},
            picks=PickCounts(**picked) if picked else None,
        )
