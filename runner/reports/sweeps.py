"""`runner sweeps list` and `runner sweeps show SWEEP`, and the messages of a sweep on the terminal."""

from __future__ import annotations

import argparse
import contextlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from runner.errors import ConfigError, EnvError
from runner.reports import wording
from runner.reports.command_line import CommandParser
from runner.reports.runs import console_for_lines
from runner.store import runfile, sweepfile
from runner.store.sweepfile import SweepFile, Variant

MEND = "What is done is kept: start the same command again, and it goes on with the variants that are left."
_COUNTED = ("passed", "repaired", "blocked", "failed")


def command(arguments: Sequence[str]) -> int:
    """Run `sweeps list` or `sweeps show`; returns the exit code."""
    options = _parser().parse_args(arguments)
    runs, console = _runs(options), console_for_lines()
    if options.verb == "list":
        console.print(_list(runs))
        return 0
    folder = find(runs, options.sweep)
    file = sweepfile.read(folder)
    if file is None:
        raise EnvError(f"{folder / 'sweep.json'} is damaged, or of another version.", "Its runs are kept.")
    _line(console, f"{file.sweep_id}  {file.state}  {file.command}")
    _line(console, f"started {file.started_at}, folder {folder}")
    show(console, folder, file)
    return 0


def chosen(arguments: Sequence[str]) -> Path:
    """Return the folder of the sweep that `sweeps resume …` names."""
    options = _parser().parse_args(["resume", *arguments])
    return find(_runs(options), options.sweep)


def find(runs: Path, name: str) -> Path:
    """Return the folder of a sweep by id or its beginning, by set (its newest), by path, or `latest` (of all sets).

    Raises ConfigError if there is none, or more than one.
    """
    if (Path(name) / "sweep.json").is_file():
        return Path(name).resolve()
    every = [sweep.resolve() for sweep in sweepfile.find(runs)]
    newest = every if name == "latest" else [sweep for sweep in every if sweep.parent.name == name]
    matching = newest[:1] or [sweep for sweep in every if sweep.name.startswith(name)]
    if len(matching) == 1:
        return matching[0]
    said = "matches more than one sweep" if matching else "is not a sweep"
    raise ConfigError([f"'{name}' {said} in {runs}. `runner sweeps list` shows them; --runs names another folder."])


def announce(console: Console, folder: Path, continued: bool) -> None:
    """Print which sweep begins or continues."""
    file = sweepfile.read(folder)
    variants = file.variants if file else ()
    done = sum(each.state == "finished" for each in variants)
    if continued:
        of = f"{done} of {wording.count(len(variants), 'variant')}" if variants else f"{done}"
        _line(console, f"Sweep {folder.name} goes on: {of} finished already and not run again.")
    else:
        many = f": {wording.count(len(variants), 'variant')}" if variants else ""
        _line(console, f"Sweep {folder.name}{many}.")


def head(console: Console, variant: Variant, known: int, note: str = "") -> None:
    """Print which variant begins, and of how many; `known` is 0 if their number is unknown."""
    of = f" of {known}" if known else ""
    _line(console, "")
    _line(console, f"Variant {variant.number + 1}{of}: {variant.name}" + (f" ({note})" if note else ""), "bold")


def show(console: Console, folder: Path, file: SweepFile) -> None:
    """Print the variants with their outcomes, the errors of those that failed, and where the comparison is."""
    console.print()
    console.print(_table(folder, file))
    for each in file.variants:
        if each.error:
            _line(console, f"{each.name}: {' '.join(each.error.split())}", "red")
    comparison = folder / "comparison.html"
    _line(console, f"Comparison: {comparison}" if comparison.is_file() else f"Sweep: {folder}")


def remove(folder: Path) -> None:
    """Remove the folder of a sweep whose runs have not begun, and its parent folders if they are then empty."""
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.parent.rmdir()
        folder.parent.parent.rmdir()


def _table(folder: Path, file: SweepFile) -> Table:
    name = Column("variant", overflow="fold")
    table = Table(name, "state", *_COUNTED, "ready", "seconds", box=None, pad_edge=False)
    for each in file.variants:
        run = runfile.read(folder / each.run) if each.run else None
        outcomes = (run.summary or {}).get("outcomes", {}) if run else {}
        ready = "" if each.objective is None else f"{each.objective:.0%}"
        seconds = f"{run.wall_s:.1f}" if run and run.wall_s else ""
        counts = [str(outcomes.get(name, "")) for name in _COUNTED]
        table.add_row(Text(each.name), each.state or "not started", *counts, ready, seconds)
    return table


def _list(runs: Path) -> Table:
    table = Table(
        Column("sweep", no_wrap=True),
        "set",
        "state",
        Column("finished", no_wrap=True),
        "command",
        box=None,
        pad_edge=False,
    )
    for folder in sweepfile.find(runs):
        file = sweepfile.read(folder)
        if file:
            done = sum(each.state == "finished" for each in file.variants)
            table.add_row(file.sweep_id, file.set, file.state, f"{done} of {len(file.variants)}", Text(file.command))
    return table


def _line(console: Console, line: str, style: str = "") -> None:
    printable = wording.visible(line).encode(console.encoding, "backslashreplace").decode(console.encoding)
    console.print(Text(printable, style), soft_wrap=True)


def _parser() -> argparse.ArgumentParser:
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--runs", type=Path, default=argparse.SUPPRESS, help="the runs folder (default: runs)")
    parser = CommandParser(
        prog="runner sweeps",
        description="Sweeps in the runs folder.",
        parents=[folder],
        examples={
            "runner sweeps show latest": "what became of each variant",
            "runner sweeps resume aviation": "go on with the newest sweep of the set",
        },
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="all sweeps, newest first", parents=[folder])
    for verb, does in (("show", "the variants of one sweep"), ("resume", "go on with one that broke off")):
        named = verbs.add_parser(verb, help=does, parents=[folder])
        named.add_argument("sweep", help="sweep id or its beginning, a set's name, 'latest', or a folder")
    return parser


def _runs(options: argparse.Namespace) -> Path:
    return Path(getattr(options, "runs", "runs"))
