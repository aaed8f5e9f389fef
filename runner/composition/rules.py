"""`runner check TABLE`: Hydra composes a rule pack, and its rules check a table."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException
from rich.console import Console

from runner.audit import check as audit
from runner.audit import tables
from runner.audit.columns import COLUMNS
from runner.audit.report import show
from runner.composition.overrides import explain, refuse_secrets
from runner.composition.quoting import quote
from runner.config import checking as config
from runner.config.folder import configuration_folder
from runner.errors import ConfigError
from runner.messages import word
from runner.registry import nearest
from runner.store.chosen_file import refused
from runner.text.judging.pack import RulePack

_RULES = re.compile(r"[~+]{0,2}rules(?:[.@][\w.@/]*)?(?:=.*)?", re.DOTALL)
_OPTION = re.compile(r"[~+]{0,2}([\w.@-]+)=(.*)", re.DOTALL)
_USAGE = "Write: runner check TABLE [rules=PACK] [rules.OPTION=VALUE …] [columns.caption=NAME] [out=FILE.parquet]"
USAGE = f"""\
{_USAGE}

Holds texts that exist against the rules. TABLE is CSV, a spreadsheet (.xlsx, .ods, .xls) or Parquet with any of the
columns caption, alt_text, keywords, subject, location, file_name; it is only read.

  runner check texts.csv                                  the rules in conf/rules/default.yaml
  runner check texts.xlsx rules=aviation                  another pack
  runner check texts.csv columns.caption=Description columns.keywords=Tags        columns of other names
  runner check texts.csv rules.rules.fluff=null           without one rule
  runner check texts.csv out=findings.parquet             every finding as a row

Options: rules=PACK, rules.OPTION=VALUE, columns.NAME=COLUMN, sheet=NAME (default: the first with texts), encoding=NAME
(of CSV that is no UTF-8; default: guessed, and said), out=FILE.parquet, --config-dir FOLDER

Exit codes: 0 checked, whatever was found; 2 arguments or columns, 3 the table cannot be read.
"""
_COLUMN = "columns."
_OWN = ("out", "encoding", "sheet", *(f"{_COLUMN}{name}" for name in COLUMNS))
"""Options besides the rules."""

_EXAMPLES = {
    "encoding": "Write one such as encoding=cp1250, encoding=mac_roman or encoding=utf-16.",
    "sheet": "Write sheet=NAME, with a name from the spreadsheet's lower edge.",
}

# A configuration needs a set and a captioner. The rules depend on neither, and the composer needs no model.
_REST = ("set=demo", "caption=composer")


class RulesRequest(NamedTuple):
    """What the command line asks for."""

    table: Path
    reading: tables.Reading
    overrides: tuple[str, ...]  # for the rules
    out: Path | None


def check(arguments: Sequence[str]) -> int:
    """Check the table that the arguments name, print a summary, write the findings; returns the exit code.

    Raises ConfigError for wrong arguments, before the table is read.
    """
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    request = asked(arguments)
    pack = rule_pack(request.overrides)
    table = tables.read(request.table, request.reading)
    console = Console()
    try:
        with console.status(f"Checking {table.rows.height:,} rows …"):
            found = audit.findings(table, pack)
    except KeyboardInterrupt:
        print("Interrupted. Nothing was written.", file=sys.stderr)
        return 130
    if request.out is not None:
        audit.save(found, request.out)
    show(console, table, found, pack.name)
    if request.out is not None:
        console.print(f"Findings: {request.out}", soft_wrap=True, highlight=False, markup=False)
    return 0


def asked(arguments: Sequence[str]) -> RulesRequest:
    """The request that the arguments make. Raises ConfigError with everything that is wrong with them."""
    refuse_secrets(arguments)
    overrides = tuple(each for each in arguments if _RULES.fullmatch(each))
    given = {match[1]: match[2] for each in arguments if (match := _OPTION.fullmatch(each)) and match[1] in _OWN}
    rest = [each for each in arguments if not _RULES.fullmatch(each) and each.partition("=")[0] not in given]
    paths = [Path(each).expanduser() for each in rest if not _is_option(each)]
    problems: list[str | None] = [_unknown(each) for each in rest if _is_option(each)]
    if len(paths) != 1:
        problems.append(f"{'Which table?' if not paths else 'One table at a time.'} {_USAGE}")
    problems += [*_unusable(given), *([_unwritable(given["out"], paths)] if "out" in given else [])]
    if found := [problem for problem in problems if problem]:
        raise ConfigError(found)
    out = Path(given["out"]).expanduser() if "out" in given else None
    return RulesRequest(paths[0], _reading(given), overrides, out)


def _reading(given: Mapping[str, str]) -> tables.Reading:
    columns = {name.removeprefix(_COLUMN): value for name, value in given.items() if name.startswith(_COLUMN)}
    return tables.Reading(columns, given.get("encoding"), given.get("sheet"))


def _unusable(given: Mapping[str, str]) -> Iterator[str]:
    """Yield the problems with options that say how the table is read."""
    for name, value in given.items():
        if not value and name != "out":
            yield f"{name}=: empty. {_EXAMPLES.get(name, f'Write {name}=NAME, with the name that the table has.')}"
    if given.get("encoding") and not _is_encoding(given["encoding"]):
        yield f"encoding={given['encoding']}: there is no such encoding. {_EXAMPLES['encoding']}"


def _is_encoding(name: str) -> bool:
    """True if this is an encoding of text; Python also has encodings of bytes."""
    try:
        return isinstance("a".encode(name), bytes)
    except (LookupError, ValueError):
        return False


def rule_pack(overrides: Sequence[str]) -> RulePack:
    """The rules as the stage `check` of a run gets them. Raises ConfigError with every problem of the overrides."""
    arguments = [*_REST, *quote(overrides)]
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            graph = config.check(compose("config", overrides=arguments)).graph
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
    return next(node.options for node in graph.nodes if isinstance(node.options, RulePack))


def _is_option(argument: str) -> bool:
    """True if an argument looks like an option and is not an existing file."""
    return argument.startswith("-") or (_OPTION.fullmatch(argument) is not None and not Path(argument).exists())


def _unknown(argument: str) -> str:
    match = _OPTION.fullmatch(argument)
    if match is None:
        return f"{argument}: unknown option."
    hint = nearest(match[1], ["rules", *_OWN])
    return f"{match[1]}: check has no such option. {hint}"


def _unwritable(out: str, tables_named: Sequence[Path]) -> str | None:
    path = Path(out).expanduser()
    if not out:
        return "out=: give the file to write: out=findings.parquet"
    if not path.absolute().parent.is_dir():
        return f"out={out}: the folder {path.absolute().parent} does not exist."
    if any(path.resolve() == table.resolve() for table in tables_named):
        return f"out={out}: this is the table itself. Give another file."
    if (problem := refused(path, (".parquet",))) is not None:
        return f"out={out}: {word(problem)}."
    return None
