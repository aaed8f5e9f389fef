"""Corrects the clocks of cameras: from pictures by two cameras that look alike, or as a person states.

Two photographers at one event sometimes photograph the same thing at the same time. Each such pair of moments shows by
how much the clocks differ; all other pairs show arbitrary differences. So the difference that most pairs show counts,
if enough pairs show it and no other difference is nearly as frequent: a series that both take every ten seconds fits
just as well one frame later, and proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl

from runner.imaging.similar import Indices, differing_bits
from runner.messages import Message, say
from runner.picks.frames import Flags, Frames, Numbers
from runner.picks.options import STATED, Clocks
from runner.store import evidence

_ROWS = 1024
"""Moments of one camera that are compared with those of another in one block."""

_RIVAL = 2
"""A difference counts only if at least this many times as many moments show it as any other."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is added to the time of each camera; the arrays have the order of `Frames.names`."""

    seconds: Numbers  # 0 if nothing is known
    groups: Indices  # cameras with the same number have times that can be compared
    pairs: Indices  # moments that show it; 0 if a person stated it, and for the camera that others are compared with
    stated: Flags  # whether a person stated it


def seconds_of(written: str) -> float:
    """Convert `+01:02:30` or `-2d 00:00:01.5` to seconds. Raises ValueError if it is written otherwise."""
    match = STATED.fullmatch(written.strip())
    if match is None:
        raise ValueError(written)
    sign, days, hours, minutes, seconds = match.groups()
    whole = int(days or 0) * 86_400 + int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return -whole if sign == "-" else whole


def written(seconds: float) -> str:
    """Format seconds as `seconds_of` reads them: `+01:02:30`, to a tenth of a second."""
    tenths = round(abs(seconds) * 10)
    days, rest = divmod(tenths, 864_000)
    hours, rest = divmod(rest, 36_000)
    minutes, rest = divmod(rest, 600)
    shown = f"{rest / 10:04.1f}" if rest % 10 else f"{rest // 10:02}"
    return f"{'-' if seconds < 0 else '+'}{f'{days}d ' if days else ''}{hours:02}:{minutes:02}:{shown}"


def worded(corrected: pl.DataFrame) -> pl.Series:
    """A message about the clock of each photo's camera, from the columns `clock_s` and `clock_pairs`; null if none."""
    said = {
        pair: evidence.to_record(
            say("clock.stated", by=written(pair[0])) if pair[1] < 0 else
            say("clock.pictures", by=written(pair[0]), pairs=pair[1])
        )
        for pair in corrected.select("clock_s", "clock_pairs").unique().drop_nulls().iter_rows()
    }  # fmt: skip
    rows = corrected.select("clock_s", "clock_pairs").iter_rows()
    return pl.Series("clock", [said.get(pair) for pair in rows], dtype=pl.Struct(evidence.columns(Message)))


def unmatched(names: Sequence[str], stated: Mapping[str, str]) -> list[str]:
    """The stated names that match no camera."""
    return [each for each in stated if not any(_is_meant(each, name) for name in names)]


def _is_meant(written: str, name: str) -> bool:
    """Whether the name of a camera contains a model or serial number, as whole words."""
    return re.search(rf"(?<!\w){re.escape(written.strip())}(?!\w)", name, re.IGNORECASE) is not None


def corrections(frames: Frames, moments: Indices, stated: Mapping[str, str], options: Clocks) -> Corrections:
    """What is added to the time of each camera. `moments` has the number of each frame's moment.

    Cameras whose clock a person stated are right once corrected, and then the camera with most photos among the others
    is taken as right too. Photos of unknown cameras are not compared.
    """
    size = len(frames.names)
    found = Corrections(np.zeros(size), np.arange(size), np.zeros(size, np.int64), np.zeros(size, np.bool_))
    for camera, name in enumerate(frames.names):
        said = next((value for written, value in stated.items() if _is_meant(written, name)), None)
        if said is not None:
            found.seconds[camera], found.stated[camera] = seconds_of(said), True
    counts = np.bincount(frames.cameras, minlength=size) * [bool(name) for name in frames.names]
    if found.stated.any():
        right = found.stated.copy()
        right[np.argmax(np.where(found.stated, 0, counts))] = True
        found.groups[right] = np.flatnonzero(right)[0]
    _measure(found, _votes(frames, moments, counts > 0, options), counts, options)
    return found


_Votes = Mapping[tuple[int, int], tuple[Numbers, Indices, Indices]]
"""By two cameras: the first's time minus the second's for each pair of pictures, and the moments of both."""


def _votes(frames: Frames, moments: Indices, named: Flags, options: Clocks) -> _Votes:
    """The differences between every two cameras. Of each moment, the first frame is compared."""
    first = np.unique(moments, return_index=True)[1]
    usable = first[frames.hashed[first] & ~np.isnan(frames.seconds[first])]
    of = {int(camera): usable[frames.cameras[usable] == camera] for camera in np.flatnonzero(named)}
    found = {}
    for one, other in combinations(of, 2):
        ours, theirs = _alike(frames, of[one], of[other], options.bits)
        if ours.size >= options.pairs:
            found[one, other] = (frames.seconds[ours] - frames.seconds[theirs], moments[ours], moments[theirs])
    return found


def _alike(frames: Frames, ours: Indices, theirs: Indices, bits: int) -> tuple[Indices, Indices]:
    """Frames of two cameras that look alike, pair by pair: two arrays of equal length."""
    pairs = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for start in range(0, ours.size, _ROWS):
        block = ours[start : start + _ROWS]
        near = differing_bits(frames.hashes[block][:, None], frames.hashes[theirs][None]) <= bits
        rows, columns = np.nonzero(near)
        pairs.append((block[rows], theirs[columns]))
    one, other = zip(*pairs, strict=True)
    return np.concatenate(one), np.concatenate(other)


def _measure(found: Corrections, votes: _Votes, counts: Indices, options: Clocks) -> None:
    """Align cameras whose difference is shown by pairs, in place; those shown by most moments first."""
    while said := [each for cameras in votes if (each := _of_two(found, cameras, votes[cameras], options))]:
        pairs, seconds, one, other = max(said)
        if _weight(found, one, counts) < _weight(found, other, counts):
            one, other, seconds = other, one, -seconds
        moved = found.groups == found.groups[other]
        found.seconds[moved] += seconds
        found.groups[moved] = found.groups[one]
        found.pairs[moved & (found.pairs == 0)] = pairs


def _weight(found: Corrections, camera: int, counts: Indices) -> tuple[bool, int]:
    """Sort key for which of two groups keeps its time: the one with a stated clock, then the one with more photos."""
    own = found.groups == found.groups[camera]
    return bool(found.stated[own].any()), int(counts[own].sum())


def _of_two(
    found: Corrections, cameras: tuple[int, int], votes: tuple[Numbers, Indices, Indices], options: Clocks
) -> tuple[int, float, int, int] | None:
    """Number of moments that agree, what is added to the second camera, and both cameras; None if they do not agree."""
    one, other = cameras
    if found.groups[one] == found.groups[other]:
        return None
    apart, ours, theirs = votes
    seconds, pairs = agreement(apart + found.seconds[one] - found.seconds[other], ours, theirs, options)
    return (pairs, seconds, one, other) if pairs else None


def agreement(apart: Numbers, ours: Indices, theirs: Indices, options: Clocks) -> tuple[float, int]:
    """The median of the differences that most pairs agree on, and how many moments do; (0.0, 0) if that is not certain.

    A moment counts once, however many others it resembles: a burst of ten against a burst of ten is one coincidence.
    """
    order = np.argsort(apart, kind="stable")
    times = apart[order]
    start, stop = _window(times, options.apart_s)
    said = _moments(ours[order], theirs[order], slice(start, stop))
    elsewhere = np.abs(times - np.median(times[start:stop])) > 2 * options.apart_s
    rest = times[elsewhere]
    rival = 0
    if rest.size:
        begin, end = _window(rest, options.apart_s)
        rival = _moments(ours[order][elsewhere], theirs[order][elsewhere], slice(begin, end))
    sure = said >= options.pairs and said >= _RIVAL * rival
    return (float(np.median(times[start:stop])), said) if sure else (0.0, 0)


def _window(times: Numbers, width: float) -> tuple[int, int]:
    """The range of these sorted times, `width` seconds long, that has most of them: first and one past the last."""
    stops = np.searchsorted(times, times + width, side="right")
    start = int(np.argmax(stops - np.arange(times.size)))
    return start, int(stops[start])


def _moments(ours: Indices, theirs: Indices, within: slice) -> int:
    return min(np.unique(ours[within]).size, np.unique(theirs[within]).size)
