"""Panoramas: frames that each show a part of the one before and something new beside it, always on the same side."""

from __future__ import annotations

import numpy as np

from runner.imaging.similar import differing_bits
from runner.picks.frames import Flags, Frames, stretches
from runner.picks.options import Panoramas
from runner.picks.registration import Axis, moved

_ALIKE_BITS = 8
"""Frames with hashes this close moved by less than a seventh: they are no panorama and are not compared."""

_GAIN = 0.1
"""Pictures must be at least this much more alike when shifted: a sky looks like itself at any shift."""


def panoramas(frames: Frames, options: Panoramas, free: Flags) -> list[tuple[int, int]]:
    """First frame and one past the last of each panorama of frames that are `free`. Panoramas do not overlap."""
    follows = frames.follows(options.gap_s) & free & np.roll(free, 1)
    has_miniature = frames.has_miniature()
    known = follows & has_miniature & np.roll(has_miniature, 1)
    known &= differing_bits(frames.hashes, np.roll(frames.hashes, 1)) > _ALIKE_BITS
    known &= _in_long_stretch(known, options.frames)
    found: list[tuple[int, int]] = []
    taken = np.zeros(len(frames), np.bool_)
    axes: tuple[Axis, ...] = ("across", "down")
    for axis in axes:
        for side in _to_one_side(frames, known & ~taken, axis, options):
            for start, stop in stretches(side):
                if stop - start >= options.frames and not taken[start:stop].any():
                    taken[start:stop] = True
                    found.append((start, stop))
    return sorted(found)


def _in_long_stretch(joined: Flags, frames: int) -> Flags:
    """Frames in a stretch of at least `frames`; a pair alone is no panorama and need not be compared."""
    kept = np.zeros_like(joined)
    for start, stop in stretches(joined):
        kept[start + 1 : stop] = stop - start >= frames
    return kept


def _to_one_side(frames: Frames, pairs: Flags, axis: Axis, options: Panoramas) -> tuple[Flags, Flags]:
    """Frames that lie to the right of the one before (or below it), and those that lie to the left (or above)."""
    places = np.flatnonzero(pairs)
    result = moved(frames.pictures(places - 1), frames.pictures(places), axis, options.overlap)
    sure = (result.likeness >= options.likeness) & (result.likeness - result.unmoved >= _GAIN)
    right, left = np.zeros(len(frames), np.bool_), np.zeros(len(frames), np.bool_)
    right[places[sure & (result.share > 0)]] = True
    left[places[sure & (result.share < 0)]] = True
    return right, left
