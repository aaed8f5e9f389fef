"""Focus stacks: frames that look the same, but are each sharp in a different place."""

from __future__ import annotations

import numpy as np

from runner.imaging.similar import differing_bits
from runner.picks.frames import Flags, Frames, Numbers, Singles, stretches
from runner.picks.options import Stacks

_SAME_EV = 0.34
"""Frames of a stack differ from the one before by at most this in exposure, in EV."""

_DETAIL = 0.15
"""Tiles have detail from this reciprocal edge width on: an edge of less than seven pixels."""

_PAUSE = 1.5
"""A gap of this many times the median gap is a pause, where a burst may end and a stack begin."""

_PLACES = 0.5
"""Least share of the frames that must be the sharpest somewhere. In a burst with one shaken frame few are."""


def stacks(frames: Frames, options: Stacks, free: Flags) -> list[tuple[int, int]]:
    """First frame and one past the last of each focus stack of frames that are `free`."""
    joined = frames.follows(options.gap_s) & free & np.roll(free, 1) & frames.has_tiles & np.roll(frames.has_tiles, 1)
    joined &= ~(np.abs(np.diff(frames.ev, prepend=np.nan)) > _SAME_EV)
    joined &= differing_bits(frames.hashes, np.roll(frames.hashes, 1)) <= options.bits
    waiting, found, gaps = stretches(joined), list[tuple[int, int]](), frames.gaps()
    while waiting:
        start, stop = waiting.pop()
        if stop - start < options.frames:
            continue
        if is_stack(frames.tiles[start:stop], options):
            found.append((start, stop))
        elif (pause := _pause(gaps[start + 1 : stop])) is not None:
            waiting += [(start, start + 1 + pause), (start + 1 + pause, stop)]
    return sorted(found)


def _pause(gaps: Numbers) -> int | None:
    """The position of the longest pause; None if frames follow one another evenly, as those of one stack do."""
    longest = int(np.argmax(gaps))
    return longest if gaps[longest] >= _PAUSE * np.median(gaps) else None


def is_stack(tiles: Singles, options: Stacks) -> bool:
    """Whether the focus travels through these frames. `tiles`: sharpness [frame, tile]."""
    best, usual = tiles.max(axis=0), np.sort(tiles, axis=0)[len(tiles) // 2]
    detailed = best >= _DETAIL
    rising = detailed & (best >= options.rise * usual)
    places = np.unique(tiles.argmax(axis=0)[rising]).size
    most = rising.sum() >= options.share * detailed.sum()
    return bool(detailed.any() and most and places >= max(3, _PLACES * len(tiles)))
