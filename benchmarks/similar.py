"""Measures near-duplicates and series over many perceptual hashes.

`python benchmarks/similar.py [HASHES]`. Bounds for 700,000 hashes on 2 cores: all pairs within distance 3 in at most 3
s, identical hashes in at most 10 s. Pairs are verified by comparing a sample with every hash.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from runner.imaging.series import Photos, Reach, capture_order, series
from runner.imaging.similar import Hashes, differing_bits, near_clusters, near_pairs

RNG = np.random.default_rng(20)
DISTANCE = 3
SAMPLE = 1000


def uniform(count: int) -> Hashes:
    """Random hashes."""
    return RNG.integers(0, 2**64, count, dtype=np.uint64)


def flipped(hashes: Hashes, share: float) -> Hashes:
    """The hashes with each bit flipped with probability `share`."""
    mask = np.zeros_like(hashes)
    for bit in range(64):
        mask |= (RNG.random(hashes.size) < share).astype(np.uint64) << np.uint64(bit)
    return hashes ^ mask


def library(count: int) -> Hashes:
    """Hashes like an archive's: bursts of ten, edits, subjects taken a thousand times, frames stored many times."""
    tenth = count // 10
    parts = [
        uniform(3 * tenth),
        flipped(np.repeat(uniform(3 * tenth // 10), 10), 0.08),
        flipped(np.repeat(uniform(tenth), 2), 0.02),
        flipped(np.repeat(uniform(max(1, tenth // 1000)), 1000)[:tenth], 0.12),
        np.repeat(uniform(5), tenth // 5),
    ]
    return RNG.permutation(np.concatenate(parts))


def one_band(count: int) -> Hashes:
    """Hashes that all share a quarter of their bits."""
    return uniform(count) >> np.uint64(16)


def one_subject(count: int) -> Hashes:
    """Hashes of photos that all show the same thing: the worst case."""
    return flipped(np.repeat(uniform(1), count), 0.1)


def identical(count: int) -> Hashes:
    """The same hash for all."""
    return np.repeat(uniform(1), count)


KINDS: Mapping[str, Callable[[int], Hashes]] = {
    "uniform": uniform,
    "library": library,
    "one band in common": one_band,
    "identical": identical,
    "one subject": one_subject,
}


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def count_pairs(hashes: Hashes) -> int:
    return sum(pairs.first.size for pairs in near_pairs(hashes, DISTANCE))


def verify(hashes: Hashes) -> int:
    """Compare a sample with every hash. Returns the number of pairs; AssertionError if `near_pairs` differs."""
    sample = np.sort(RNG.choice(hashes.size, min(SAMPLE, hashes.size), replace=False))
    expected: set[tuple[int, int]] = set()
    for one in sample.tolist():
        near = np.flatnonzero(differing_bits(hashes, hashes[one]) <= DISTANCE)
        expected.update((min(one, other), max(one, other)) for other in near.tolist() if other != one)
    found: set[tuple[int, int]] = set()
    for first, second in near_pairs(hashes, DISTANCE):
        chosen = np.isin(first, sample) | np.isin(second, sample)
        found.update(zip(first[chosen].tolist(), second[chosen].tolist(), strict=True))
    assert found == expected, f"{len(found ^ expected)} pairs differ"
    return len(expected)


def shots(hashes: Hashes) -> Photos:
    """Photos five seconds apart, every tenth without a time."""
    seconds = np.arange(hashes.size, dtype=np.float64) * 5
    seconds[::10] = np.nan
    same = np.zeros(hashes.size, np.int64)
    return Photos(hashes, np.ones(hashes.size, np.bool_), seconds, np.arange(hashes.size) // 500, same, seconds)


def group(photos: Photos) -> None:
    order = capture_order(photos.seconds, photos.folders)
    series(photos, order, Reach(8, ((5.0, 20), (60.0, 18), (600.0, 14), (7200.0, 10)), 14))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 700_000
    print(f"{count} hashes, distance {DISTANCE}; wall seconds (processor seconds)")
    for name, make in KINDS.items():
        hashes = make(count)
        clusters = timed(partial(near_clusters, hashes, DISTANCE))
        print(f"{name:20} clusters {clusters[0]:6.2f} ({clusters[1]:.2f})", end="")
        if name in ("uniform", "library"):
            distinct = RNG.permutation(np.unique(hashes))
            pairs = timed(partial(count_pairs, distinct))
            print(f"   pairs {pairs[0]:6.2f} ({pairs[1]:.2f}), bound 3; {verify(distinct)} verified", end="")
        print("   bound 10" if name == "identical" else "")
    photos = shots(library(count))
    wall, processor = timed(partial(group, photos))
    print(f"{'library':20} series   {wall:6.2f} ({processor:.2f})")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
