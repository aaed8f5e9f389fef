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
    """Whether a photo is picked, and why. A suggestion: nothing is deleted, and people's flags win."""

    pick: str  # keep, drop, or whole: a frame of a bracket, focus stack or panorama, which is kept with the others
    because: Message  # why
    moment: str  # what it belongs to: item_id of the first photo of the same moment, or of the same sequence
    kind: str  # of that: single, burst, bracket, stack or panorama
    frames: int  # photos in it
    place: int  # among the frames of the moment, the best first, from 1; in a sequence in order of capture
    rank: int | None  # among all photos, the first to be picked first, from 1; null in a sequence
    score: float  # among the frames of the moment, 0 to 1
    strength: float  # beside photos of other moments, 0 to 1
    rival: str | None  # item_id of the photo that was preferred; null where there is none
    clock_s: float | None = None  # seconds that are added to the time of its camera; null where nothing is known
    clock: Message | None = None  # who says so
    guess: Guess | None = None  # null in a sequence, and where nobody has said anything of any photo
