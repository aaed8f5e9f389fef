"""Measures the engine itself: a run of three stages that do nothing, a second run, and a run with ten photos added.

`python benchmarks/engine.py [PHOTOS]`. Bounds: at most 1 ms per photo the first time; a second run of 43,000 takes at
most 5 s and writes no part; ten new photos cost the work of ten photos; 100,000 photos in at most 1.5 GB.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from empty_stages import GRAPH

from runner.engine.discovery import discover
from runner.engine.executors.local import LocalExecutor
from runner.engine.run import Run
from runner.stage import Folders
from runner.store import evidence
from runner.store.catalog import open_catalog


class Counting:
    """An observer that counts the items worked on."""

    def __init__(self) -> None:
        self.worked = 0

    def restored(self, done: int, total: int) -> None: ...

    def discovered(self, done: int, total: int) -> None: ...

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None: ...

    def said(self, stage: str, line: str) -> None: ...

    def kept(self, stage: str, items: int, todo: int) -> None: ...

    def advanced(self, stage: str, todo: int, failed: bool) -> None:
        self.worked += 1

    def finished(self, stage: str, items: int) -> None: ...


def run(root: Path, name: str) -> tuple[float, int, int]:
    """Run once. Returns the seconds, the items worked on in all item stages, and the parts that it wrote itself."""
    folders = Folders(root / "runs", root / "runs" / "bench" / name)
    folders.run.mkdir(parents=True)
    observer, since = Counting(), time.perf_counter()
    executor = LocalExecutor(folders, 2, 60, {})
    with open_catalog(folders.catalog) as catalog:
        discovery = discover(root / "photos", folders.runs, (), False, catalog, observer.discovered)
        Run(GRAPH, discovery, folders, catalog, executor, observer, {}, {}).execute(reuse=True)
    executor.stop()
    seconds = time.perf_counter() - since
    own = [part for part in folders.run.rglob("part-*.parquet") if part.stat().st_nlink == 1]
    assert evidence.read(folders.run, "third").height == len(discovery.items)
    return seconds, observer.worked, len(own)


def make_photos(folder: Path, count: int, start: int = 0) -> None:
    """Make small files with different contents, a thousand per folder."""
    for number in range(start, start + count):
        path = folder / f"{number // 1000:04}" / f"{number:07}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(number.to_bytes(8, "big"))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 43_000
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_photos(root / "photos", count)
        first, worked, _ = run(root, "first")
        again, reworked, written = run(root, "again")
        make_photos(root / "photos", 10, start=count)
        more, ten, _ = run(root, "more")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    print(f"{count} photos, 3 empty stages")
    print(
        f"first run       {first:6.2f} s   {first / count * 1000:.3f} ms a photo (bound 1)   {worked} items worked on"
    )
    print(f"second run      {again:6.2f} s   (bound 5)   {reworked} worked on, {written} parts written")
    print(f"ten more photos {more:6.2f} s   {ten} items worked on in two item stages")
    print(f"peak memory of the driver {peak:.2f} GB (bound 1.5 at 100,000)")


if __name__ == "__main__":
    main()
