"""The command line: which page, which run, and what to do with it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.languages import available
from reviewer.widgets.destinations import (
    Comparison,
    Destination,
    NewSets,
    People,
    Picks,
    Publishing,
    Review,
    Runs,
    Start,
)
from runner.errors import ConfigError, EnvError
from runner.review.review_set import newest, runs_of
from runner.review.reviewer_name import reviewer
from runner.store import runfile, sweepfile
from runner.store.chosen_file import chosen_file
from runner.store.run_names import find

MADE_BY = "photo-runner reviewer"
"""The value of `Software` in the metadata of a screenshot; `_is_screenshot` looks for it."""
_USAGE = """\
reviewer                                  the start page: sets, runs, a folder to begin with
reviewer set=aviation                     the newest finished run of the set
reviewer RUN                              a run by its id, the beginning of it, or its folder
reviewer FOLDER                           a folder of photos: says what it holds, and makes a set of it
reviewer SWEEP                            two variants' texts for a photo, blindly: which one is better?
reviewer RUN --screenshot FILE.png        the window as a picture, without a screen too

Options: paths.runs=FOLDER (default runs), reviewer=NAME (default: your user name), --theme light|dark,
--language CODE (default: the desktop's), --filter TEXT, --photo NUMBER (of those that are shown),
--view overview|grid|photo|compare|map|calendar|publish|picks, or runs|new|people without a run,
--size WIDTHxHEIGHT (default: as you left it)
"""
_OF_A_RUN = ("overview", "grid", "photo", "compare", "map", "calendar", "publish", "picks")
_ELSEWHERE: Mapping[str, Destination] = {"runs": Runs(), "new": NewSets(), "people": People()}
_OPTION = re.compile(r"(set|reviewer|paths\.runs)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for."""

    destination: Destination
    runs: Path
    reviewer: str
    theme: str | None
    language: str | None
    screenshot: Path | None
    size: tuple[int, int] | None


def read(arguments: Sequence[str]) -> Arguments:
    """Parse the arguments. Raises ConfigError if one is wrong, and EnvError if the set has no run."""
    named = {match[1]: match[2] for each in arguments if (match := _OPTION.fullmatch(each))}
    rest = _parser().parse_args([each for each in arguments if not _OPTION.fullmatch(each)])
    if rest.run and "=" in rest.run and not Path(rest.run).exists():
        raise ConfigError([f"{rest.run}: unknown option. There are set=, reviewer= and paths.runs=."])
    if rest.run and "set" in named:
        raise ConfigError([f"{rest.run} or set={named['set']}? Name one of them."])
    runs = Path(named.get("paths.runs", "runs")).absolute()
    sweep = _sweep(runs, rest.run) if rest.run else None
    photos = None if sweep or not rest.run else _photos(rest.run)
    run = None
    if not sweep and not photos and (rest.run or "set" in named):
        run = _named(runs, rest.run) if rest.run else _newest(runs, named["set"])
    if run is None and (rest.filter or rest.photo or rest.view in _OF_A_RUN):
        raise ConfigError(["--filter, --photo and --view belong to a run: name one, or a set."])
    if run is not None and rest.view in _ELSEWHERE:
        raise ConfigError([f"--view {rest.view} belongs to no run: leave the run or set out."])
    return Arguments(
        _destination(rest, run, sweep, photos), runs_of(sweep or run or runs / "-", runs),
        reviewer(named.get("reviewer")), rest.theme, rest.language,
        _screenshot(rest.screenshot) if rest.screenshot else None, rest.size,
    )  # fmt: skip


def _screenshot(given: Path) -> Path:
    """The file for a screenshot. Raises ConfigError if it exists and is not an earlier screenshot: a photo, say."""
    return chosen_file(given, (".png",), "--screenshot ", _is_screenshot)


def _is_screenshot(path: Path) -> bool:
    """True if a file is an earlier screenshot of the window. Raises EnvError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return MADE_BY.encode() in file.read(4096)
    except OSError as error:
        raise EnvError(f"{path}: {error.strerror or error}.", "Choose another file, ending in .png.") from error


def _destination(asked: argparse.Namespace, run: Path | None, sweep: Path | None, photos: Path | None) -> Destination:
    if sweep:
        return Comparison(sweep)
    if photos:
        return NewSets((photos,))
    if run:
        pages: dict[str, Destination] = {"publish": Publishing(run), "picks": Picks(run)}
        return pages.get(asked.view, Review(run, asked.filter, asked.photo, asked.view))
    return _ELSEWHERE.get(asked.view, Start())


def _photos(name: str) -> Path | None:
    """The absolute path of a folder of photos; None if it is not a folder, or is the folder of a run."""
    path = Path(name).expanduser()
    if not path.is_dir() or (path / "run.json").is_file():
        return None
    return path.resolve()


def _newest(runs: Path, set_name: str) -> Path:
    found = newest(runs, set_name)
    if found is None:
        raise EnvError(f"The set '{set_name}' has no run in {runs}.", f"Make one: runner set={set_name}")
    return found


def _sweep(runs: Path, name: str) -> Path | None:
    """The folder of the sweep with this path, id or unique beginning of an id; None if there is none."""
    if sweepfile.read(Path(name)):
        return Path(name).resolve()
    matching = [sweep for sweep in sweepfile.find(runs) if sweep.name.startswith(name)]
    exact = [sweep for sweep in matching if sweep.name == name]
    is_run = any(run.name.startswith(name) for run in runfile.find(runs))
    return next(iter(exact or (matching if len(matching) == 1 and not is_run else [])), None)


def _named(runs: Path, name: str) -> Path:
    try:
        return find(runs, name)
    except ConfigError:
        hint = "`runner runs list` and `runner sweeps list` show them; paths.runs=FOLDER names another folder of runs."
        raise ConfigError([f"'{name}' is not a run in {runs}, or matches more than one. {hint}"]) from None


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if not match:
        raise argparse.ArgumentTypeError("write WIDTHxHEIGHT, such as 1280x800")
    return int(match[1]), int(match[2])


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise argparse.ArgumentTypeError("write the number of a photo, from 1")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="reviewer", usage=_USAGE, add_help=True)
    parser.add_argument("run", nargs="?")
    parser.add_argument("--screenshot", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--language", choices=available())
    parser.add_argument("--filter", default="")
    parser.add_argument("--photo", type=_number)
    parser.add_argument("--view", choices=(*_OF_A_RUN, *_ELSEWHERE))
    parser.add_argument("--size", type=_size)
    return parser
