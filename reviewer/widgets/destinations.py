"""Where a person can go in the program. A page names a destination; the program makes the page for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Start:
    """The start page: recent sets, runs in progress, and how to begin."""


@dataclass(frozen=True, slots=True)
class NewSets:
    """The page of new sets, where folders become sets. A row is made for each of these folders."""

    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Runs:
    """The page of runs; `run` is the folder of the one to show, None for the first."""

    run: Path | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a run, with the same choices as on the command line."""

    run: Path
    filter: str = ""
    photo: int | None = None  # number among the photos that are shown, from 1
    view: str | None = None  # overview, grid, photo, compare, map or calendar; None for the one that suits the rest


@dataclass(frozen=True, slots=True)
class People:
    """The people page, for the photos of all sets."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The page that begins to look for faces in a set."""


@dataclass(frozen=True, slots=True)
class Picks:
    """The picks page of a run."""

    run: Path


@dataclass(frozen=True, slots=True)
class Comparison:
    """The blind comparison of the variants of a sweep."""

    sweep: Path


@dataclass(frozen=True, slots=True)
class Publishing:
    """The page that publishes what was approved in a run, or unpublishes the photos `back` (item_ids)."""

    run: Path
    back: tuple[str, ...] = ()


Destination = Start | NewSets | Runs | People | Faces | Picks | Review | Comparison | Publishing
