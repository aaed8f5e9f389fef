"""`runner compare SWEEP`: the comparison of a sweep, written anew and told in a few lines."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from runner.errors import ConfigError
from runner.reports import sweepfile
from runner.reports.comparison import compare, store
from runner.reports.comparison.terminal import show


def command(arguments: Sequence[str]) -> int:
    """Carry out `compare …`; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="runner compare",
        description="The variants of a sweep against each other: comparison.html and comparison.parquet in its folder.",
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    parser.add_argument("sweep", help="sweep id, its beginning, a set's name (its newest sweep), 'latest', or a folder")
    chosen = parser.parse_args(arguments)
    sweep = find(chosen.runs, chosen.sweep)
    found = compare(runs_of(chosen.runs, sweep), sweep)
    page = store(found, runs_of(chosen.runs, sweep), sweep)
    show(Console(), found, page)
    return 0


def find(runs: Path, name: str) -> Path:
    """The folder of a sweep by id, by the beginning of its id, by its set (the newest), by path, or `latest` of all.

    ConfigError when there is none, or more than one, or the folder is no sweep.
    """
    for folder in (Path(name), runs / name):
        if sweepfile.read(folder):
            return folder.resolve()
    every = sweepfile.find(runs)
    of_set = every if name == "latest" else [sweep for sweep in every if sweep.parent.name == name]
    matching = of_set[:1] or [sweep for sweep in every if sweep.name.startswith(name)]
    if len(matching) == 1:
        return matching[0].resolve()
    if Path(name).is_dir():
        raise ConfigError([f"{name} is no sweep: it has no sweep.json that can be read."])
    said = "fits more than one sweep" if matching else "is no sweep"
    raise ConfigError([f"'{name}' {said} in {runs}. `runner sweeps list` shows them; --runs names another folder."])


def runs_of(runs: Path, sweep: Path) -> Path:
    """The runs folder that a sweep lies in: where its pictures and the catalogue are, whatever --runs says."""
    below = sweep.resolve().parents
    return below[2] if len(below) > 2 and below[1].name == "sweeps" else runs
