"""The existing sets: what the last run of each produced, and what waits for a person."""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from runner.errors import RunnerError
from runner.intake.earlier import own_sets
from runner.review import review_set
from runner.review.language import spoken
from runner.store import runfile
from runner.store.catalog import read_catalog
from runner.store.effective import effective_rows
from runner.store.runfile import RunFile

_PATIENCE_S = 1.0
"""Seconds to wait for a catalogue that another program holds; meanwhile the page shows the rest."""

_TRIED = 40
"""At most this many files of a folder are tried for a picture."""

_OTHERS = ("identify", "publish")
"""Graphs whose runs prepare no photos."""


@dataclass(frozen=True, slots=True)
class RecentSet:
    """A set on the start page."""

    name: str
    run: Path | None = None  # the newest run that can be opened; None: never run
    state: str | None = None  # of that run, see `runner.store.runfile.State`
    at: datetime | None = None  # when that run began, UTC
    photos: int = 0  # of that run, without copies
    command: str = ""  # the command that started that run
    source: str | None = None  # folder of the photos, if its file says so
    under_way: Path | None = None  # a run of the set that is in progress


@dataclass(frozen=True, slots=True)
class Waiting:
    """What in a run waits for a person."""

    picture: Path | None  # thumbnail of one of its photos
    blocked: int  # without a decision so far, and a text of theirs breaks a rule or is missing
    ready: int  # without a decision so far, and can be approved as they are
    approved: int  # and can be published
    trouble: str = ""  # a sentence why this cannot be read now; empty if it can
    preview: bytes | None = None  # a small JPEG of one photo, for a set that was never run


@dataclass(frozen=True, slots=True)
class RunUnderWay:
    """A run whose process is alive."""

    run: Path
    name: str  # of its set
    at: datetime  # when it began, UTC


def recent_sets(runs: Path) -> list[RecentSet]:
    """Every set with a run, newest first, then the user's sets that were never run, by name. Reads no rows."""
    sources = {each.name: str(each.source) for _, each in own_sets()}
    found: dict[str, list[tuple[Path, RunFile]]] = {}
    for run, file in _read(runs):
        found.setdefault(file.set, []).append((run, file))
    made = [_recent(name, every, sources.pop(name, None)) for name, every in found.items()]
    made.sort(key=lambda each: each.at or datetime.min.replace(tzinfo=UTC), reverse=True)
    return [*made, *(RecentSet(name, source=source) for name, source in sorted(sources.items()))]


def under_way(runs: Path) -> list[RunUnderWay]:
    """The runs in progress, newest first."""
    return [
        RunUnderWay(run, file.set, datetime.fromisoformat(file.started_at))
        for run, file in _read(runs, others=True)
        if file.state == "running"
    ]


def waiting(run: Path, runs: Path) -> Waiting:
    """What waits for a person in a run; nothing if it is unfinished. Raises RunnerError if its rows cannot be read."""
    rows = review_set.read(run, review_set.runs_of(run, runs))
    picture = _picture(rows.photos, rows.renditions)
    if not rows.finished:
        return Waiting(picture, 0, 0, 0)
    photos = rows.whole_table().filter(pl.col("outcome") != "failed")
    with read_catalog(rows.catalog, _PATIENCE_S) as catalog:
        now = effective_rows(photos, rows.fields, catalog, rows.set_name)["decision"]
    undecided = now.is_null() | (now == "lapsed").fill_null(value=False)
    blocked = undecided & (photos["outcome"] == "blocked")
    return Waiting(picture, int(blocked.sum()), int((undecided & ~blocked).sum()), int((now == "approved").sum()))


def waiting_or_trouble(run: Path, runs: Path) -> Waiting:
    """Like `waiting`, but an error is returned in `trouble`."""
    try:
        return waiting(run, runs)
    except RunnerError as error:
        return Waiting(None, 0, 0, 0, error.in_words(spoken()))
    except (OSError, sqlite3.Error, pl.exceptions.PolarsError) as error:
        return Waiting(None, 0, 0, 0, str(error))


def previewed(folder: Path) -> Waiting:
    """A picture for a set that was never run: of the first file in its folder that can be decoded as a photo."""
    from runner.intake.small_pictures import small_picture  # its libraries would slow down the start

    made = (small_picture(path) for path in itertools.islice(_files(folder), _TRIED))
    return Waiting(None, 0, 0, 0, preview=next(filter(None, made), None))


def _files(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(above, name) for name in sorted(names) if not name.startswith("."))


def _read(runs: Path, *, others: bool = False) -> Iterator[tuple[Path, RunFile]]:
    for run in runfile.find(runs):
        file = runfile.read(run)
        if file is not None and (others or file.graph not in _OTHERS):
            yield run, file


def _recent(name: str, every: list[tuple[Path, RunFile]], source: str | None) -> RecentSet:
    """The set with its newest finished run, as everywhere; without one, with its newest run."""
    run, file = next((each for each in every if each[1].state == "finished"), every[0])
    going = next((each[0] for each in every if each[1].state == "running"), None)
    return RecentSet(
        name, run, file.state, datetime.fromisoformat(file.started_at), _photos(file), file.command, source, going
    )  # fmt: skip


def _photos(file: RunFile) -> int:
    outcomes = (file.summary or {}).get("outcomes") or {}
    return sum(number for outcome, number in outcomes.items() if outcome != "copy")


def _picture(photos: pl.DataFrame, renditions: Path) -> Path | None:
    """The thumbnail of the best photo, photos that passed first; None if no photo has one."""
    ordered = photos.filter(pl.col("thumbnail").is_not_null()).sort(
        pl.col("outcome") != "passed", pl.col("quality_score"), descending=[False, True], nulls_last=True
    )
    return renditions / ordered["thumbnail"][0] if ordered.height else None
