"""Prints the result for a checked table: rows, rows with errors, findings by rule with an example."""

from __future__ import annotations

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table as Frame
from rich.text import Text

from runner.audit.tables import Table
from runner.reports import wording

_STYLES = {"error": "red", "warn": "yellow"}


def show(console: Console, table: Table, found: pl.DataFrame, pack: str) -> None:
    """Print the rules that found something, errors first and frequent ones first, then how many rows have errors.

    On a terminal, lines are wrapped to its width. Piped, each fact is one unbroken line. Characters that the output's
    encoding lacks are escaped.
    """
    rules = by_rule(found)
    if console.is_terminal and rules.height:
        console.print(_frame(console, rules))
    else:
        for row in rules.iter_rows(named=True):
            counts = f"{row['findings']:>9,}  in {wording.count(row['rows'], 'row')}"
            _line(console, f"{row['severity']:<5} {row['rule']:<26} {counts}, {_example(row)}")
    if table.left_out:
        _line(console, f"Not looked at: {', '.join(table.left_out)}.")
    _line(console, f"{wording.count(table.rows.height, 'row')} ({table.form}), rules {pack}.")
    _line(console, _verdict(table.rows.height, found))


def by_rule(found: pl.DataFrame) -> pl.DataFrame:
    """One row for each rule that found something: severity, findings, rows; row, field and message of the first one."""
    grouped = found.group_by("rule", "severity", maintain_order=True).agg(
        pl.len().alias("findings"),
        pl.col("row").n_unique().alias("rows"),
        pl.col("row", "field", "message").first().name.prefix("example_"),
    )
    return grouped.sort("severity", -pl.col("findings").cast(pl.Int64), "rule")


def _frame(console: Console, rules: pl.DataFrame) -> Frame:
    frame = Frame(box=box.SIMPLE, pad_edge=False)
    frame.add_column("Rule", no_wrap=True)
    frame.add_column("Severity", no_wrap=True)
    frame.add_column("Findings", justify="right", no_wrap=True)
    frame.add_column("Rows", justify="right", no_wrap=True)
    frame.add_column("Example", style="dim", overflow="fold")
    for row in rules.iter_rows(named=True):
        severity = Text(row["severity"], _STYLES[row["severity"]])
        example = Text(_printable(console, _example(row)))
        frame.add_row(row["rule"], severity, f"{row['findings']:,}", f"{row['rows']:,}", example)
    return frame


def _example(row: dict[str, object]) -> str:
    return f"row {row['example_row']:,}, {row['example_field']}: {row['example_message']}"


def _verdict(rows: int, found: pl.DataFrame) -> str:
    erring = found.filter(pl.col("severity") == "error")["row"].n_unique()
    warned = found["row"].n_unique() - erring
    share = f" ({erring / rows:.1%})" if rows else ""
    errors = f"{wording.count(erring, 'row')} with errors{share}" if erring else "No row with errors"
    return f"{errors}, {warned:,} with warnings only, {wording.count(found.height, 'finding')}."


def _line(console: Console, line: str) -> None:
    console.print(Text(_printable(console, line)), soft_wrap=True)


def _printable(console: Console, text: str) -> str:
    """The text on one line, in characters that the output can encode."""
    return wording.visible(text).encode(console.encoding, "backslashreplace").decode(console.encoding)
