"""Runs during which photos are replaced, overwritten, appended to, truncated, renamed, removed and put back.

`python tests/verification/replaced_photos.py [RUNS] [SEED]` prints the number of rows, and the rows that do not
describe the bytes that their identity names.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from finished_runs import configuration, in_driver, photograph

from runner.engine.discovery import discover
from runner.engine.executors.local import LocalExecutor
from runner.engine.run import Run
from runner.graph import Graph
from runner.stage import Folders
from runner.store import evidence
from runner.store.catalog import open_catalog

STAGES = ("intake", "exif", "derive")
_SAID = {"intake": ("sha256", "bytes", "format", "stored_width", "stored_height"),
         "exif": ("captured_at", "camera", "raw"), "derive": ("width", "height", "phash", "renditions")}  # fmt: skip


def _mapping_apart(graph: Graph) -> Graph:
    """Run stages in this process, except those whose libraries map a file into memory.

    If a file is cut short while it is mapped, the process that reads it dies: a child in a run, but not these tests.
    """
    here = in_driver(graph)
    pairs = zip(graph.nodes, here.nodes, strict=True)
    return Graph(graph.name, tuple(own if own.name in ("exif", "derive") else node for own, node in pairs))


class Silent:
    def restored(self, done: int, total: int) -> None: ...

    def discovered(self, done: int, total: int) -> None: ...

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None: ...

    def said(self, stage: str, line: str) -> None: ...

    def kept(self, stage: str, items: int, todo: int) -> None: ...

    def advanced(self, stage: str, item: object, result: object, todo: int) -> None: ...

    def finished(self, stage: str, items: int) -> None: ...

    def began(self, stage: str, items: int) -> None: ...

    def paused(self, seconds: float) -> None: ...

    def continued(self) -> None: ...


@dataclass
class Outcome:
    runs: int = 0
    changes: int = 0
    good: int = 0  # rows that describe the bytes of their identity
    failed: int = 0  # rows of photos that failed
    wrong: list[str] = field(default_factory=list)


class Trial:
    """Photos, their originals kept elsewhere, and the right rows for every content that ever existed there."""

    def __init__(self, root: Path, photos: int = 4) -> None:
        self.root, self.photos, self.kept = root, root / "photos", root / "kept"
        for seed in range(2 * photos):
            photograph(seed, self.kept / f"{seed}.jpg", (900 + 8 * seed, 600))
        self.graph = _three(configuration(root, root / "runs", _mapping_apart)[0].graph)
        self.names = [f"IMG_{number}.jpg" for number in range(photos)]
        self.contents: dict[str, bytes] = {}
        self.right: dict[tuple[str, str], dict[str, Any]] = {}
        self.lock = threading.Lock()
        self.lay_out()

    def lay_out(self) -> None:
        """Put the originals in place."""
        shutil.rmtree(self.photos, ignore_errors=True)
        self.photos.mkdir(parents=True)
        for number, name in enumerate(self.names):
            content = (self.kept / f"{number}.jpg").read_bytes()
            self.know(content)
            (self.photos / name).write_bytes(content)

    def know(self, content: bytes) -> None:
        """Record content that may occur under some name from now on."""
        with self.lock:
            self.contents[hashlib.sha256(content).hexdigest()[:16]] = content

    def run(self, name: str, rehash: bool = False) -> Path:
        folders = Folders(self.root / "runs", self.root / "runs" / "set" / name)
        folders.run.mkdir(parents=True)
        executor = LocalExecutor(folders, 1, 30, {})
        with open_catalog(folders.catalog) as catalog:
            found = discover(self.photos, folders.runs, (), rehash, catalog, lambda done, total: None)
            Run(self.graph, found, folders, catalog, executor, Silent(), {}, {}).execute(reuse=True)
        executor.stop()
        return folders.run

    def judge(self, run: Path, outcome: Outcome) -> None:
        """Compare every good row of a run with the right row for the bytes of its identity."""
        for stage in STAGES:
            table = evidence.read(run, stage)
            if not table.width:
                continue
            outcome.failed += table.filter(pl.col("status") == "failed").height
            for row in table.filter(pl.col("status") == "ok").iter_rows(named=True):
                if _said(stage, row) == self._right(stage, row["item_id"]):
                    outcome.good += 1
                else:
                    outcome.wrong.append(f"{run.name} {stage} {row['item_id']}: {_said(stage, row)}")

    def _right(self, stage: str, item_id: str) -> dict[str, Any]:
        if (stage, item_id) not in self.right:
            if item_id not in self.contents:
                return {"nothing": "of these bytes ever stood there"}
            self._compute(item_id)
        return self.right[stage, item_id]

    def _compute(self, item_id: str) -> None:
        """Run the stages over a copy that is not changed."""
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            (root / "photos").mkdir()
            (root / "photos" / "a.jpg").write_bytes(self.contents[item_id])
            other = object.__new__(Trial)
            other.root, other.photos, other.graph = root, root / "photos", self.graph
            run = other.run("clean")
            for stage in STAGES:
                table = evidence.read(run, stage)
                rows = list(table.filter(pl.col("status") == "ok").iter_rows(named=True)) if table.width else []
                self.right[stage, item_id] = _said(stage, rows[0]) if rows else {"no row": "it fails"}


class Vandal(threading.Thread):
    """Changes photos at random times until told to stop."""

    def __init__(self, trial: Trial, chance: random.Random, most_s: float) -> None:
        super().__init__(daemon=True)
        self.trial, self.chance, self.most_s = trial, chance, most_s
        self.changes = 0
        self.stopped = threading.Event()
        self.ways: list[Callable[[Path], None]] = [
            self.replace, self.overwrite, self.append, self.truncate, self.rename, self.remove, self.exchange,
        ]  # fmt: skip

    def run(self) -> None:
        for _ in range(self.chance.randrange(1, 4)):
            if self.stopped.wait(self.chance.random() * self.most_s):
                return
            path = self.trial.photos / self.chance.choice(self.trial.names)
            with contextlib.suppress(FileNotFoundError):
                self.chance.choice(self.ways)(path)
                self.changes += 1

    def other(self) -> bytes:
        seed = self.chance.randrange(len(self.trial.names), 2 * len(self.trial.names))
        content = (self.trial.kept / f"{seed}.jpg").read_bytes()
        self.trial.know(content)
        return content

    def replace(self, path: Path) -> None:
        """Replace the file by another one with the same time."""
        about, other = path.stat(), path.with_suffix(".new")
        other.write_bytes(self.other())
        os.utime(other, ns=(about.st_atime_ns, about.st_mtime_ns))
        other.replace(path)

    def overwrite(self, path: Path) -> None:
        """Overwrite the file in place, in two steps, and restore its old time."""
        about, before, content = path.stat(), path.read_bytes(), self.other()
        half = len(content) // 2
        for stands in (content[:half] + before[half:], content + before[len(content) :]):
            self.trial.know(stands)  # for a moment
        with path.open("r+b") as file:
            file.write(content[:half])
            file.flush()
            time.sleep(self.chance.random() * 0.02)
            file.write(content[half:])
            file.truncate()
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    def append(self, path: Path) -> None:
        self.trial.know(path.read_bytes() + b"more")
        with path.open("ab") as file:
            file.write(b"more")

    def truncate(self, path: Path) -> None:
        content = path.read_bytes()
        half = len(content) // 2
        self.trial.know(content[:half])
        os.truncate(path, half)

    def rename(self, path: Path) -> None:
        path.rename(path.with_name(f"moved-{self.chance.randrange(1000)}.jpg"))

    def remove(self, path: Path) -> None:
        path.unlink()

    def exchange(self, path: Path) -> None:
        """Put another file in its place for a moment, then restore the old one."""
        aside = path.with_suffix(".aside")
        path.rename(aside)
        path.write_bytes(self.other())
        time.sleep(self.chance.random() * 0.05)
        aside.replace(path)


def many(root: Path, runs: int, seed: int) -> Outcome:
    """Make runs with a vandal beside each, every other one without earlier results; an undisturbed run follows each."""
    trial, outcome, chance = Trial(root), Outcome(), random.Random(seed)
    trial.judge(trial.run("clean"), outcome)
    shutil.rmtree(root / "runs")
    since = time.perf_counter()
    trial.judge(trial.run("clean"), outcome)  # the first run has loaded the libraries
    most_s = (time.perf_counter() - since) / 2
    for number in range(runs):
        trial.lay_out()
        vandal = Vandal(trial, random.Random(chance.random()), most_s)
        vandal.start()
        name = f"run-{number:04}"
        if number % 2:  # without results of earlier runs, so that everything is opened
            shutil.rmtree(root / "runs" / "set", ignore_errors=True)
            (root / "runs" / "catalog.db").unlink(missing_ok=True)
        run = trial.run(name)
        vandal.stopped.set()
        vandal.join()
        trial.judge(run, outcome)
        outcome.runs, outcome.changes = outcome.runs + 1, outcome.changes + vandal.changes
        trial.lay_out()
        trial.judge(trial.run(f"{name}-after"), outcome)
    return outcome


def _three(graph: Graph) -> Graph:
    return Graph(graph.name, tuple(node for node in graph.nodes if node.name in STAGES))


def _said(stage: str, row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _SAID[stage]}


def main() -> None:
    runs, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        found = many(Path(folder), runs, seed)
    for line in found.wrong:
        print(line)
    print(f"{found.runs} runs, {found.changes} changes: {found.good} rows right, {found.failed} failed, "
          f"{len(found.wrong)} of other bytes")  # fmt: skip


if __name__ == "__main__":
    main()
