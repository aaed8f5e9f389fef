"""`runner compare SWEEP`: writes the comparison of a sweep again and prints a summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from runner.reports.command_line import CommandParser
from runner.reports.comparison import compare, store
from runner.reports.comparison.terminal import show
from runner.reports.sweeps import find


def command(arguments: Sequence[str]) -> int:
    """Run `compare …`; returns the exit code."""
    parser = CommandParser(
        prog="runner compare",
        description="The variants of a sweep against each other: comparison.html and comparison.parquet in its folder.",
        examples={
            "runner compare aviation": "the newest sweep of the set",
            "runner compare latest": "the newest of all",
        },
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    parser.add_argument("sweep", help="sweep id, its beginning, a set's name (its newest sweep), 'latest', or a folder")
    chosen = parser.parse_args(arguments)
    sweep = find(chosen.runs, chosen.sweep)
    runs = runs_of(chosen.runs, sweep)
    found = compare(runs, sweep)
    page = store(found, runs, sweep)
    show(Console(), found, page)
    return 0


def runs_of(runs: Path, sweep: Path) -> Path:
    """Return the runs folder that a sweep is in, with its pictures and the catalogue, whatever --runs says."""
    below = sweep.resolve().parents
    return below[2] if len(below) > 2 and below[1].name == "sweeps" else runs
