"""Where a person can go in the program. A page names one; what is there is the program's to make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Start:
    """The first page: recent sets, runs under way, the ways to begin."""


@dataclass(frozen=True, slots=True)
class NewSets:
    """Intake: folders become sets. Without folders the page asks for one."""

    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs under way and waiting; `run` is the folder of the one to look at, None the first."""

    run: Path | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a run, as its command line asks for it."""

    run: Path
    filter: str = ""
    photo: int | None = None  # number among those that are shown, from 1
    view: str | None = None  # overview, grid, photo or compare; None: what suits the rest


@dataclass(frozen=True, slots=True)
class People:
    """The people in the photos of all sets."""


@dataclass(frozen=True, slots=True)
class Picks:
    """Which photos of a run are picked, group by group."""

    run: Path


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two variants of a sweep, blindly."""

    sweep: Path


@dataclass(frozen=True, slots=True)
class Publishing:
    """What was approved in a run, to a target; or the photos `back` (item ids) taken back from one."""

    run: Path
    back: tuple[str, ...] = ()


Destination = Start | NewSets | Runs | People | Picks | Review | Comparison | Publishing
