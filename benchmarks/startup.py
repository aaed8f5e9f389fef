"""Measures `runner --help` and a run with nothing to do, beside an interpreter that does nothing.

Bounds: 0.7 s and 1.0 s. Prints wall time and, because other programs may share the machine, processor time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

TIMES = 9
RUNNER = str(Path(sys.executable).parent / "runner")


def seconds(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Wall time and processor time of one run of a command."""
    since, spent = time.perf_counter(), os.times()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    now = os.times()
    used = now.children_user - spent.children_user + now.children_system - spent.children_system
    return time.perf_counter() - since, used


def middle(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """The medians of both times over TIMES runs."""
    walls, used = zip(*(seconds(command, folder) for _ in range(TIMES)), strict=True)
    return statistics.median(walls), statistics.median(used)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        run = [RUNNER, "set=demo", "caption=auto", f"paths.runs={folder}/runs", f"paths.photos={folder}/photos"]
        subprocess.run(run, cwd=folder, check=True, capture_output=True)  # this one has everything to do
        tried = {
            "an interpreter that does nothing": [sys.executable, "-c", "pass"],
            "runner --help (bound 0.7)": [RUNNER, "--help"],
            "runner set=demo with nothing to do (bound 1.0)": run,
        }
        for what, command in tried.items():
            wall, used = middle(command, folder)
            print(f"{what}: {wall:.2f} s, {used:.2f} s of processor; load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
