"""`runner runs list` and `runner runs show RUN`: what is in the runs folder."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from runner.errors import EnvironmentProblem
from runner.reports import runfile
from runner.reports.runfile import RunFile


def command(arguments: Sequence[str]) -> int:
    """Carry out `runs …`; returns the exit code."""
    parser = argparse.ArgumentParser(prog="runner runs", description="Runs in the runs folder.")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="all runs, newest first")
    show = verbs.add_parser("show", help="one run")
    show.add_argument("run", help="run id, its beginning, a set's name, or a folder")
    chosen = parser.parse_args(arguments)
    console = Console()
    if chosen.verb == "list":
        console.print(_table(chosen.runs))
    else:
        _show(console, find(chosen.runs, chosen.run))
    return 0


def find(runs: Path, name: str) -> Path:
    """The folder of a run by id, by the beginning of its id, by its set (the newest), or by path.

    EnvironmentProblem when there is none, or more than one.
    """
    if (Path(name) / "run.json").is_file():
        return Path(name).resolve()
    every = runfile.find(runs)
    of_set = [run for run in every if run.parent.name == name]
    matching = of_set[:1] or [run for run in every if run.name.startswith(name)]
    if len(matching) == 1:
        return matching[0]
    said = "fits more than one run" if matching else "is no run"
    raise EnvironmentProblem(f"'{name}' {said} in {runs}.", "`runner runs list` shows them.")


def _table(runs: Path) -> Table:
    table = Table("run", "set", "state", "passed", "blocked", "failed", "seconds", box=None, pad_edge=False)
    for run in runfile.find(runs):
        file = runfile.read(run)
        if file:
            counts = (file.summary or {}).get("outcomes", {})
            figures = [str(counts.get(name, "")) for name in ("passed", "blocked", "failed")]
            table.add_row(file.run_id, file.set, file.state, *figures, f"{file.wall_s:.1f}" if file.wall_s else "")
    return table


def _show(console: Console, run: Path) -> None:
    file = runfile.read(run)
    if file is None:
        raise EnvironmentProblem(f"{run} has no run.json.", "`runner runs list` shows the runs.")
    console.print(f"{file.run_id}  {file.state}  {file.command}", highlight=False)
    console.print(f"started {file.started_at}, {file.wall_s or 0:.1f} s, folder {run}", highlight=False)
    if file.error:
        console.print(file.error, style="red")
    if file.summary:
        console.print(_stages(file))
        for name, count in file.summary["outcomes"].items():
            console.print(f"{name:>9} {count}")
        for failure in file.summary["failures"]:
            console.print(f"{failure['source_path']}: {failure['reason']}", highlight=False, markup=False)


def _stages(file: RunFile) -> Table:
    table = Table("stage", "photos", "failed", "reused", "ms each", "p95 ms", box=None, pad_edge=False)
    for each in (file.summary or {})["stages"]:
        times = [f"{each[name]:.1f}" if each[name] is not None else "" for name in ("mean_ms", "p95_ms")]
        table.add_row(each["stage"], str(each["items"]), str(each["failed"]), str(each["reused"]), *times)
    return table
