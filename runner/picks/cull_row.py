"""The evidence of picks: what each photo belongs to, whether it is picked, and why."""

from __future__ import annotations

from dataclasses import dataclass

from runner.messages import Message
from runner.schema import Row


@dataclass(frozen=True, slots=True)
class Guess:
    """The pick if nobody had flagged anything, to be compared with people's decisions."""

    pick: bool
    place: int  # among the frames of its moment, the best first, from 1
    sharpest: bool  # whether it would be picked if the same number were picked by sharpness alone
    sharpest_place: int  # among the frames of its moment, the sharpest first, from 1


@dataclass(frozen=True, slots=True)
class CullRow(Row):
    """Whether a photo is picked, and why. It is a suggestion: nothing is deleted, and people's flags win."""

    pick: str  # keep, drop, or whole (a frame of a bracket, focus stack or panorama, kept with the others)
    because: Message  # why
    moment: str  # item_id of the first photo of its moment or sequence
    kind: str  # kind of its moment: single, burst, bracket, stack or panorama
    frames: int  # number of photos in the moment
    place: int  # in the moment, from 1: best first; by capture time in a sequence
    rank: int | None  # among all photos, in the order in which they are picked, from 1; null in a sequence
    score: float  # compared with the frames of its moment, 0 to 1
    strength: float  # compared with photos of other moments, 0 to 1
    rival: str | None  # item_id of the photo that was preferred to it; null if there is none
    clock_s: float | None = None  # seconds added to the time of its camera; null if no correction is known
    clock: Message | None = None  # where the correction comes from
    guess: Guess | None = None  # null in a sequence, and if no photo has a flag yet
