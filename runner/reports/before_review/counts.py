"""The numbers of the report before review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

FIGURES = ("size", "brightness", "colour", "sharpness")
"""How photos can differ from their set: megapixels, mean luma, distance from the set's usual colour, edge width."""

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
"""Names of the numbers in run.json. Numbers of figures and rules are named after them."""

_PICKS = {"kept": "picked", "dropped": "dropped", "whole": "kept_whole"}
"""The same for picks, which a run need not have."""


@dataclass(frozen=True, slots=True)
class PickCounts:
    """The numbers of picks."""

    kept: int  # photos
    dropped: int  # photos
    whole: int  # frames of sequences that are kept whole


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the report before review."""

    suspicious: int  # photos that passed the gate, with reasons for doubt
    near_photos: int  # photos that are nearly the same as a better one
    near_groups: int  # groups of such photos
    texts: dict[str, int]  # photos by rule of duplicate texts, the most frequent first
    series: int
    in_series: int  # photos in them
    outliers: dict[str, int]  # photos by figure, zeros included
    sample: int  # photos drawn at random for a person to look at
    tried_again: int  # photos whose texts were repaired or written again
    mendings: int  # corrections without a model
    generations: int  # times that the captioner was asked again
    won: int  # attempts of either kind from which a text was accepted
    picks: PickCounts | None  # None if the run has no picks

    def for_file(self) -> dict[str, int]:
        """Return the numbers as run.json stores them."""
        return {
            **{name: int(getattr(self, own)) for own, name in _NAMES.items()},
            **{f"{figure}_outliers": number for figure, number in self.outliers.items()},
            **{f"{rule}_photos": number for rule, number in self.texts.items()},
            **({name: int(getattr(self.picks, own)) for own, name in _PICKS.items()} if self.picks else {}),
        }

    @classmethod
    def of_file(cls, kept: Mapping[str, int]) -> Self:
        """Read what `for_file` returned. Raises KeyError if a number is missing."""
        figures = {f"{figure}_outliers": figure for figure in FIGURES}
        fixed = {*figures, *_NAMES.values(), *_PICKS.values()}
        picked = {own: kept[name] for own, name in _PICKS.items()} if _PICKS["kept"] in kept else None
        return cls(
            **{own: kept[name] for own, name in _NAMES.items()},
            outliers={figure: kept[name] for name, figure in figures.items()},
            texts={name.removesuffix("_photos"): number for name, number in kept.items() if name not in fixed},
            picks=PickCounts(**picked) if picked else None,
        )
