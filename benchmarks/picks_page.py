"""Measures the picks page with many groups, and whether it ever freezes; prints a table.

python benchmarks/picks_page.py [GROUPS [ROUNDS]]

By default 5,000 groups of four, each photo with a face. The run has real rows, evidence and pictures; the measurements
of its photos are made up, so that they form groups. Each time, the page is opened from that evidence in a process of
its own, by the shell that `reviewer` starts. The quickest round counts, because other programs can only slow it down.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PyQt6.QtCore import QCoreApplication, QEventLoop, QTimer
from PyQt6.QtWidgets import QApplication

from reviewer.program.gc_tuning import GcTuning
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.widgets import theme
from reviewer.widgets.destinations import Picks, Start
from runner.review.picks.amount import Amount
from runner.review.settings import Settings
from runner.store import evidence

if TYPE_CHECKING:
    from reviewer.picks.picks_page import PicksPage

FRAMES = 4
BOUND_S = 1.0


def main(groups: int, rounds: int) -> None:
    """Make the run, then open and use the page in separate processes."""
    from synthetic_run import grow

    with TemporaryDirectory() as folder:
        run = grow(Path(folder), groups * FRAMES)
        plant(run)
        environment = {**os.environ, "XDG_CONFIG_HOME": folder}
        command = [sys.executable, __file__, "open", str(run)]
        for _ in range(rounds):
            subprocess.run(command, check=True, env=environment)
        subprocess.run([sys.executable, __file__, "use", str(run)], check=True, env=environment)


def plant(run: Path) -> None:
    """Arrange photos in groups of four, a minute apart, with varying sharpness, and add a face to each photo."""
    items = pl.read_parquet(run / "sources.parquet")["item_id"]
    size, draw = len(items), np.random.default_rng(1)
    hashes = np.repeat(draw.integers(0, 2**64, -(-size // FRAMES), dtype=np.uint64), FRAMES)[:size]
    first = datetime(2025, 1, 1, 8)
    taken = [first + timedelta(minutes=n // FRAMES, seconds=0.3 * (n % FRAMES)) for n in range(size)]
    made = {
        "derive": {"phash": [f"{each:016x}" for each in hashes], "sharpness": draw.uniform(0.3, 0.9, size)},
        "exif": {"captured_at": taken, "camera": ["Nikon D70"] * size, "exposure_s": [0.004] * size},
    }
    for stage, columns in made.items():
        replace(run / "evidence" / stage, pl.DataFrame({"item_id": items, **columns}))
    faces(run, items, draw)


def replace(folder: Path, columns: pl.DataFrame) -> None:
    """Replace columns in the parts of a stage."""
    for path in sorted(folder.glob("part-*.parquet")):
        table, about = pl.read_parquet(path), pl.read_parquet_metadata(path)
        kept = table.drop(columns.columns[1:]).join(columns, on="item_id", how="left", maintain_order="left")
        known = {name: about[name] for name in ("row", "kind")}
        kept.select(table.columns).cast(dict(table.schema)).write_parquet(path, compression="zstd", metadata=known)


def faces(run: Path, items: pl.Series, draw: np.random.Generator) -> None:
    """Add a face to each photo, about half of them with closed eyes."""
    size = len(items)
    place = {"left": 0.4, "top": 0.3, "right": 0.6, "bottom": 0.6}
    renditions = run.parents[1] / "renditions"
    crop = str(next(renditions.glob("*/*")).relative_to(run.parents[1]))
    kept = {"path": crop, "bytes": 0, "sha256": ""}
    values = {
        "face": 0, "score": 0.9, "presence": 0.9, "pixels": 300, "yaw": 0.0, "pitch": 0.0, "roll": 0.0,
        "mouth_width": 0.7, "mouth_lift": 0.0, "crop": kept, "vectors": kept, "region": place, "detector": "planted",
        "embedder": "planted", "provider": "CPUExecutionProvider", "run_id": run.name, "stage": "faces",
        "status": "ok", "duration_ms": 1.0, "key": "",
    }  # fmt: skip
    eyes, sharp = draw.choice([0.1, 0.3], size), draw.uniform(0.2, 0.8, size)
    table = pl.DataFrame(
        {"item_id": items, "face_id": items + "-0", "eye_left": eyes, "eye_right": eyes, "sharpness": sharp}
    ).with_columns(pl.lit(value).alias(name) for name, value in values.items() if not isinstance(value, dict))
    nested = {name: [value] * size for name, value in values.items() if isinstance(value, dict)}
    from runner.people.face_row import FaceRow

    schema = evidence.table_schema(FaceRow)
    whole = table.with_columns(pl.Series(name, value) for name, value in nested.items())
    lacking = [pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in whole.columns]
    rows = whole.with_columns(lacking).select(pl.col(name).cast(kind) for name, kind in schema.items())
    evidence.write_part(run, "faces", "planted", rows, {"row": "FaceRow", "kind": "faces"})


def shell_at(run: Path, app: QApplication) -> Shell:
    """The window at its start page, after it has settled."""
    gc.disable()  # as `reviewer.app.main` does
    GcTuning(app)
    theme.apply(app, "dark")
    number = Amount(keep=pl.scan_parquet(run / "sources.parquet").select(pl.len()).collect().item() // 8)
    shell = Shell(Place(run.parents[1], "Ada"), Settings(picks={"many": number.kept()}))
    shell.resize(1280, 800)
    shell.open(Start())
    shell.show()
    until(lambda: shell.page() is not None)
    wait(300)
    return shell


def first_picture(shell: Shell, run: Path) -> PicksPage:
    """Open the page and wait until the best photo of the first group is painted."""
    shell.open(Picks(run))
    until(lambda: getattr(shell.page(), "topic", "") == "picks" and bool(page_of(shell).groups.group.previews.kept()))
    QCoreApplication.processEvents()
    return page_of(shell)


def page_of(shell: Shell) -> PicksPage:
    """The page that is shown, which must be a picks page."""
    from reviewer.picks.picks_page import PicksPage

    page = shell.page()
    assert isinstance(page, PicksPage)
    return page


def opened(run: Path) -> None:
    """Open the page from the start page, once in this process, and print how long it takes."""
    app = QApplication(sys.argv[:1])
    shell = shell_at(run, app)
    begun, worked = time.perf_counter(), time.process_time()
    page = first_picture(shell, run)
    wall, work = time.perf_counter() - begun, time.process_time() - worked
    missed = "" if wall <= BOUND_S else "   MISSED"
    groups = f"{page.board.counts()['groups']:,} groups"
    print(
        f"{groups + ' opened from the start page, first picture painted':<66} {wall:5.2f} s, {work:5.2f} s work"
        f"   bound {BOUND_S}{missed}   load {os.getloadavg()[0]:.0f}",
        flush=True,
    )
    os._exit(0)


def used(run: Path) -> None:
    """Step, decide, undo and choose other groups, and print how long each turn of the event loop takes."""
    from watchdog import Watchdog

    app = QApplication(sys.argv[:1])
    shell = shell_at(run, app)
    watchdog = Watchdog(app)
    with watchdog.watching("opening"):
        page = first_picture(shell, run)
        settle(page)
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
    print(f"load {os.getloadavg()[0]:.0f}", flush=True)
    shell.close()


def settle(page: PicksPage) -> None:
    """Wait until no work is in progress."""
    until(page.is_quiet)


def until(done) -> None:  # type: ignore[no-untyped-def]
    """Process events until `done()` is true."""
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.001)


def wait(ms: int) -> None:
    """Process events for this long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("open", "use"):
        {"open": opened, "use": used}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
