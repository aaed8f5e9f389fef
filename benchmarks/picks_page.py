"""How long the picks page takes with many groups, and whether it ever stands still: printed as a table.

    python benchmarks/picks_page.py [GROUPS]

Without a number 5,000 groups of four. The run has real rows and pictures; what was measured of its photos is made up,
so that they lie in groups.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtWidgets import QApplication
from synthetic_run import grow
from watchdog import Watchdog

from reviewer.picks.picks_page import PicksPage
from reviewer.program.gc_tuning import GcTuning
from reviewer.widgets import theme
from runner.people.options import ScoreRules
from runner.picks.options import CullOptions
from runner.picks.photos import completed
from runner.review import review_set
from runner.review.picks.amount import Amount
from runner.review.picks.board import board
from runner.review.picks.desk import PicksDesk
from runner.review.picks.faces import FacesOfRun
from runner.review.picks.opening import OpenedPicks, open_picks
from runner.review.session import Session
from runner.review.settings import Settings

FRAMES = 4


def measures(items: list[str]) -> pl.DataFrame:
    """Photos in groups of four, a minute apart, one of each sharp."""
    draw = np.random.default_rng(1)
    groups = len(items) // FRAMES
    hashes = np.repeat(draw.integers(0, 2**64, groups, dtype=np.uint64), FRAMES)
    first = datetime(2025, 1, 1, 8)
    taken = [first + timedelta(minutes=n // FRAMES, seconds=0.3 * (n % FRAMES)) for n in range(len(items))]
    rows = {
        "item_id": items,
        "path": [f"/year/IMG_{n:05}.JPG" for n in range(len(items))],
        "captured_at": taken,
        "camera": ["Nikon D70"] * len(items),
        "phash": [f"{each:016x}" for each in hashes],
        "sharpness": draw.uniform(0.3, 0.9, len(items)),
        "tonal_range": draw.uniform(0.7, 1, len(items)),
        "quality": draw.uniform(4, 9, len(items)),
    }
    return completed(pl.DataFrame(rows))


def main(groups: int) -> None:
    """Open the page, then do what a person does."""
    app = QApplication(sys.argv[:1])
    theme.apply(app, "dark")
    with TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        run = grow(Path(folder), groups * FRAMES)
        session = Session(review_set.read(run, run.parents[1]), "Ada")
        begun = time.perf_counter()
        open_picks(session, Amount(keep=groups // 2))
        say("reading the run's own evidence and ranking, beside the window", time.perf_counter() - begun)
        photos = measures(session.snapshot.items)
        begun = time.perf_counter()
        desk = PicksDesk(session, photos, CullOptions(keep=groups // 2))
        faces = FacesOfRun(run, session.review_set.catalog, run.parents[1], ScoreRules())
        opened = OpenedPicks(desk, board(desk), faces)
        say(f"finding and ranking {len(desk.moments()):,} groups, beside the window", time.perf_counter() - begun)
        begun = time.perf_counter()
        page = PicksPage(opened, Settings())
        page.resize(1280, 800)
        page.show()
        app.processEvents()
        say("page shown", time.perf_counter() - begun)
        settle(page)
        GcTuning(app)
        work(page, Watchdog(app))
        page.close()


def work(page: PicksPage, watchdog: Watchdog) -> None:
    """Step, decide, undo, choose other groups, and look how long each turn takes."""
    for what, names in (
        ("stepping through 40 groups", ["next_group"] * 40),
        ("keeping 20 times", ["keep_photo"] * 20),
        ("undoing 20 times", ["undo"] * 20),
        ("stepping through photos", ["next_photo", "previous_photo"] * 10),
    ):
        with watchdog.watching(what):
            for name in names:
                page.actions_by_name[name].trigger()
                wait(60)
            settle(page)
    for row in (1, 2, 3, 0):
        with watchdog.watching(f"showing {page.groups.view.itemText(row)}"):
            page.groups.view.setCurrentIndex(row)
            page.groups.view.activated.emit(row)
            settle(page)
    with watchdog.watching("another number"):
        page.pick(Amount(keep=1_000, per_hour=10))
        settle(page)
    watchdog.report()


def settle(page: PicksPage) -> None:
    """Wait until nothing is under way."""
    while not page.is_quiet():
        wait(20)


def wait(ms: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def say(what: str, seconds: float) -> None:
    """One line."""
    print(f"{what:<66} {seconds * 1000:6.0f} ms", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
