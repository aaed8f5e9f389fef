"""What the page of new sets begins with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from runner.intake import drafts
from runner.intake.earlier import Earlier, earlier
from runner.intake.planned import PlannedSet


@dataclass(frozen=True, slots=True)
class Intake:
    """What was planned and not started, and what can be offered of earlier sets."""

    planned: tuple[PlannedSet, ...] = ()
    earlier: Earlier = field(default_factory=Earlier)
    lost: Path | None = None  # where the file of what was planned is, when it cannot be read or understood


def intake() -> Intake:
    """What there is now; reads files of the user only, and puts a damaged file of plans aside."""
    lost = drafts.lost()
    return Intake(tuple(drafts.load()), earlier(), lost)
