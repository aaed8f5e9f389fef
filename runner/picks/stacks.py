"""Focus stacks: frames that look the same, each of them sharp somewhere else."""

from __future__ import annotations

import numpy as np

from runner.imaging.similar import differing_bits
from runner.picks.frames import Flags, Frames, Singles, stretches
from runner.picks.options import Stacks

_SAME_EV = 0.34
"""EV within which the exposure of a stack stays."""

_DETAIL = 0.15
"""Reciprocal edge width from which a tile has detail at all: an edge of less than seven pixels."""

_PLACES = 0.5
"""Share of the frames, at least, that are the sharpest somewhere. In a burst with one shaken frame few are."""


def stacks(frames: Frames, options: Stacks, free: Flags) -> list[tuple[int, int]]:
    """First frame and one past the last of each focus stack of frames that are `free`."""
    joined = frames.follows(options.gap_s) & free & np.roll(free, 1) & frames.has_tiles & np.roll(frames.has_tiles, 1)
    joined &= ~(np.abs(np.diff(frames.ev, prepend=np.nan)) > _SAME_EV)
    joined &= differing_bits(frames.hashes, np.roll(frames.hashes, 1)) <= options.bits
    long = [each for each in stretches(joined) if each[1] - each[0] >= options.frames]
    return [(start, stop) for start, stop in long if is_stack(frames.tiles[start:stop], options)]


def is_stack(tiles: Singles, options: Stacks) -> bool:
    """Whether the focus travels through these frames. `tiles`: sharpness [frame, tile]."""
    best, usual = tiles.max(axis=0), np.sort(tiles, axis=0)[len(tiles) // 2]
    detailed = best >= _DETAIL
    rising = detailed & (best >= options.rise * usual)
    places = np.unique(tiles.argmax(axis=0)[rising]).size
    most = rising.sum() >= options.share * detailed.sum()
    return bool(detailed.any() and most and places >= max(3, _PLACES * len(tiles)))
