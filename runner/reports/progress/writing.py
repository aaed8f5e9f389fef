"""Writes `progress.json` while a run or a publish is going."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from runner.store import progress_file
from runner.store.progress_file import Progress

EVERY_S = 1.0
"""Seconds between two writes."""


@contextmanager
def written(run: Path, progress: Callable[[], Progress]) -> Iterator[None]:
    """Write what `progress` returns every second and at the end, in a thread that never delays the run."""
    over = threading.Event()
    writing = threading.Thread(target=_write, args=(run, progress, over), name="progress.json", daemon=True)
    writing.start()
    try:
        yield
    finally:
        over.set()
        writing.join()


def _write(run: Path, progress: Callable[[], Progress], over: threading.Event) -> None:
    last = False
    while not last:
        last = over.wait(EVERY_S)
        progress_file.write(run, progress())
