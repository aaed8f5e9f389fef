"""Options for picks: what one moment is, what is kept whole, and what makes one frame better than another.

Sources of the defaults: a bracket has at least three frames, even exposure steps within 0.34 EV, a span of 1 EV or more
and gaps of at most 4 s, because with pairs allowed a library of 124,886 photos showed 381 more sets in addition to 226,
most of them false (facet, docs/CONFIGURATION.md). Bits and seconds of bursts are those of `runner.imaging.series`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import Annotated

from annotated_types import Ge, Gt, Le, MinLen

from runner.schema import Options

Share = Annotated[float, Ge(0), Le(1)]
Weight = Annotated[float, Ge(0)]
Most = Annotated[int, Ge(1)] | None
STATED = re.compile(r"([+-]?)(?:(\d+)d )?(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)")
"""The correction of a clock as it is written: a sign, days, hours, minutes and seconds."""

Near = tuple[Annotated[float, Ge(0)], Annotated[int, Ge(0), Le(32)]]


@dataclass(frozen=True, slots=True)
class Bursts(Options):
    """When photos of one camera are frames of one moment."""

    # (seconds, bits): frames at most this far apart differ in at most this many of the 64 bits of their hashes
    near: Annotated[tuple[Near, ...], MinLen(1)] = ((1.0, 20), (10.0, 14), (120.0, 8))
    # frames within the first time above are one moment from this cosine of their embeddings on, whatever their hashes
    cosine: Annotated[float, Ge(-1), Le(1)] = 0.95
    # number of earlier frames in which a frame looks for its moment
    window: Annotated[int, Ge(1), Le(100)] = 8
    # seconds from the first frame on; a longer burst is split
    longest_s: Annotated[float, Gt(0)] = 60.0
    # bits if a capture time is unknown, for files in one folder in their order
    untimed: Annotated[int, Ge(0), Le(32)] = 8

    def problems(self) -> Sequence[str]:
        """One sentence if the limits are out of order."""
        if any(right[0] <= left[0] or right[1] > left[1] for left, right in pairwise(self.near)):
            return ["bursts.near: give the shortest time first; a longer one cannot allow more bits."]
        return []


@dataclass(frozen=True, slots=True)
class Brackets(Options):
    """When frames are one picture at several exposures."""

    # least number of frames; a pair is no bracket
    frames: Annotated[int, Ge(3), Le(9)] = 3
    # EV by which the steps may differ
    tolerance: Annotated[float, Ge(0)] = 0.34
    # least difference between the darkest and the lightest frame, in EV
    span: Annotated[float, Gt(0)] = 1.0
    # seconds between two frames at most
    gap_s: Annotated[float, Gt(0)] = 4.0


@dataclass(frozen=True, slots=True)
class Stacks(Options):
    """When frames are one picture focused at several distances."""

    # frames at least
    frames: Annotated[int, Ge(3)] = 4
    # seconds between two frames at most
    gap_s: Annotated[float, Gt(0)] = 4.0
    # bits in which the hashes of neighbouring frames may differ
    bits: Annotated[int, Ge(0), Le(32)] = 16
    # a tile is at least this many times as sharp in its best frame as in the typical one
    rise: Annotated[float, Gt(1)] = 1.3
    # share of the tiles with detail that have to meet this
    share: Share = 0.5


@dataclass(frozen=True, slots=True)
class Panoramas(Options):
    """When frames are one picture that is wider than the lens."""

    # frames at least
    frames: Annotated[int, Ge(2)] = 3
    # seconds between two frames at most
    gap_s: Annotated[float, Gt(0)] = 12.0
    # least and largest share of a frame that overlaps the one before
    overlap: tuple[Share, Share] = (0.2, 0.85)
    # least correlation of the overlap
    likeness: Share = 0.85

    def problems(self) -> Sequence[str]:
        """One sentence if the smaller share does not come first."""
        return [] if self.overlap[0] < self.overlap[1] else ["panoramas.overlap: give the smaller share first."]


@dataclass(frozen=True, slots=True)
class Parts(Options):
    """How much each part counts when frames of a moment are compared. Noise is left out: it ranks sharp frames last.

    Each part is 1 for the best frame of the moment. A part that is unknown for all frames does not count.
    """

    # of the faces, or else of what a detector found, or else of the sharpest tiles
    sharpness: Weight = 0.40
    # use of the tonal range, minus what is clipped
    exposure: Weight = 0.15
    # open in every prominent face
    eyes: Weight = 0.25
    # every prominent face smiles
    smiles: Weight = 0.05
    # the main people are present
    people: Weight = 0.10
    # no face is cut off by the edge
    whole: Weight = 0.05

    def problems(self) -> Sequence[str]:
        """One sentence if all weights are zero."""
        weights = [getattr(self, each.name) for each in fields(self)]
        return [] if any(weights) else ["parts: all are 0; give at least one a weight."]


@dataclass(frozen=True, slots=True)
class Variety(Options):
    """What a photo loses for better photos like it: the weight times log2(1 + their number)."""

    # of the same hour
    hour: Weight = 0.02
    # of the same event
    event: Weight = 0.01
    # within the same square of `place_km`
    place: Weight = 0.005
    # of the same people
    people: Weight = 0.01
    # of the same subject, as a classifier groups them
    subject: Weight = 0.01
    # a gap of more than this many minutes begins a new event
    event_gap_min: Annotated[float, Gt(0)] = 120.0
    # side length of a place, in kilometres
    place_km: Annotated[float, Gt(0)] = 1.0


@dataclass(frozen=True, slots=True)
class Limits(Options):
    """Upper limits for picks. A person's own picks are never held back by a limit, but count towards it."""

    # of one hour
    per_hour: Most = None
    # of one person
    per_person: Most = None
    # of one event
    per_event: Most = None


@dataclass(frozen=True, slots=True)
class Clocks(Options):
    """When pictures show by how much the clocks of two cameras differ."""

    # least number of moments of both that look alike and agree
    pairs: Annotated[int, Ge(3)] = 5
    # they agree within this many seconds
    apart_s: Annotated[float, Gt(0)] = 10.0
    # hashes of pictures that look alike differ in at most this many bits
    bits: Annotated[int, Ge(0), Le(20)] = 12


@dataclass(frozen=True, slots=True)
class CullOptions(Options):
    """How many photos are picked, and how."""

    # number of picks; null picks nothing. What is kept whole comes on top
    keep: Most = None
    # correction of a camera's clock, by its model or serial number: {"Nikon D70": "+01:02:30"}
    clock: Mapping[str, str] = field(default_factory=dict)
    clocks: Clocks = field(default_factory=Clocks)
    bursts: Bursts = field(default_factory=Bursts)
    brackets: Brackets = field(default_factory=Brackets)
    stacks: Stacks = field(default_factory=Stacks)
    panoramas: Panoramas = field(default_factory=Panoramas)
    parts: Parts = field(default_factory=Parts)
    variety: Variety = field(default_factory=Variety)
    limits: Limits = field(default_factory=Limits)
    # weight of the faces' score when photos of different moments are compared
    faces: Share = 0.4
    # what each further frame of a moment loses
    repeat: Weight = 0.25

    def problems(self) -> Sequence[str]:
        """Sentences about corrections that cannot be read, and the problems of the nested options."""
        wrong = [name for name, value in self.clock.items() if not STATED.fullmatch(value.strip())]
        clock = [f"clock.{name}: write what is to be added as +01:02:30 or -2d 00:00:01." for name in wrong]
        return [*clock, *self.bursts.problems(), *self.panoramas.problems(), *self.parts.problems()]
