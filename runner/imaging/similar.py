"""Pictures that look the same: pairs and clusters of 64-bit perceptual hashes within a few differing bits.

Two hashes that differ in at most d bits agree on at least one of any d + 1 bands into which the bits are divided.
Sorted by a band, near hashes are therefore adjacent, and only neighbours are compared (G. Manku, A. Jain and
A. Das Sarma, "Detecting Near-Duplicates for Web Crawling", WWW 2007, section 3). Real hashes are skewed: in some bands
many have the same value. So the bits are distributed evenly by how much they vary, and groups of neighbours that are
still too large are divided into bands again, by the bits in which they differ among themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int64]
Mask = np.uint64

BITS = 64
# Up to this many neighbours are compared each with each; dividing them again would take longer.
_FEW = 512
# Comparisons made at once: 2 MB per array, which fits into a processor's cache.
_AT_ONCE = 1 << 18
# Pairs kept at once: 128 MB.
_KEPT = 1 << 23


class Pairs(NamedTuple):
    """Pairs of hashes by their positions; `first` is the smaller one."""

    first: Indices
    second: Indices


class _Group(NamedTuple):
    """Hashes that may be near each other, in ascending positions."""

    hashes: Hashes
    positions: Indices


def differing_bits(left: Hashes, right: Hashes) -> npt.NDArray[np.uint8]:
    """Hamming distance of each two elements, 0 to 64."""
    return np.asarray(np.bitwise_count(left ^ right), np.uint8)


def near_clusters(hashes: Hashes, distance: int) -> Indices:
    """For each hash the position of its cluster's representative, which is its own if it is alone.

    Every member is within `distance` bits of its representative, so that no chain of small steps can join what does
    not look the same. The first hash in the given order is a representative; so is every later one that is not within
    reach of an earlier representative. A member belongs to the first representative within reach. Memory is bounded,
    however many pairs there are.
    """
    if not hashes.size:
        return np.empty(0, np.int64)
    distinct, first, inverse = _distinct(hashes)
    labels = np.arange(distinct.size)
    waiting, candidates = labels.copy(), distinct.size
    while waiting.size:
        pairs = _collect(distinct[waiting], distance, candidates)
        if pairs is None:
            candidates = max(1, candidates // 16)
            continue
        _settle(labels, Pairs(waiting[pairs.first], waiting[pairs.second]))
        rest = waiting[candidates:]
        waiting = rest[labels[rest] == rest]
        candidates = min(waiting.size, candidates * 4)
    return first[labels[inverse]]


def originals(hashes: Hashes, ranked: Indices, distance: int) -> Indices:
    """For each hash the position of the one that it nearly repeats, its own if there is none.

    `ranked` are the positions of the hashes that take part, those to keep first.
    """
    chosen = np.arange(hashes.size)
    chosen[ranked] = ranked[near_clusters(hashes[ranked], distance)]
    return chosen


def near_pairs(hashes: Hashes, distance: int, candidates: int | None = None) -> Iterator[Pairs]:
    """Yield all pairs within `distance` bits, each once, several at a time.

    With `candidates`, only pairs whose first is one of this many first hashes. The hashes should be distinct: n equal
    ones give n(n − 1)/2 pairs.
    """
    within = hashes.size if candidates is None else candidates
    if hashes.size > 1:
        yield from _search(_Group(hashes, np.arange(hashes.size)), distance, within, ())


def _distinct(hashes: Hashes) -> tuple[Hashes, Indices, Indices]:
    """Distinct hashes in order of first appearance, their first positions, and for each hash the index of its value."""
    values, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    return values[order], first[order], place[inverse]


def _collect(hashes: Hashes, distance: int, candidates: int) -> Pairs | None:
    """All pairs at once, by ascending first position; None if there are more than may be kept."""
    found, count, most = [], 0, max(_KEPT, hashes.size)
    for pairs in near_pairs(hashes, distance, candidates):
        found.append(pairs)
        count += pairs.first.size
        if count > most:
            return None
    first = np.concatenate([pairs.first for pairs in found]) if found else np.empty(0, np.int64)
    second = np.concatenate([pairs.second for pairs in found]) if found else np.empty(0, np.int64)
    order = np.argsort(first, kind="stable")
    return Pairs(first[order], second[order])


def _settle(labels: Indices, pairs: Pairs) -> None:
    """Each hash that still represents itself becomes the representative of all near hashes that also do."""
    leaders, starts = np.unique(pairs.first, return_index=True)
    stops = np.searchsorted(pairs.first, leaders, side="right")
    for leader, start, stop in zip(leaders.tolist(), starts.tolist(), stops.tolist(), strict=True):
        if labels[leader] == leader:
            near = pairs.second[start:stop]
            labels[near[labels[near] == near]] = leader


def _search(group: _Group, distance: int, candidates: int, parted: tuple[Mask, ...]) -> Iterator[Pairs]:
    """Pairs of a group, without those that agree on one of the masks `parted`, which are found elsewhere."""
    every = np.array([group.positions.size])
    if group.positions.size <= _FEW:
        yield from _compare(group, every, distance, candidates, parted)
        return
    bands = _bands(group.hashes, distance + 1)
    sorts = [_sort(group, band) for band in bands]
    if sum(float(np.square(sizes, dtype=np.float64).sum()) for _, sizes in sorts) > group.positions.size**2 / 2:
        yield from _compare(group, every, distance, candidates, parted)
        return
    for number, (ordered, sizes) in enumerate(sorts):
        yield from _neighbours(ordered, sizes, distance, candidates, (*parted, *bands[:number]))


def _neighbours(
    ordered: _Group, sizes: Indices, distance: int, candidates: int, parted: tuple[Mask, ...]
) -> Iterator[Pairs]:
    """Pairs among hashes that agree on a band: small groups are compared at once, large ones are searched again."""
    few = sizes <= _FEW
    inside = np.repeat(few, sizes)
    yield from _compare(
        _Group(ordered.hashes[inside], ordered.positions[inside]), sizes[few], distance, candidates, parted
    )
    stops = np.cumsum(sizes)
    for stop, size in zip(stops[~few].tolist(), sizes[~few].tolist(), strict=True):
        many = _Group(ordered.hashes[stop - size : stop], ordered.positions[stop - size : stop])
        yield from _search(many, distance, candidates, parted)


def _bands(hashes: Hashes, count: int) -> list[Mask]:
    """`count` masks of the bits that vary in these hashes, distributed so that all masks vary about equally."""
    ones = np.array([np.count_nonzero(hashes & Mask(1 << bit)) for bit in range(BITS)])
    variety = np.minimum(ones, hashes.size - ones)
    masks = [0] * count
    for turn, bit in enumerate(np.argsort(-variety, kind="stable")[: np.count_nonzero(variety)].tolist()):
        lap, seat = divmod(turn, count)
        masks[seat if lap % 2 == 0 else count - 1 - seat] |= 1 << bit
    return [Mask(mask) for mask in masks]


def _sort(group: _Group, band: Mask) -> tuple[_Group, Indices]:
    """The group sorted by a band, then by position, and how many hashes have each of the band's values."""
    keys = group.hashes & band
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.append(starts, ordered.size))
    return _Group(group.hashes[order], group.positions[order]), sizes


def _compare(
    ordered: _Group, sizes: Indices, distance: int, candidates: int, parted: tuple[Mask, ...]
) -> Iterator[Pairs]:
    """Compare each hash with all after it in its neighbourhood; neighbourhoods of `sizes` follow one another."""
    stops = np.repeat(np.cumsum(sizes), sizes)
    places = np.flatnonzero(ordered.positions < candidates)
    behind = stops[places] - places - 1
    total = np.cumsum(behind)
    start = 0
    while start < places.size:
        before = total[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(total, before + _AT_ONCE, side="right")))
        left, right = _expand(places[start:stop], behind[start:stop])
        yield _near(ordered, left, right, distance, parted)
        start = stop


def _expand(places: Indices, behind: Indices) -> tuple[Indices, Indices]:
    """Each place paired with each of the `behind` places after it, as two arrays."""
    left = np.repeat(places, behind)
    offsets = np.repeat(places + 1 - (np.cumsum(behind) - behind), behind)
    return left, offsets + np.arange(left.size)


def _near(ordered: _Group, left: Indices, right: Indices, distance: int, parted: tuple[Mask, ...]) -> Pairs:
    """The pairs that are near and differ on every mask of `parted`."""
    differing = ordered.hashes[left] ^ ordered.hashes[right]
    near = np.flatnonzero(np.bitwise_count(differing) <= distance)
    for mask in parted:
        near = near[differing[near] & mask != 0]
    return Pairs(ordered.positions[left[near]], ordered.positions[right[near]])
