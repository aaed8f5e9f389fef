"""What the page of new sets begins with."""

from __future__ import annotations

from dataclasses import dataclass, field

from runner.intake import drafts
from runner.intake.earlier import Earlier, earlier
from runner.intake.planned import PlannedSet


@dataclass(frozen=True, slots=True)
class Intake:
    """What was planned and not started, and what can be offered of earlier sets."""

    planned: tuple[PlannedSet, ...] = ()
    earlier: Earlier = field(default_factory=Earlier)


def intake() -> Intake:
    """What there is now; reads files of the user only."""
    return Intake(tuple(drafts.load()), earlier())
