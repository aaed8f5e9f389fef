"""`runner rows`: the photos of a run as they are now, as a table or a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl
from rich.table import Table

from runner.errors import ConfigError
from runner.reports.wording import count
from runner.review.commands import output
from runner.review.commands.arguments import places, sort
from runner.review.snapshot import ORDERS
from runner.review.table import effective_table
from runner.review.wording import plain
from runner.store.chosen_file import chosen_file
from runner.store.own_tables import is_own, write_table
from runner.store.polars_errors import disk_errors
from runner.store.rows import MESSAGE, worded

USAGE = """\
Write: runner rows RUN|SET [FILTER] [columns=NAME,…] [order=ORDER] [out=FILE.csv|.parquet|.json|.jsonl]

Shows the photos with the texts that people wrote and what they decided. FILTER is what the window's filter line takes.

  runner rows aviation 'decision:undecided rule:ungrounded_name'
  runner rows aviation state:blocked columns=source_path,reason
  runner rows aviation decision:approved out=approved.csv               every column; lists and structures as JSON
  runner rows aviation out=rows.parquet                                 every photo, with the types of the columns

Columns are those of `runner columns review`, and state, decision, decision_reason, decided_by, decided_at, edited.
An existing FILE is replaced only if `rows` wrote it and it has not been changed since.

Options: columns=, order=run|attention|best|worst|taken, out=FILE, paths.runs=FOLDER (default: runs)

Exit codes: 0 done, 2 arguments or filter, 3 environment.
"""
_SHOWN = ("file", "state", "quality_score", "caption", "keywords", "findings")
_WRITERS: Mapping[str, Callable[[pl.DataFrame, Path], object]] = {
    ".csv": lambda table, path: _flat(_worded(table)).write_csv(path),
    ".parquet": lambda table, path: table.write_parquet(path),
    ".json": lambda table, path: path.write_text(_json(table), "utf-8"),
    ".jsonl": lambda table, path: table.write_ndjson(path),
}


def command(arguments: Sequence[str]) -> int:
    """Carry out `rows …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(USAGE, end="")
        return 0
    asked = sort(arguments, USAGE, ("out", "columns", "order"))
    order, out = asked.options.get("order", "run"), asked.options.get("out")
    _check(order, out)
    session = asked.session()
    table = effective_table(session.snapshot, places(session, asked.words[1:], order))
    named = table.with_columns(file=pl.col("source_path").str.extract(r"([^/]*)$"))
    wanted = _columns(asked.options.get("columns"), named, table.columns if out else _SHOWN)
    if out is not None:
        path = Path(out).expanduser()
        with disk_errors(path):
            write_table(path, lambda temporary: _WRITERS[path.suffix.lower()](named.select(wanted), temporary))
        output.say(f"{count(table.height, 'photo')}: {path}")
        return 0
    _show(_worded(named.select(wanted)))
    return 0


def _check(order: str, out: str | None) -> None:
    problems = []
    if order not in ORDERS:
        problems.append(f"order={order}: there is no such order. There are {', '.join(ORDERS)}.")
    if problems:
        raise ConfigError(problems)
    if out is not None:
        chosen_file(out, tuple(_WRITERS), replaceable=is_own)


def _columns(given: str | None, table: pl.DataFrame, usual: Sequence[str]) -> list[str]:
    if given is None:
        return list(usual)
    names = [name.strip() for name in given.split(",") if name.strip()]
    unknown = [name for name in names if name not in table.columns]
    if unknown or not names:
        raise ConfigError([f"columns={given}: there are {', '.join(table.columns)}."])
    return names


def _show(table: pl.DataFrame) -> None:
    console = output.console()
    shown = Table(*table.columns, box=None, pad_edge=False)
    for row in table.iter_rows():
        shown.add_row(*map(_cell, row))
    if table.height:
        console.print(shown, highlight=False, markup=False)
    output.say(count(table.height, "photo"))


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return plain(value) if value is None or (isinstance(value, str | list) and _is_text(value)) else str(value)


def _is_text(value: str | list[object]) -> bool:
    return isinstance(value, str) or all(isinstance(each, str) for each in value)


def _worded(table: pl.DataFrame) -> pl.DataFrame:
    """The table with messages as sentences."""
    kinds = (MESSAGE, pl.List(MESSAGE))
    return table.with_columns(worded(name, kind).alias(name) for name, kind in table.schema.items() if kind in kinds)


def _flat(table: pl.DataFrame) -> pl.DataFrame:
    """The table with lists and structures as JSON, because CSV cannot hold them otherwise."""
    nested = [name for name, dtype in table.schema.items() if dtype.is_nested()]
    return table.with_columns(
        pl.Series(name, [None if each is None else _dumped(each) for each in table[name].to_list()], dtype=pl.String)
        for name in nested
    )


def _json(table: pl.DataFrame) -> str:
    return _dumped(table.to_dicts(), indent=1) + "\n"


def _dumped(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, indent=indent)
