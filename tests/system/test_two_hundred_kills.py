"""Kills of the driver, of children and of both, by signal and by lack of memory: the result is the same as without."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import pyvips
from killable import Moments
from program import Command, Server

RUNNER = Path(sys.executable).parent / "runner"
PREPARED, PUBLISHED, DECIDED = 110, 50, 40
PHOTOS = 40
GONE_S = 5.0
"""Seconds after which nothing of a command that was killed may be there."""


class Place:
    """A folder with photos, and the commands that work on them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.photos, self.site = folder, folder / "originals", folder / "site"
        self.photos.mkdir(parents=True)
        noise = np.random.default_rng(11)
        for number in range(PHOTOS):
            pixels = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8).repeat(12, axis=0).repeat(12, axis=1)
            pyvips.Image.new_from_array(pixels).jpegsave(str(self.photos / f"{number:03}.jpg"), Q=80)

    def prepare(self, runs: str = "runs") -> list[str]:
        return [
            "set=travel", "rules=default", "set.subject=Old harbour", "set.location=Piran", f"set.source={self.photos}",
            "caption=composer", "repair=off", "executor.save_s=0.2", "executor.processes=2", f"paths.runs={runs}",
        ]  # fmt: skip

    def publish(self, edition: int) -> list[str]:
        return [
            "set=travel", f"set.source={self.photos}", "graph=publish", "publish.yes=true", "paths.runs=runs",
            f"publish.root={self.site}", f"publish.embed.credit=Edition {edition}", "publish.batch=5",
        ]  # fmt: skip

    def run(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [RUNNER, *arguments], cwd=self.folder, capture_output=True, text=True, check=False, timeout=300,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def rows(self, runs: str = "runs") -> pl.DataFrame:
        return pl.read_parquet(self.folder / runs / "travel/latest/rows.parquet")


def _driver(process: Command, _chance: random.Random) -> None:
    process.kill()


def _both(process: Command, _chance: random.Random) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _child(process: Command, chance: random.Random) -> None:
    """A child, whatever it is doing; some time later the driver as well."""
    if children := [pid for pid in _family(process.pid) if pid != process.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(children), chance.choice([signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT]))
    process.wait(chance.uniform(0.1, 1.5))
    process.kill()


def _memory(process: Command, chance: random.Random) -> None:
    """The driver or a child gets no more memory than it has; what that does not end is killed."""
    with contextlib.suppress(ProcessLookupError, PermissionError, FileNotFoundError):
        pid = chance.choice(_family(process.pid) or [process.pid])
        has = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
        resource.prlimit(pid, resource.RLIMIT_AS, (has + 2**20, has + 2**20))
    process.wait(chance.uniform(0.1, 1.5))
    process.kill()


Way = Callable[[Command, random.Random], None]
WAYS: tuple[Way, ...] = (_driver, _both, _child, _memory)


def _family(group: int) -> list[int]:
    """The living processes of a process group."""
    return [pid for pid, state, of in _processes() if of == group and state != "Z"]


def _processes() -> Iterator[tuple[int, str, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, _parent, group = (folder / "stat").read_text().rpartition(") ")[2].split()[:3]
            yield int(folder.name), state, int(group)


def _kill(process: Command, moment: float, way: Way, chance: random.Random) -> bool:
    """Let it work for so many seconds, then end it; False when it had ended before. Nothing of it may be left."""
    ended = process.wait(moment)
    if not ended:
        way(process, chance)
    until = time.monotonic() + GONE_S
    while (left := _family(process.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in left if Path(f"/proc/{pid}").exists()]
    return not ended


@pytest.mark.slow
def test_two_hundred_kills_change_nothing(tmp_path: Path) -> None:
    place, chance, server = Place(tmp_path), random.Random(13), Server()
    every = [_prepare(place, server, chance), _decide(place, server, chance), _publish(place, server, chance)]
    server.close()
    assert [each.killed for each in every] == [PREPARED, DECIDED, PUBLISHED]
    worked = (every[0], every[2])  # a command that decides is over in a moment
    assert all(each.in_the_middle > each.killed / 4 for each in worked), "the kills came before the work began"
    assert not list(place.folder.rglob("*.part"))
    assert place.run(place.prepare()).returncode == 0


def _prepare(place: Place, server: Server, chance: random.Random) -> Moments:
    before = {path: path.read_bytes() for path in place.photos.iterdir()}
    moments = Moments(8.0, chance)
    for number in moments.until(PREPARED):
        # Half of them start from nothing, so that there is something to do until the end.
        runs = ["executor.reuse=false"] if number % 2 else []
        there = _runs(place)
        process = server.start([*place.prepare(), *runs], place.folder)
        killed = _kill(process, moments.next(), WAYS[number % len(WAYS)], chance)
        moments.note(killed, _runs(place) > there)
    ended = place.run(place.prepare())
    assert ended.returncode == 0, ended.stderr
    assert place.run(place.prepare("alone")).returncode == 0
    assert place.rows().equals(place.rows("alone"))
    assert {path: path.read_bytes() for path in place.photos.iterdir()} == before
    return moments


def _runs(place: Place) -> int:
    """How many runs have begun."""
    return len(list(place.folder.glob("runs/travel/*/run.json")))


def _decide(place: Place, server: Server, chance: random.Random) -> Moments:
    moments, decided = Moments(1.0, chance), _passed(place)
    for number in moments.until(DECIDED):
        verdict = ["approve", "reset"][number % 2]
        process = server.start(["decide", "travel", verdict, "outcome:passed", "paths.runs=runs"], place.folder)
        began = time.monotonic()
        killed = _kill(process, moments.next(), WAYS[number % len(WAYS)], chance)
        moments.note(killed, time.monotonic() - began > 0.2)
        with closing(sqlite3.connect(place.folder / "runs/catalog.db")) as connection:
            sizes = connection.execute("SELECT count(*) FROM decisions GROUP BY change_id").fetchall()
        assert {size for (size,) in sizes} <= {decided}  # all of a command, or nothing
    ended = place.run(["decide", "travel", "approve", "outcome:passed", "paths.runs=runs"])
    assert ended.returncode == 0, ended.stderr
    return moments


def _passed(place: Place) -> int:
    return place.rows().filter(pl.col("outcome") == "passed").height


def _publish(place: Place, server: Server, chance: random.Random) -> Moments:
    edition, moments = 1, Moments(5.0, chance)
    for number in moments.until(PUBLISHED):
        there = _runs(place)
        process = server.start(place.publish(edition), place.folder)
        killed = _kill(process, moments.next(), WAYS[number % len(WAYS)], chance)
        moments.note(killed, _runs(place) > there)
        edition += not killed
    ended = place.run(place.publish(edition))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    with closing(sqlite3.connect(place.site / "photos.db")) as connection:
        paths = connection.execute("SELECT path, thumbnail_path FROM photos").fetchall()
    assert len(paths) == _passed(place) > 0
    there = {path.relative_to(place.site).as_posix() for path in place.site.rglob("*") if path.is_file()}
    assert there == {path for pair in paths for path in pair} | {"photos.db"}
    stamps = {path: (place.site / path).stat().st_mtime_ns for path in there}
    assert place.run(place.publish(edition)).returncode == 0
    assert {path: (place.site / path).stat().st_mtime_ns for path in there} == stamps
    return moments
