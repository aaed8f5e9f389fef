"""`runner runs list | show RUN | trend [SET]`: shows what is in the runs folder."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from runner.errors import EnvError
from runner.messages import language_of_process, restored, word
from runner.reports.command_line import CommandParser
from runner.reports.over_time import trend
from runner.reports.standing import standing
from runner.store import runfile, sweepfile
from runner.store.run_names import find
from runner.store.runfile import RunFile

_UNFOLDED = 10_000
_WIDE = 100


def command(arguments: Sequence[str]) -> int:
    """Run `runs …`; returns the exit code."""
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--runs", type=Path, default=argparse.SUPPRESS, help="the runs folder (default: runs)")
    parser = CommandParser(
        prog="runner runs",
        description="Runs in the runs folder.",
        parents=[folder],
        examples={
            "runner runs list": "all of them",
            "runner runs show aviation": "the newest run of the set: outcomes, stages, seconds, failures",
            "runner runs trend aviation": "how its runs went, one after the other",
            "runner runs pause aviation": "the run that is going; also continue, stop",
        },
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="all runs, newest first", parents=[folder])
    show = verbs.add_parser("show", help="one run", parents=[folder])
    show.add_argument("run", help="run id or its beginning, a set's name, 'latest', or a folder")
    over_time = verbs.add_parser("trend", help="outcomes, time and cost from run to run", parents=[folder])
    over_time.add_argument("words", nargs="*", metavar="SET out=FILE.parquet", help="one set; a file to write")
    chosen = parser.parse_args(arguments)
    runs = getattr(chosen, "runs", Path("runs"))
    console = console_for_lines()
    if chosen.verb == "list":
        console.print(_table(runs, wide=console.width >= _WIDE))
    elif chosen.verb == "trend":
        return trend.command(chosen.words, runs, console)
    else:
        _show(console, find(runs, chosen.run))
    return 0


def console_for_lines() -> Console:
    """Return a console that folds lines only on a terminal: piped output keeps one fact per line."""
    console = Console()
    return console if console.is_terminal else Console(width=_UNFOLDED)


def _table(runs: Path, wide: bool) -> Table:
    """All runs; a narrow table leaves out what `runs show` and `sweeps show` print too."""
    counted = ("passed", "repaired", "blocked", "failed") if wide else ("passed", "blocked", "failed")
    whole = [Column(name, no_wrap=True) for name in ("run", "set", "state")]
    more = [Column("variant", overflow="fold")] if wide else []
    table = Table(*whole, *counted, "seconds", *more, box=None, pad_edge=False)
    variants = sweepfile.variants(runs)
    for stands in filter(None, map(standing, runfile.find(runs))):
        file = stands.file
        counts = (file.summary or {}).get("outcomes", {})
        figures = [str(counts.get(name, "")) for name in counted]
        state = word(stands.sentence(), language_of_process()) if stands.is_going else file.state
        seconds = f"{file.wall_s:.1f}" if file.wall_s else ""
        variant = [Text(variants.get(file.run_id, ""))] if wide else []
        table.add_row(file.run_id, file.set, state, *figures, seconds, *variant)
    return table


def _show(console: Console, run: Path) -> None:
    file = runfile.read(run)
    if file is None:
        raise EnvError(f"{run / 'run.json'} is damaged, or of another version.", "Its evidence is untouched.")
    console.print(f"{file.run_id}  {file.state}  {file.command}", highlight=False, markup=False)
    console.print(f"started {file.started_at}, {file.wall_s or 0:.1f} s, folder {run}", highlight=False, markup=False)
    if file.error:
        console.print(file.error, style="red", highlight=False, markup=False)
    if file.regression:
        console.print(_regression(file.regression), highlight=False, markup=False)
    for name, number in (file.left or {}).items():
        console.print(f"left at {name}: {number}", highlight=False)
    for line in _captioner(file):
        console.print(line, highlight=False, markup=False)
    for line in _effort(file):
        console.print(line, highlight=False, markup=False)
    for action, count in (file.published or {}).items():
        console.print(f"{action:>9} {count}")
    for prompt in ((file.summary or {}).get("captioning") or {}).get("prompts", ()):
        console.print(f"prompt {prompt}, its words: {run / '.hydra' / 'config.yaml'}", highlight=False, markup=False)
    for model, digest in file.models.items():
        console.print(f"model {model}, SHA-256 {digest}", highlight=False, markup=False)
    if file.summary:
        console.print(_stages(file))
        for name, count in file.summary["outcomes"].items():
            console.print(f"{name:>9} {count}")
        for failure in file.summary["failures"]:
            console.print(f"{failure['source_path']}: {failure['reason']}", highlight=False, markup=False)


def _regression(figures: Mapping[str, object]) -> str:
    verdict = "too many" if figures["failed"] else "no more than may"
    return f"{figures['worse']} of {figures['compared']} approved photos got worse: {verdict}"


def _captioner(file: RunFile) -> Iterator[str]:
    """Which captioner caption=auto chose, and why each considered one was usable or not."""
    if file.captioner is None:
        return
    kept = ", which wrote the set's run before" if file.captioner["kept"] else ""
    yield f"caption=auto took {file.captioner['name']}{kept}. In its order:"
    for each in file.captioner["considered"]:
        why = word(restored(each["why"]["id"], json.dumps(each["why"]["arguments"]), None))
        yield f"  {'usable' if each['usable'] else 'not'}: {each['name']}, {why}"


def _effort(file: RunFile) -> Iterator[str]:
    """How many photos the run worked on, and what it cost."""
    if file.computed is not None:
        yield f"photos worked on: {file.computed:,}; any others had results of earlier runs"
    if file.cost and file.cost["total"] is not None:
        total, each = (trend.money(file.cost[name], file.cost["currency"]) for name in ("total", "per_photo"))
        yield f"cost {total}, {each} a photo worked on" if each else f"cost {total}"
    if file.cost and file.cost["kwh"] is not None:
        yield f"energy {file.cost['kwh']:.4f} kWh"


def _stages(file: RunFile) -> Table:
    table = Table("stage", "photos", "failed", "reused", "ms each", "p95 ms", box=None, pad_edge=False)
    for each in (file.summary or {})["stages"]:
        times = [f"{each[name]:.1f}" if each[name] is not None else "" for name in ("mean_ms", "p95_ms")]
        table.add_row(each["stage"], str(each["items"]), str(each["failed"]), str(each["reused"]), *times)
    return table
