"""Starts real runs of the demo set that continue while a test looks at them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from runner.store import runfile

PATIENCE_S = 120
T = TypeVar("T")


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    """Start a run of the demo set with the composer, with runs and photos below the folder."""
    words = ["set=demo", "caption=composer", f"paths.runs={folder / 'runs'}", f"paths.photos={folder / 'photos'}"]
    command = [sys.executable, "-m", "runner", *words, *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder)


def until(look: Callable[[], T]) -> T:
    """Wait until `look` returns something true, for as long as a loaded machine may need, and return that."""
    given_up = time.monotonic() + PATIENCE_S
    while not (found := look()):
        assert time.monotonic() < given_up, "it never happened"
        time.sleep(0.02)
    return found


def folder_of(runs: Path) -> Path:
    """The folder of the newest run, as soon as it has a run.json."""
    return until(lambda: runfile.find(runs))[0]


def read_until(process: subprocess.Popen[str], beginning: str) -> list[str]:
    """The lines of a run's output up to the first one with this beginning."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line.rstrip())
        if line.startswith(beginning):
            return said
    raise AssertionError(f"it never said {beginning}: {said}")
