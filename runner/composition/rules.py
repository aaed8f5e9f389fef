"""`runner check TABLE`: Hydra composes a rule pack, and its rules go over a table."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException
from rich.console import Console

from runner.audit import check as audit
from runner.audit import tables
from runner.audit.report import show
from runner.composition.overrides import explain, refuse_secrets
from runner.config import checking as config
from runner.config.folder import configuration_folder
from runner.errors import ConfigError
from runner.registry import nearest
from runner.text.judging.pack import RulePack

_RULES = re.compile(r"[~+]{0,2}rules(?:[.@][\w.@/]*)?(?:=.*)?", re.DOTALL)
_OPTION = re.compile(r"[~+]{0,2}([\w.@-]+)=.*", re.DOTALL)
_USAGE = "Write: runner check TABLE [rules=PACK] [rules.OPTION=VALUE …] [out=FILE.parquet]"
# A configuration needs a set and a captioner. The rules take nothing from either, and the composer needs no model.
_REST = ("set=demo", "caption=composer")


class RulesRequest(NamedTuple):
    """What the command line asks for."""

    table: Path
    overrides: tuple[str, ...]  # of the rules
    out: Path | None


def check(arguments: Sequence[str]) -> int:
    """Check the table that the arguments name, print a summary, write the findings; returns the exit code.

    ConfigError for wrong arguments, before the table is read.
    """
    request = asked(arguments)
    pack = rule_pack(request.overrides)
    table = tables.read(request.table)
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
    """The arguments, sorted. ConfigError lists all that is wrong with them."""
    refuse_secrets(arguments)
    overrides = tuple(each for each in arguments if _RULES.fullmatch(each))
    outs = [each.removeprefix("out=") for each in arguments if each.startswith("out=")]
    rest = [each for each in arguments if not _RULES.fullmatch(each) and not each.startswith("out=")]
    paths = [Path(each).expanduser() for each in rest if not _is_option(each)]
    problems = [_unknown(each) for each in rest if _is_option(each)]
    if len(paths) != 1:
        problems.append(f"{'Which table?' if not paths else 'One table at a time.'} {_USAGE}")
    problems += [problem for out in outs if (problem := _unwritable(out, paths))]
    if problems:
        raise ConfigError(problems)
    return RulesRequest(paths[0], overrides, Path(outs[-1]).expanduser() if outs else None)


def rule_pack(overrides: Sequence[str]) -> RulePack:
    """The rules as the stage `check` of a run would get them. ConfigError lists every problem of the overrides."""
    arguments = [*_REST, *overrides]
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
            graph = config.check(compose("config", overrides=arguments)).graph
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
    return next(node.options for node in graph.nodes if isinstance(node.options, RulePack))


def _is_option(argument: str) -> bool:
    """An argument that looks like an option and is no file."""
    return argument.startswith("-") or (_OPTION.fullmatch(argument) is not None and not Path(argument).exists())


def _unknown(argument: str) -> str:
    match = _OPTION.fullmatch(argument)
    if match is None:
        return f"{argument}: unknown option."
    hint = nearest(match[1], ["rules", "out"])
    return f"{match[1]}: check has no such option. {hint}"


def _unwritable(out: str, tables_named: Sequence[Path]) -> str | None:
    path = Path(out).expanduser()
    if not out or path.is_dir():
        return f"out={out}: give the file to write: out=findings.parquet"
    if not path.absolute().parent.is_dir():
        return f"out={out}: the folder {path.absolute().parent} does not exist."
    if any(path.resolve() == table.resolve() for table in tables_named):
        return f"out={out}: this is the table itself. Give another file."
    return None
