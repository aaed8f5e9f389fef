"""Kills of the driver, of children, of both, by signal and by want of memory: the end is as without them."""

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

RUNNER = Path(sys.executable).parent / "runner"
PREPARED, PUBLISHED, DECIDED = 110, 50, 40
PHOTOS = 40
GONE_S = 5.0
"""Seconds after which nothing of a command that was killed may be there."""

Way = Callable[[subprocess.Popen[bytes], random.Random], None]


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

    def start(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [RUNNER, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def rows(self, runs: str = "runs") -> pl.DataFrame:
        return pl.read_parquet(self.folder / runs / "travel/latest/rows.parquet")


def _driver(process: subprocess.Popen[bytes], _chance: random.Random) -> None:
    process.kill()


def _both(process: subprocess.Popen[bytes], _chance: random.Random) -> None:
    os.killpg(process.pid, signal.SIGKILL)


def _child(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """A child, whatever it is doing; some time later the driver as well."""
    if children := [pid for pid in _family(process.pid) if pid != process.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(children), chance.choice([signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT]))
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0.2, 1.5))
    process.kill()


def _memory(process: subprocess.Popen[bytes], chance: random.Random) -> None:
    """The driver or a child gets no more memory than it has; what that does not end is killed."""
    with contextlib.suppress(ProcessLookupError, PermissionError, FileNotFoundError):
        pid = chance.choice(_family(process.pid) or [process.pid])
        has = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
        resource.prlimit(pid, resource.RLIMIT_AS, (has + 2**20, has + 2**20))
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0.2, 2.0))
    process.kill()


WAYS: tuple[Way, ...] = (_driver, _both, _child, _memory)


def _family(group: int) -> list[int]:
    """The living processes of a process group."""
    return [pid for pid, state, of in _processes() if of == group and state != "Z"]


def _processes() -> Iterator[tuple[int, str, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, _parent, group = (folder / "stat").read_text().rpartition(") ")[2].split()[:3]
            yield int(folder.name), state, int(group)


def _kill(process: subprocess.Popen[bytes], moment: float, way: Way, chance: random.Random) -> bool:
    """Let it work for so many seconds, then end it; False when it had ended before. Nothing of it may be left."""
    try:
        process.wait(moment)
        ended = True
    except subprocess.TimeoutExpired:
        ended = False
        way(process, chance)
        process.wait()
    until = time.monotonic() + GONE_S
    while (left := _family(process.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not left
    return not ended


@pytest.mark.slow
def test_two_hundred_kills_change_nothing(tmp_path: Path) -> None:
    place, chance = Place(tmp_path), random.Random(13)
    killed = _prepare_under_fire(place, chance)
    killed += _decide_under_fire(place, chance)
    killed += _publish_under_fire(place, chance)
    assert killed > (PREPARED + PUBLISHED + DECIDED) / 2
    assert not list(place.folder.rglob("*.part"))
    assert place.run(place.prepare()).returncode == 0
    assert not [path for path in (place.folder / "runs").rglob("*.tmp") if _is_old(path)]


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > 60


def _prepare_under_fire(place: Place, chance: random.Random) -> int:
    before = {path: path.read_bytes() for path in place.photos.iterdir()}
    killed = longest = 0.0
    longest = 5.0
    for number in range(PREPARED):
        # A third of them begin anew, so that there is something to do until the end.
        runs = ["executor.reuse=false"] if number % 3 == 0 else []
        process = place.start([*place.prepare(), *runs])
        killed += _kill(process, chance.uniform(0.3, longest), WAYS[number % len(WAYS)], chance)
    ended = place.run(place.prepare())
    assert ended.returncode == 0, ended.stderr
    assert place.run(place.prepare("alone")).returncode == 0
    assert place.rows().equals(place.rows("alone"))
    assert {path: path.read_bytes() for path in place.photos.iterdir()} == before
    return int(killed)


def _decide_under_fire(place: Place, chance: random.Random) -> int:
    catalog, killed = place.folder / "runs/catalog.db", 0
    for number in range(DECIDED):
        verdict = ["approve", "reset"][number % 2]
        process = place.start(["decide", "travel", verdict, "outcome:passed", "paths.runs=runs"])
        killed += _kill(process, chance.uniform(0.2, 2.0), WAYS[number % len(WAYS)], chance)
        with closing(sqlite3.connect(catalog)) as connection:
            sizes = connection.execute("SELECT count(*) FROM decisions GROUP BY change_id").fetchall()
        assert {size for (size,) in sizes} <= {_passed(place)}  # all of a command, or nothing
    ended = place.run(["decide", "travel", "approve", "outcome:passed", "paths.runs=runs"])
    assert ended.returncode == 0, ended.stderr
    return killed


def _passed(place: Place) -> int:
    return place.rows().filter(pl.col("outcome") == "passed").height


def _publish_under_fire(place: Place, chance: random.Random) -> int:
    edition, killed = 1, 0
    for number in range(PUBLISHED):
        process = place.start(place.publish(edition))
        if _kill(process, chance.uniform(0.8, 4.0), WAYS[number % len(WAYS)], chance):
            killed += 1
        else:
            edition += 1
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
    return killed
