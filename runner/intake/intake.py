"""The data with which the page of new sets opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from runner.intake import drafts
from runner.intake.earlier import Earlier, earlier
from runner.intake.planned import PlannedSet


@dataclass(frozen=True, slots=True)
class Intake:
    """Sets that were planned but not started, and values of earlier sets to offer again."""

    planned: tuple[PlannedSet, ...] = ()
    earlier: Earlier = field(default_factory=Earlier)
    lost: Path | None = None  # path of the file of planned sets, if it cannot be read or understood


def intake() -> Intake:
    """The current state. Reads planned sets and set files only, and puts a damaged file of planned sets aside."""
    lost = drafts.lost()
    return Intake(tuple(drafts.load()), earlier(), lost)
