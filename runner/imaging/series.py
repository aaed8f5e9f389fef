"""Series: photos taken one after another of the same thing.

Photos are sorted by the time at which they were taken, and each is compared with the few before it. It joins the one
whose perceptual hash differs in the fewest bits, if those are no more than the time between the two allows: a burst may
move between frames, a photo taken an hour later has to look the same. So the pictures decide, and time and order only
say how similar they have to be; with a sum of weights, order, time and orientation alone could outvote the pictures. As
each photo joins only one other, two series never merge because one photo resembles both.

Calibration. Hashes of different photos differ in 32 bits of 64 on average, with a standard deviation of 4.2: of 525
pairs of photos by many cameras none differed in fewer than 20 bits, 1 % in 20, 6 % in 24 or fewer. The same photo
shifted by 1 %, 2 % and 5 % of its width and height differs in 5, 9 and 21 bits in the median, rotated by 1°, 2° and 4°
in 6, 12 and 20, and with 5 %, 10 % and 20 % cut off in 8, 14 and 22.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from runner.imaging.similar import BITS, Hashes, Indices, differing_bits

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_NEVER = -1
_HOUR_S, _LONGEST_GAP_S = 3600.0, 600.0
"""Seconds that clocks are put back at the end of summer time, and the longest gap between two photos around it."""


@dataclass(frozen=True, slots=True)
class Photos:
    """A set's photos in file order, one array per column."""

    hashes: Hashes  # perceptual hashes; meaningless where `hashed` is False
    hashed: Flags  # whether the photo has one
    seconds: Numbers  # capture time in seconds since any fixed moment; NaN if unknown
    folders: Indices  # a number for the folder of the file
    shapes: Indices  # -1 portrait, 0 square, 1 landscape
    scores: Numbers  # quality; NaN if unknown

    def take(self, order: Indices) -> Photos:
        """The same photos in another order."""
        return Photos(*(getattr(self, column.name)[order] for column in fields(self)))


@dataclass(frozen=True, slots=True)
class Reach:
    """How much two photos of one series may differ."""

    window: int  # how many photos before it a photo is compared with
    limits: tuple[tuple[float, int], ...]  # photos at most (seconds) apart may differ in (bits)
    untimed: int  # differing bits if a capture time is unknown; both files must be in one folder


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each photo in its series; arrays in the order of the photos given."""

    first: Indices  # position of the first photo of its series; its own if it is alone
    place: Indices  # 1-based, in order of capture
    count: Indices  # photos in the series, 1 for a photo alone


def series(photos: Photos, order: Indices, reach: Reach) -> Places:
    """Group photos into series. `order` comes from `capture_order`; the time taken is linear in photos and window."""
    roots = _roots(_joined(photos.take(order), reach))
    counts = np.bincount(roots, minlength=roots.size)
    places = Places(np.empty_like(order), np.empty_like(order), np.empty_like(order))
    places.first[order] = order[roots]
    places.place[order] = _ranks(roots)
    places.count[order] = counts[roots]
    return places


def universal(local: Numbers, offsets: Numbers, folders: Indices) -> Numbers:
    """Capture times that can be compared: local times minus their offset from UTC, all in seconds.

    Arrays are in file order; NaN is unknown. A photo without an offset gets that of the photo before it in its folder,
    else of the first after it, else the most frequent one. In a folder without any offsets, the order of the files
    tells when the clock was put back.
    """
    known = ~np.isnan(offsets)
    if not known.any():
        return _without_steps_back(local, folders)
    values, counts = np.unique(offsets[known], return_counts=True)
    by_folder = np.lexsort((np.arange(local.size), folders))
    assumed = np.empty_like(offsets)
    assumed[by_folder] = _carried(offsets[by_folder], folders[by_folder])
    usual = values[np.argmax(counts)]
    silent = np.isinf(assumed)
    corrected = np.where(silent, _without_steps_back(local, folders), local)
    return corrected - np.where(silent, usual, assumed)


def _without_steps_back(local: Numbers, folders: Indices) -> Numbers:
    """Times with an hour added after a file where the clock was put back, in folders otherwise in order of capture."""
    order = np.lexsort((np.arange(local.size), folders))
    order = order[~np.isnan(local[order])]
    times, owners = local[order], folders[order]
    steps = np.diff(times, prepend=times[:1])
    steps[1:][owners[1:] != owners[:-1]] = 0.0
    back = (steps <= _LONGEST_GAP_S - _HOUR_S) & (steps >= -_HOUR_S)
    unordered = np.unique(owners[(steps < 0) & ~back])
    shifted = np.where(back & ~np.isin(owners, unordered), _HOUR_S, 0.0)
    total = np.cumsum(shifted)
    before = np.maximum.accumulate(np.where(_starts(owners), total - shifted, 0.0)) if total.size else total
    corrected = local.copy()
    corrected[order] = times + total - before
    return corrected


def capture_order(seconds: Numbers, folders: Indices) -> Indices:
    """Positions of photos in the order in which they were taken, equal times in file order.

    A photo without a time comes right after the photo before it in its folder, or else with the first that has one; a
    folder without any times comes last, in file order.
    """
    index = np.arange(seconds.size)
    by_folder = np.lexsort((index, folders))
    assumed = np.empty_like(seconds)
    assumed[by_folder] = _carried(seconds[by_folder], folders[by_folder])
    return np.lexsort((index, assumed))


def best(places: Places, order: Indices, scores: Numbers) -> Flags:
    """The best photo of each series: the highest score, the earlier of equals. A photo alone is its own best.

    A photo without a score (NaN) ranks below all that have one.
    """
    ranks = np.empty_like(order)
    ranks[order] = np.arange(order.size)
    ranked = np.lexsort((ranks, -_known(scores, -np.inf), places.first))
    picks = np.zeros(order.size, np.bool_)
    picks[ranked[_starts(places.first[ranked])]] = True
    return picks


def by_worth(order: Indices, scores: Numbers) -> Indices:
    """Positions of photos by descending score, the earlier of equals first; those without a score come last."""
    return order[np.argsort(-_known(scores, -np.inf)[order], kind="stable")]


def _joined(photos: Photos, reach: Reach) -> Indices:
    """For each photo the position of the one that it joins, its own if none; photos are in order of capture."""
    size = photos.seconds.size
    index = np.arange(size)
    nearest, joined = np.full(size, BITS + 1), index.copy()
    for back in range(1, min(reach.window, size - 1) + 1):
        earlier, later = photos.take(index[:-back]), photos.take(index[back:])
        bits = differing_bits(earlier.hashes, later.hashes).astype(np.int64)
        nearer = (bits <= _allowed(earlier, later, reach)) & (bits < nearest[back:])
        nearest[back:][nearer] = bits[nearer]
        joined[back:][nearer] = index[:-back][nearer]
    return joined


def _allowed(earlier: Photos, later: Photos, reach: Reach) -> Indices:
    """The differing bits that are allowed between each two photos; below 0 if they cannot be in one series.

    The hash is of the picture squeezed into a square, so only pictures of one orientation can be compared.
    """
    gaps = later.seconds - earlier.seconds
    steps = np.array([seconds for seconds, _ in reach.limits])
    bits = np.array([*(most for _, most in reach.limits), _NEVER])
    untimed = np.where(earlier.folders == later.folders, reach.untimed, _NEVER)
    allowed = np.where(np.isnan(gaps), untimed, bits[np.searchsorted(steps, gaps)])
    comparable = earlier.hashed & later.hashed & (earlier.shapes * later.shapes >= 0)
    return np.where(comparable, allowed, _NEVER)


def _roots(joined: Indices) -> Indices:
    """The first photo of the chain of joins that each photo belongs to."""
    while True:
        further = joined[joined]
        if np.array_equal(further, joined):
            return joined
        joined = further


def _ranks(labels: Indices) -> Indices:
    """1-based rank of each element among those with its label."""
    order = np.argsort(labels, kind="stable")
    starts = _starts(labels[order])
    index = np.arange(labels.size)
    ranks = np.empty_like(labels)
    ranks[order] = index - np.maximum.accumulate(np.where(starts, index, 0)) + 1
    return ranks


def _carried(seconds: Numbers, folders: Indices) -> Numbers:
    """Times with gaps filled from the photo before in the folder, else from the first after it, else infinite."""
    index = np.arange(seconds.size)
    known = ~np.isnan(seconds)
    before = np.maximum.accumulate(np.where(known, index, -1))
    after = np.minimum.accumulate(np.where(known, index, seconds.size)[::-1])[::-1]
    padded, owners = np.append(seconds, np.inf), np.append(folders, -1)
    filled = np.where(owners[after] == folders, padded[after], np.inf)
    return np.where(owners[before] == folders, padded[before], filled)


def _starts(labels: Indices) -> Flags:
    """Whether each element of a sorted array is the first of its label."""
    return np.append(True, labels[1:] != labels[:-1])[: labels.size]


def _known(values: Numbers, otherwise: float) -> Numbers:
    return np.where(np.isnan(values), otherwise, values)
