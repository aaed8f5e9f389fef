"""Parses the command line of `runner export`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, cast

from runner.errors import ConfigError
from runner.reports.command_line import with_runs_as_option
from runner.reports.export.splits import Shares

Format = Literal["parquet", "csv", "jsonl"]
Images = Literal["paths", "bytes"]

USAGE = (
    "Write: runner export SET|RUN out=FOLDER [format=parquet|csv|jsonl] [images=paths|bytes] [picture=model] "
    "[splits=80/10/10] [private=true] [paths.runs=FOLDER]"
)
HELP = f"""\
{USAGE}

Writes what was decided, blocked and repaired as training and evaluation data, with a dataset card.

  runner export aviation out=data                                          the newest run of the set, as Parquet
  runner export aviation out=data format=jsonl images=bytes picture=web    with the pictures inside
  runner export aviation out=data private=true                             with GPS, times, serial numbers and reviewers
"""
_CHOICES: Mapping[str, Sequence[str]] = {
    "format": ("parquet", "csv", "jsonl"),
    "images": ("paths", "bytes"),
    "private": ("false", "true"),
}
_FREE = ("out", "picture", "splits", "set", "paths.runs")
_IGNORED = ("paths.photos", "paths.models")
"""Options for folders that are accepted but not used, so that all commands take the same three."""


class ExportRequest(NamedTuple):
    """What to export, and how."""

    name: str  # a set, a run, or a run's folder
    out: Path
    runs: Path
    format: Format
    images: Images
    picture: str  # name of the rendition that represents the photo
    shares: Shares
    private: bool


def asked(arguments: Sequence[str]) -> ExportRequest:
    """Parse the arguments. Raises ConfigError with all their problems."""
    arguments = with_runs_as_option(arguments)
    options = {key: value for key, _, value in (each.partition("=") for each in arguments if _is_option(each))}
    names = [each for each in arguments if not _is_option(each)]
    names += [options["set"]] if "set" in options else []
    problems = [problem for key, value in options.items() if (problem := _wrong(key, value))]
    problems += [f"{each}: {USAGE}" for each in names if each.startswith("-")]
    if len(names) != 1:
        problems.append(f"{'Which set or run?' if not names else 'One set or run at a time.'} {USAGE}")
    if "out" not in options:
        problems.append("out: which folder is to be written? out=FOLDER")
    if (options.get("images"), options.get("format", "parquet")) in (("bytes", "csv"), ("bytes", "jsonl")):
        problems.append(f"images=bytes: {options['format']} holds text only. Take format=parquet, or images=paths.")
    if problems:
        raise ConfigError(problems)
    return ExportRequest(
        name=names[0],
        out=Path(options["out"]).expanduser().absolute(),
        runs=Path(options.get("paths.runs", "runs")).expanduser(),
        format=cast(Format, options.get("format", "parquet")),
        images=cast(Images, options.get("images", "paths")),
        picture=options.get("picture", "model"),
        shares=_shares(options.get("splits", "80/10/10")) or Shares(80, 10, 10),
        private=options.get("private") == "true",
    )


def _is_option(argument: str) -> bool:
    return re.match(r"[\w.]+=", argument) is not None


def _wrong(key: str, value: str) -> str | None:
    """A sentence about an option that does not exist or has an invalid value; None if it is fine."""
    known = (*_CHOICES, *_FREE)
    if key in _IGNORED:
        return None
    if key not in known:
        close = difflib.get_close_matches(key, known, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else USAGE
        return f"{key}: export has no such option. {hint}"
    if key in _CHOICES and value not in _CHOICES[key]:
        return f"{key}={value}: choose one of {', '.join(_CHOICES[key])}."
    if key == "splits" and _shares(value) is None:
        return f"splits={value}: give the shares of train, validation and test in per cent: splits=80/10/10"
    return None if value else f"{key}=: empty."


def _shares(text: str) -> Shares | None:
    match = re.fullmatch(r"(\d{1,3})/(\d{1,3})/(\d{1,3})", text)
    shares = Shares(*map(int, match.groups())) if match else None
    return shares if shares and sum(shares) == 100 else None
