"""What review commands have in common on the command line: a run or set, a filter, options, a reviewer."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.errors import ConfigError
from runner.reports.command_line import with_runs_as_option
from runner.review.query import FilterError
from runner.review.review_set import open_named
from runner.review.reviewer_name import reviewer
from runner.review.session import Session

_OPTION = re.compile(r"([a-z_]+(?:\.[a-z_]+)?[+-]?)=(.*)", re.DOTALL)
_COMMON = ("reviewer", "paths.runs")
_IGNORED = ("paths.photos", "paths.models")
"""Folder options of other commands: accepted here too, so that the same options can be given to every command."""


@dataclass(frozen=True)
class Arguments:
    """The arguments of a command, split into words and options."""

    words: tuple[str, ...]  # without `=`: the run or set, then the action and the filter
    options: Mapping[str, str]

    @property
    def runs(self) -> Path:
        """The runs folder."""
        return Path(self.options.get("paths.runs", "runs")).expanduser()

    @property
    def dry_run(self) -> bool:
        """True if the command only says what it would do."""
        return self.options.get("dry_run") == "true"

    def session(self) -> Session:
        """A review session of the run or set that is named first. Raises ConfigError if there is none.

        With catalog=new a missing catalogue is created; an existing one raises ConfigError.
        """
        session = Session(open_named(self.words[0], self.runs), reviewer(self.options.get("reviewer")))
        if "catalog" in self.options:
            if not session.catalog.is_absent():
                raise ConfigError([f"catalog=new: {session.catalog.path} already exists. Leave catalog=new out."])
            session.catalog.begin()
        return session


def sort(arguments: Sequence[str], usage: str, options: Sequence[str]) -> Arguments:
    """Split the arguments of a command into words and options. `options` are those it has besides the common ones.

    Raises ConfigError, with every problem, if the run is missing or an option is unknown.
    """
    every = with_runs_as_option(arguments)
    found = {match[1]: match[2] for each in every if (match := _OPTION.fullmatch(each))}
    words = tuple(each for each in every if not _OPTION.fullmatch(each))
    problems = [_unknown(name, (*_COMMON, *options)) for name in found if name not in (*_COMMON, *_IGNORED, *options)]
    if not words:
        problems.append("Which run or set?")
    if found.get("dry_run", "false") not in ("true", "false"):
        problems.append(f"dry_run={found['dry_run']}: write dry_run=true, or leave it out.")
    if found.get("catalog", "new") != "new":
        problems.append(f"catalog={found['catalog']}: write catalog=new, or leave it out.")
    if problems:
        raise ConfigError([*problems, usage.splitlines()[0]])
    return Arguments(words, found)


def places(session: Session, words: Sequence[str], order: str = "run") -> list[int]:
    """Places of the photos that a filter matches; the filter may be split into several words.

    Raises ConfigError that marks the wrong word if the filter cannot be understood.
    """
    text = " ".join(words)
    try:
        return session.find(text, order)
    except FilterError as problem:
        start, end = problem.span
        mark = " " * start + "^" * max(end - start, 1)
        raise ConfigError([f"The filter cannot be understood: {problem}", f"  {text}", f"  {mark}"]) from problem


def chosen(session: Session, words: Sequence[str]) -> list[int]:
    """Places of the photos to change. Raises ConfigError if there is no filter: that never means every photo."""
    if not " ".join(words).strip():
        raise ConfigError(["Which photos? Write a filter, such as outcome:passed, or '*' for every photo of the run."])
    return places(session, words)


def _unknown(name: str, options: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, options, n=1)
    hint = f"Did you mean {close[0]}=?" if close else f"There are {', '.join(f'{each}=' for each in options)}."
    return f"{name}=: there is no such option. {hint}"
