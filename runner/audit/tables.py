"""Reads a table of texts as people keep them: CSV in the encodings of its programs, a spreadsheet, or Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from runner.audit import columns
from runner.audit.columns import COLUMNS
from runner.errors import ConfigError, EnvError
from runner.registry import nearest
from runner.schema import TEXTS
from runner.tabular import files
from runner.tabular.files import TableFile

__all__ = ["COLUMNS", "Reading", "Table", "read"]


@dataclass(frozen=True)
class Table:
    """`rows` has only known columns, under their known names: text, and lists of text for keywords."""

    rows: pl.DataFrame
    left_out: tuple[str, ...]  # unknown columns
    form: str  # Parquet, CSV with its encoding, or a sheet of a spreadsheet


@dataclass(frozen=True)
class Reading:
    """What a person says about a table because the table itself does not."""

    columns: Mapping[str, str] = field(default_factory=dict)  # the table's own names, by known column
    encoding: str | None = None  # of CSV
    sheet: str | None = None  # of a spreadsheet; None: the first with texts


_AS_IT_IS = Reading()


def read(path: Path, reading: Reading = _AS_IT_IS) -> Table:
    """The table in a file.

    Raises ConfigError if there is no such file, or if it has no texts to check; EnvError if it cannot be read.
    """
    chosen = _sheet(path, files.read(path, reading.encoding), reading)
    frame = chosen.frame
    known = columns.chosen(str(path), frame.columns, reading.columns)
    try:
        rows = frame.select(_values(frame.schema[column], column, name).alias(name) for column, name in known.items())
    except (PolarsError, ValueError) as error:
        raise EnvError(f"{path} cannot be read: {files.sentence(error)}", files.MEND) from error
    left_out = (columns.shown(column, known.values()) for column in frame.columns if column not in known)
    return Table(rows, tuple(left_out), chosen.form)


def _sheet(path: Path, found: Sequence[TableFile], reading: Reading) -> TableFile:
    """The sheet that a person named, else the first that has texts, else the first.

    Raises ConfigError for an unknown name.
    """
    if reading.sheet is not None:
        named = {each.sheet: each for each in found if each.sheet is not None}
        if reading.sheet not in named:
            hint = nearest(reading.sheet, [*map(str, named)]) if named else "It has no sheets."
            raise ConfigError([f"sheet={reading.sheet}: {path} has no such sheet. {hint}"])
        return named[reading.sheet]
    return next((each for each in found if _has_texts(each.frame.columns, reading.columns)), found[0])


def _has_texts(names: Sequence[str], named: Mapping[str, str]) -> bool:
    own = {columns.plain(name) for name in names}
    wanted = {columns.plain(theirs) for known, theirs in named.items() if known in TEXTS}
    return bool(own & ({*TEXTS} | wanted))


def _values(kind: pl.DataType, column: str, known: str) -> pl.Expr:
    """The column as text, or as lists of text if it contains keywords."""
    values = pl.col(column)
    if isinstance(kind, pl.Struct) or (isinstance(kind, (pl.List, pl.Array)) and known != "keywords"):
        raise ValueError(f"its column '{column}' holds no text but {_kind(kind)}")
    if known != "keywords":
        return values.cast(pl.String)
    if isinstance(kind, (pl.List, pl.Array)):
        return values.cast(pl.List(pl.String))
    words = values.cast(pl.String)
    # If semicolons separate keywords, a keyword may contain a comma.
    semicolons = words.str.contains(";", literal=True)
    return pl.when(semicolons).then(words.str.split(";")).otherwise(words.str.split(","))


def _kind(kind: pl.DataType) -> str:
    return "several values by name" if isinstance(kind, pl.Struct) else "lists"
