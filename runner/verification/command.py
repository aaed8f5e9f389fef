"""`runner verify [RUN|SET]`: what is damaged, what is lost by it, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from runner.errors import ConfigError, EnvError
from runner.messages import Message, say, word
from runner.messages.wording import language_of_process
from runner.reports.runs import console_for_lines
from runner.store import runfile
from runner.store.catalog import open_catalog
from runner.store.run_names import find
from runner.verification import mending, pixels, runs, whole
from runner.verification.problem import Problem

USAGE = """\
Write: runner verify [RUN|SET] [--pixels] [--mend] [paths.runs=FOLDER]

Reads what runs left and compares it with what was noted when it was written: parts, rows, sources, manifests, and the
manifests of the runs whose parts they use. Without a run or set also the catalogue, the pictures and the sweeps. For
each thing that is damaged it says what is lost and the one command that mends it.

  runner verify                            everything
  runner verify aviation                   the runs of one set
  runner verify 20261121-1030              one run
  runner verify aviation --pixels          … and whether its rows are of the photos that they name: decodes every photo
                                           whose file is still there, about as long as the first run's stage derive
  runner verify --mend                     save what is sound of a damaged catalogue, remove damaged pictures and what
                                           is left of forgotten faces, and with --pixels forget results of other photos;
                                           the next run makes them again

Exit codes: 0 all is as it was written, 2 arguments, 3 something is damaged.
"""
DAMAGED = EnvError.exit_code
_FLAGS = ("--pixels", "--mend")


@dataclass(frozen=True)
class Asked:
    """The arguments, sorted."""

    name: str | None  # a run or a set; None: everything
    folder: Path  # of all runs
    pixels: bool
    mend: bool


def command(arguments: Sequence[str]) -> int:
    """Carry out `verify …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    asked, console = sort(arguments), console_for_lines()
    chosen = _chosen(asked)
    count = _say_all(console, _found(asked, chosen))
    if asked.pixels:
        count += _verify_pixels(console, asked, chosen)
    if asked.mend and asked.name is None:
        for line in mending.mend(asked.folder):
            _line(console, line)
    total = say("verify.sound", count=len(chosen)) if not count else say("verify.damaged", count=count)
    _line(console, total)
    return DAMAGED if count else 0


def sort(arguments: Sequence[str]) -> Asked:
    """The arguments, sorted. Raises ConfigError with everything that is wrong with them."""
    folder = Path("runs")
    words: list[str] = []
    problems: list[str] = []
    for each in arguments:
        name, given, value = each.partition("=")
        if given and name in ("paths.runs", "--runs"):
            folder = Path(value).expanduser()
        elif each not in _FLAGS:
            (problems if given or each.startswith("-") else words).append(each)
    problems = [f"{each}: verify has no such option. It has {', '.join(_FLAGS)} and paths.runs=." for each in problems]
    if len(words) > 1:
        problems.append("One run or set at a time; without any, everything is looked at.")
    if "--mend" in arguments and words:
        problems.append("--mend mends what all runs share: leave the run or set out.")
    if problems:
        raise ConfigError(problems)
    return Asked(next(iter(words), None), folder.absolute(), "--pixels" in arguments, "--mend" in arguments)


def _chosen(asked: Asked) -> list[Path]:
    """The runs to look at, newest first. Raises ConfigError if the name matches none."""
    every = runfile.find(asked.folder)
    if asked.name is None:
        return every
    of_set = [run for run in every if asked.name in (run.parent.name, run.parent.parent.name)]
    return of_set or [find(asked.folder, asked.name, "paths.runs=")]


def _found(asked: Asked, chosen: Iterable[Path]) -> Iterator[Problem]:
    if asked.name is None:
        catalogue = asked.folder / "catalog.db"
        yield from whole.catalogue(catalogue)
        yield from whole.pictures(catalogue, asked.folder)
        yield from whole.forgotten(catalogue, asked.folder)
        yield from whole.sweeps(asked.folder)
    for run in chosen:
        yield from runs.problems(run, asked.folder.resolve())


def _verify_pixels(console: Console, asked: Asked, chosen: Sequence[Path]) -> int:
    looked = pixels.Looked()
    count = _say_all(console, pixels.problems(chosen, looked))
    _line(console, say("verify.pixels", count=looked.photos, seconds=round(looked.seconds), gone=looked.gone))
    if count and asked.mend:
        with open_catalog(asked.folder / "catalog.db") as catalog:
            forgotten = mending.forget(catalog, looked.others)
        _line(console, say("verify.forgotten", count=forgotten))
    return count


def _say_all(console: Console, found: Iterable[Problem]) -> int:
    count = 0
    for count, each in enumerate(found, start=1):  # noqa: B007 - the number of the last one is what is returned
        _line(console, each.damage)
        _line(console, each.loss, "  ")
        _line(console, each.mend, "  → ")
    return count


def _line(console: Console, message: Message, before: str = "") -> None:
    said = word(message, language_of_process())
    console.print(f"{before}{said}", highlight=False, markup=False, soft_wrap=True)
