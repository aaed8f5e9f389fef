"""Exposure brackets: three or more frames at even exposure steps.

Similarity cannot find them: the hash of a frame at +2 EV differs in most of its bits.
"""

from __future__ import annotations

import numpy as np

from runner.picks.frames import Flags, Frames, Numbers, stretches
from runner.picks.options import Brackets

_MOST = 9
"""Number of frames in the longest bracket that cameras take."""

_LEAST_STEP = 0.25
"""Differences of up to this, in EV, are not steps of a bracket; cameras use at least a third of a stop."""


def brackets(frames: Frames, options: Brackets) -> list[tuple[int, int]]:
    """First frame and one past the last of each bracket. Brackets do not overlap.

    If a stretch can be divided in several ways, the one with most frames in brackets counts, and of these the one with
    the shortest gaps within brackets.
    """
    same = np.diff(frames.apertures, prepend=np.nan) == 0
    unknown = np.isnan(frames.apertures)
    joined = frames.follows(options.gap_s) & (same | unknown)
    gaps, found = frames.gaps(), []
    for start, stop in stretches(joined & _stepping(frames.ev)):
        found += [(start + a, start + b) for a, b in _parted(frames.ev[start:stop], gaps[start:stop], options)]
    return found


def _stepping(ev: Numbers) -> Flags:
    """Whether each frame differs enough in exposure from the one before to be a step of a bracket."""
    return np.asarray(np.abs(np.diff(ev, prepend=np.nan)) > _LEAST_STEP, np.bool_)


def _parted(ev: Numbers, gaps: Numbers, options: Brackets) -> list[tuple[int, int]]:
    """The brackets of one stretch: from the last frame on, the best division of each frame and those behind it."""
    spent = np.cumsum(np.append(0.0, gaps[1:]))
    covers, sizes = [(0, 0.0)] * (ev.size + 1), [0] * ev.size
    for at in range(ev.size - 1, -1, -1):
        covers[at] = covers[at + 1]
        for size in range(options.frames, min(_MOST, ev.size - at) + 1):
            if is_bracket(ev[at : at + size], options):
                covered, less = covers[at + size]
                cover = (covered + size, less - float(spent[at + size - 1] - spent[at]))
                if cover > covers[at]:
                    covers[at], sizes[at] = cover, size
    return _followed(sizes)


def _followed(sizes: list[int]) -> list[tuple[int, int]]:
    """The brackets from the first frame on. `sizes` holds the size of the bracket that begins at each frame, or 0."""
    at, found = 0, []
    while at < len(sizes):
        if sizes[at]:
            found.append((at, at + sizes[at]))
        at += sizes[at] or 1
    return found


def is_bracket(ev: Numbers, options: Brackets) -> bool:
    """Whether these exposure values, in any order, are those of a bracket."""
    ordered = np.sort(ev)
    steps = np.diff(ordered)
    even = steps.max() - steps.min() <= options.tolerance + 1e-9
    return bool(steps.min() > _LEAST_STEP and even and ordered[-1] - ordered[0] >= options.span - 1e-9)
