"""Exposure brackets: three frames or more at even steps of exposure.

Pictures cannot tell them: the hash of a frame at +2 EV differs in most of its bits.
"""

from __future__ import annotations

import numpy as np

from runner.picks.frames import Flags, Frames, Numbers, stretches
from runner.picks.options import Brackets

_MOST = 9
"""Frames of the longest bracket that cameras take."""

_LEAST_STEP = 0.25
"""EV: less than a third of a stop is no step of a bracket."""

Cover = tuple[int, float, tuple[tuple[int, int], ...]]
"""How many frames are in brackets, less the seconds within them, and where the brackets are."""


def brackets(frames: Frames, options: Brackets) -> list[tuple[int, int]]:
    """First frame and one past the last of each bracket, none overlapping.

    Where several ways to part a stretch are possible, the one with most frames in brackets counts, and of these the one
    with the shortest gaps within.
    """
    same = np.diff(frames.apertures, prepend=np.nan) == 0
    unknown = np.isnan(frames.apertures)
    joined = frames.follows(options.gap_s) & (same | unknown)
    gaps, found = frames.gaps(), []
    for start, stop in stretches(joined & _stepping(frames.ev)):
        found += [(start + a, start + b) for a, b in _parted(frames.ev[start:stop], gaps[start:stop], options)]
    return found


def _stepping(ev: Numbers) -> Flags:
    """Whether a frame differs in exposure from the one before, as each of a bracket does."""
    return np.asarray(np.abs(np.diff(ev, prepend=np.nan)) > _LEAST_STEP, np.bool_)


def _parted(ev: Numbers, gaps: Numbers, options: Brackets) -> tuple[tuple[int, int], ...]:
    """The brackets of one stretch."""
    best: list[Cover] = [(0, 0.0, ())] * (ev.size + 1)
    for at in range(ev.size - 1, -1, -1):
        best[at] = best[at + 1]
        for size in range(options.frames, min(_MOST, ev.size - at) + 1):
            if is_bracket(ev[at : at + size], options):
                covered, spent, after = best[at + size]
                within = float(gaps[at + 1 : at + size].sum())
                best[at] = max(best[at], (covered + size, spent - within, ((at, at + size), *after)))
    return best[0][2]


def is_bracket(ev: Numbers, options: Brackets) -> bool:
    """Whether these exposure values, in whatever order, are those of a bracket."""
    ordered = np.sort(ev)
    steps = np.diff(ordered)
    even = steps.max() - steps.min() <= options.tolerance + 1e-9
    return bool(steps.min() > _LEAST_STEP and even and ordered[-1] - ordered[0] >= options.span - 1e-9)
