"""Measures the people page of the window with a planted library; prints a table.

python benchmarks/people_page.py [FACES]

By default 200,000 faces. Only faces of one person are compared with each other beforehand, which takes one minute
instead of twenty; the page works on groups, so its times are the same.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np
import polars as pl
import pyvips

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append(str(Path(__file__).parent.parent / "tests" / "people"))

from planted import SFACE, Planted, planted
from PyQt6.QtCore import QElapsedTimer
from PyQt6.QtWidgets import QApplication

from reviewer.people.people_page import PeoplePage
from reviewer.program.gc_tuning import GcTuning
from reviewer.widgets import theme
from runner.people.grouping import Grouping, group
from runner.people.library import Library
from runner.people.neighbours import Neighbours, neighbours
from runner.people.options import Clear, ScoreRules
from runner.review.people import naming
from runner.review.people.desk import PeopleDesk
from runner.review.people.session import PeopleSession
from runner.review.people.settings import PeopleSettings
from runner.review.settings import Settings
from runner.store.catalog import open_catalog

T = TypeVar("T")
PERSONS, PICTURES = 2_000, 64


class PlantedSession(PeopleSession):
    """A session with made-up faces; answers go into a real catalogue."""

    def __init__(self, runs: Path, library: Library, grouping: Grouping) -> None:
        self._made, self._first = library, [grouping]
        super().__init__(runs, "ann", PeopleSettings(SFACE.thresholds, Clear(), ScoreRules()))

    def _read(self) -> Library:
        return self._made

    def grouped(self) -> Grouping:
        """The groups, computed before the measurement: opening the page reads them like the cache of neighbours."""
        return self._first.pop() if self._first else super().grouped()


class Longest:
    """Measures the longest turn of the window's event loop, in milliseconds."""

    def __init__(self, app: QApplication) -> None:
        self._app, self.ms = app, 0.0

    def until(self, done: Callable[[], bool], patience: float = 120.0) -> float:
        """Process events until `done()` is true, for at most `patience` seconds. Returns the seconds."""
        begun, turn = time.perf_counter(), QElapsedTimer()
        while not done() and time.perf_counter() - begun < patience:
            turn.start()
            self._app.processEvents()
            self.ms = max(self.ms, turn.nsecsElapsed() / 1e6)
            time.sleep(0.001)
        return time.perf_counter() - begun


def main(faces: int) -> None:
    """Open the page, name and merge, and measure the window's thread."""
    world = planted(SFACE, PERSONS, faces // 2, strangers=0.1)
    count = len(world.faces.ids)
    near = near_of(world)
    grouping, seconds = timed(lambda: group(world.faces, [], SFACE.thresholds, near))
    say("groups computed", f"{count:,} faces, {len(grouping.members):,} groups, {seconds:.1f} s")
    random = np.random.default_rng(1)
    ids = world.faces.ids
    with TemporaryDirectory() as folder:
        with open_catalog(Path(folder) / "catalog.db"):
            pass  # answers are written only to a catalogue that already exists
        crops = pictures(Path(folder))
        table = pl.DataFrame({
            "face_id": ids, "item_id": [face[:16] for face in ids], "pixels": random.integers(30, 900, count),
            "score": random.random(count), "crop": [{"path": crops[at % PICTURES]} for at in range(count)],
        })  # fmt: skip
        use(PlantedSession(Path(folder), Library(table, world.faces, near), grouping), Path(folder))


def near_of(world: Planted) -> Neighbours:
    """The neighbours of each face among those of the same person."""
    order = np.argsort(world.persons, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(world.persons[order])) + 1)
    found = [(part, neighbours(world.faces.vectors[part], SFACE.thresholds.ask)) for part in parts]
    return Neighbours(
        np.concatenate([part[near.first] for part, near in found]).astype(np.int32),
        np.concatenate([part[near.second] for part, near in found]).astype(np.int32),
        np.concatenate([near.cosine for _, near in found]),
    )


def pictures(runs: Path) -> list[str]:
    """Make face pictures as large as real ones. Returns their paths below the folder."""
    made, random = [], np.random.default_rng(2)
    for _ in range(PICTURES):
        small = random.integers(0, 255, (32, 32, 3)).astype(np.uint8)
        content = pyvips.Image.new_from_array(small).resize(8).jpegsave_buffer(Q=90)
        name = hashlib.sha256(content).hexdigest()
        path = runs / "faces" / name[:2] / f"{name}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        made.append(str(path.relative_to(runs)))
    return made


def use(session: PeopleSession, runs: Path) -> None:
    """Do what a person does, and print how long the window takes."""
    app = QApplication([])
    theme.apply(app, "dark")
    GcTuning(app)
    desk, read = timed(lambda: PeopleDesk(session))
    page, made = timed(lambda: PeoplePage(desk, runs, Settings()))
    page.resize(1280, 800)
    page.show()
    longest = Longest(app)
    shown = longest.until(lambda: page.shown.groups.isVisible(), 10)
    say("page opens", f"{read + made + shown:.2f} s: {read:.2f} beside the window, {made:.3f} in it")
    longest.until(lambda: page.shown.is_quiet(), 10)
    say("pictures of its faces", f"longest turn {longest.ms:.0f} ms")
    longest.ms = 0.0
    thought = longest.until(page.thinking.is_idle)
    say("questions found beside it", f"{thought:.1f} s, longest turn {longest.ms:.0f} ms")
    for what, make in (
        ("name", lambda: naming.name(page.grouping, desk.board.unnamed[:1], "Ann")),
        ("merge", lambda: naming.merge(page.grouping, desk.board.unnamed[:2])),
        ("merge into a person", lambda: naming.merge(page.grouping, [desk.board.named[0], desk.board.unnamed[0]])),
    ):
        longest.ms = 0.0
        page.change(make, what)
        took = longest.until(page.operations.is_idle)
        say(what, f"{took * 1000:.0f} ms until it is shown, longest turn {longest.ms:.0f} ms")
    longest.ms = 0.0
    page.actions_by_name["undo"].trigger()
    say("undo", f"{longest.until(page.operations.is_idle) * 1000:.0f} ms, longest turn {longest.ms:.0f} ms")
    longest.ms = 0.0
    page._regroup_soon.stop()
    page._think(desk.regroup)
    took = longest.until(page.thinking.is_idle, 600)
    say("computed again beside the window", f"{took:.1f} s, longest turn {longest.ms:.0f} ms")
    page.close()


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """The result, and the seconds that it took."""
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def say(what: str, result: str) -> None:
    """Print a line of the table."""
    print(f"{what:34} {result}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
