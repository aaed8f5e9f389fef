"""Groups photos: sequences, which are one picture and stay whole, and bursts, of which one frame is the best."""

from __future__ import annotations

import numpy as np
import polars as pl

from runner.imaging.series import capture_order
from runner.imaging.similar import Indices, differing_bits
from runner.picks.brackets import brackets
from runner.picks.clocks import corrections
from runner.picks.frames import Flags, Frames, Numbers, frames_of
from runner.picks.options import Bursts, CullOptions
from runner.picks.panoramas import panoramas
from runner.picks.stacks import stacks

KINDS = ("single", "burst", "bracket", "stack", "panorama")
SEQUENCES = KINDS[2:]
"""Kinds that are never culled or taken apart."""

ADDED = ("clock_s", "clock_pairs")
"""Seconds added to the time of the photo's camera, and how many moments show them (-1 if a person stated them). Both
columns are null if nothing is added.
"""


def moments(photos: pl.DataFrame, options: CullOptions) -> pl.DataFrame:
    """What each photo belongs to: `item_id`, `moment`, `kind`, `frames`, `taken` and the columns in `ADDED`.

    `photos` has the columns of `runner.picks.photos.COLUMNS`, in file order; the rows are in the same order. `taken` is
    the position in order of capture. People's flags and weights play no part: changing one moves no photo elsewhere.
    """
    frames = frames_of(photos)
    kinds, labels = _labelled(frames, options)
    clocks = corrections(frames, labels, options.clock, options.clocks)
    seconds = frames.seconds + clocks.seconds[frames.cameras]
    labels = _across(frames, seconds, clocks.groups[frames.cameras], labels, kinds, options.bursts)
    by_time = capture_order(seconds, frames.folders)
    labels, taken = _named_by_first(labels, by_time), np.argsort(by_time)
    ids = photos["item_id"].gather(frames.places)
    corrected = (clocks.stated | (clocks.seconds != 0) | (clocks.pairs > 0))[frames.cameras]
    found = pl.DataFrame(
        {
            "item_id": ids,
            "moment": ids.gather(labels),
            "kind": pl.Series(np.array(KINDS)[kinds], dtype=pl.String),
            "taken": taken,
            "clock_s": np.where(corrected, clocks.seconds[frames.cameras], np.nan),
            "clock_pairs": np.where(clocks.stated, -1, clocks.pairs)[frames.cameras],
        }
    )
    known = pl.col("clock_s").is_not_nan()
    size = pl.len().over("moment").cast(pl.Int64)
    kind = pl.when((pl.col("kind") == "burst") & (size == 1)).then(pl.lit("single")).otherwise("kind")
    made = found.with_columns(
        frames=size, kind=kind, clock_s=pl.when(known).then("clock_s"), clock_pairs=pl.when(known).then("clock_pairs")
    )
    order = np.empty(len(frames), np.int64)
    order[frames.places] = np.arange(len(frames))
    return made[order].select("item_id", "moment", "kind", "frames", "taken", *ADDED)


def _named_by_first(labels: Indices, by_time: Indices) -> Indices:
    """For each frame, the first one in order of capture with the same label."""
    first = np.unique(labels[by_time], return_index=True, return_inverse=True)
    named = np.empty_like(labels)
    named[by_time] = by_time[first[1][first[2]]]
    return named


def _labelled(frames: Frames, options: CullOptions) -> tuple[Indices, Indices]:
    """The kind of each frame, as an index into `KINDS`, and the number of its moment."""
    kinds, labels = np.ones(len(frames), np.int64), np.arange(len(frames))
    free = np.ones(len(frames), np.bool_)
    found = [(2, each) for each in brackets(frames, options.brackets)]
    _take(found, kinds, labels, free)
    _take([(3, each) for each in stacks(frames, options.stacks, free)], kinds, labels, free)
    _take([(4, each) for each in panoramas(frames, options.panoramas, free)], kinds, labels, free)
    bursts = _bursts(frames, options.bursts, free)
    return kinds, np.where(free, bursts + len(frames), labels)


def _take(found: list[tuple[int, tuple[int, int]]], kinds: Indices, labels: Indices, free: Flags) -> None:
    for kind, (start, stop) in found:
        kinds[start:stop], labels[start:stop], free[start:stop] = kind, start, False


def _bursts(frames: Frames, options: Bursts, free: Flags) -> Indices:
    """The number of each frame's burst; a single frame is a burst of its own."""
    pairs = [np.empty((0, 2), np.int64), *(_near(frames, options, free, back) for back in range(1, options.window + 1))]
    return _parted(connected(np.concatenate(pairs), len(frames)), frames.seconds, options.longest_s)


def connected(pairs: Indices, size: int) -> Indices:
    """For each frame, the first one that pairs connect it to. SciPy does the same but takes half a second to import."""
    one, other = pairs.T
    labels = np.arange(size)
    while True:
        least = np.minimum(labels[one], labels[other])
        lower = labels.copy()
        np.minimum.at(lower, one, least)
        np.minimum.at(lower, other, least)
        lower = lower[lower]
        if np.array_equal(lower, labels):
            return labels
        labels = lower


def _across(
    frames: Frames, seconds: Numbers, groups: Indices, labels: Indices, kinds: Indices, options: Bursts
) -> Indices:
    """The moments, joined if two cameras with comparable times took them. No moment is taken apart."""
    order = np.argsort(seconds, kind="stable")
    order = order[(kinds[order] == 1) & ~np.isnan(seconds[order])]
    numbers = np.unique(labels, return_inverse=True)[1]
    pairs = [np.empty((0, 2), np.int64)]
    for back in range(1, min(options.window, order.size - 1) + 1):
        one, other = order[:-back], order[back:]
        apart = seconds[other] - seconds[one]
        near = (frames.cameras[one] != frames.cameras[other]) & (groups[one] == groups[other])
        near &= apart <= options.near[-1][0]
        one, other, apart = one[near], other[near], apart[near]
        alike = _alike(frames, options, one, other, apart)
        pairs.append(np.stack([numbers[one[alike]], numbers[other[alike]]], axis=1))
    return connected(np.concatenate(pairs), len(frames))[numbers]


def _near(frames: Frames, options: Bursts, free: Flags, back: int) -> Indices:
    """Pairs of frames, `back` positions apart, that show the same moment."""
    if back >= len(frames):
        return np.empty((0, 2), np.int64)
    one, other = np.arange(len(frames) - back), np.arange(back, len(frames))
    candidates = (frames.cameras[one] == frames.cameras[other]) & free[one] & free[other]
    apart = frames.seconds[other] - frames.seconds[one]
    candidates &= np.isnan(apart) | (apart <= options.near[-1][0])
    one, other, apart = one[candidates], other[candidates], apart[candidates]
    alike = _alike(frames, options, one, other, apart)
    return np.stack([one[alike], other[alike]], axis=1)


def _alike(frames: Frames, options: Bursts, one: Indices, other: Indices, apart: Numbers) -> Flags:
    bits = differing_bits(frames.hashes[one], frames.hashes[other]).astype(np.int64)
    hashed = frames.hashed[one] & frames.hashed[other]
    times, most = np.array([each[0] for each in options.near]), np.array([each[1] for each in options.near])
    timed = ~np.isnan(apart)
    allowed = most[np.minimum(np.searchsorted(times, np.where(timed, apart, 0.0)), len(most) - 1)]
    together = frames.folders[one] == frames.folders[other]
    alike = hashed & np.where(timed, bits <= allowed, together & (bits <= options.untimed))
    if frames.vectors is not None:
        quick = np.flatnonzero(timed & (apart <= times[0]) & ~alike)
        cosine = np.einsum("ij,ij->i", frames.vectors[one[quick]], frames.vectors[other[quick]])
        alike[quick] |= cosine >= options.cosine
    return np.asarray(alike, np.bool_)


def _parted(labels: Indices, seconds: Numbers, longest_s: float) -> Indices:
    """The bursts, with those longer than `longest_s` split."""
    known = np.where(np.isnan(seconds), np.inf, seconds)
    begins = np.full(labels.max(initial=0) + 1, np.inf)
    np.minimum.at(begins, labels, known)
    since = seconds - begins[labels]
    part = np.where(np.isfinite(since), since // longest_s, 0).astype(np.int64)
    return np.unique(np.stack([labels, part]), axis=1, return_inverse=True)[1].ravel()
