"""`rows.parquet`: one row per photo for a person to review. The file contains the declarations of its columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

import polars as pl

from runner.graph import NodeColumn
from runner.messages import LANGUAGES, Message, word
from runner.schema import ReviewRow
from runner.store import evidence, legacy, runfile

FILE = "rows.parquet"
_COLUMNS = "columns"
"""Key of the Parquet metadata with the stages' declarations of the columns, as JSON."""
ROW_GROUP = 1024
"""Rows in one row group: to read one row, this many are unpacked."""
_GROUPED = "row_group"
"""Key of the Parquet metadata with the size of a row group; files of earlier versions have a single group."""

MESSAGE = pl.Struct(evidence.columns(Message))
"""Type of a column of messages: the id and the arguments."""


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column that a stage declared: see `runner.stage.Column`."""

    name: str  # in the table
    label: str  # for a person
    node: str  # that produced the values; empty in rows of version 0.1.0
    publish: str | None  # kind of a field that targets may map
    shown: bool  # in the reviewer's panel and the report


@dataclass(frozen=True)
class ReviewRows:
    """The rows of a run, with the columns that its stages declared."""

    table: pl.DataFrame
    columns: tuple[RowColumn, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Columns that a target may receive: what an approval covers."""
        return tuple(column.name for column in self.columns if column.publish)

    @property
    def further(self) -> tuple[RowColumn, ...]:
        """Declared columns that people see besides those of the contract."""
        return further(self.columns)

    def photos(self) -> pl.DataFrame:
        """The rows without copies."""
        return self.table.filter(pl.col("outcome") != "copy")


def further(columns: Iterable[RowColumn]) -> tuple[RowColumn, ...]:
    """The declared columns that people see besides those of the contract."""
    contract = evidence.columns(ReviewRow)
    return tuple(column for column in columns if column.shown and column.name not in contract)


def declared(columns: Sequence[NodeColumn]) -> tuple[RowColumn, ...]:
    """The declarations of nodes, as the file stores them."""
    return tuple(
        RowColumn(each.name, each.column.label, each.node.name, each.column.publish, each.column.shown)
        for each in columns
    )


def write(run: Path, table: pl.DataFrame, columns: Sequence[RowColumn]) -> None:
    """Write the rows of a run, crash-safely."""
    about = json.dumps([asdict(column) for column in columns], ensure_ascii=False)
    metadata = {"run_id": run.name, _COLUMNS: about, _GROUPED: str(ROW_GROUP)}
    evidence.write_parquet(run / FILE, table, metadata, ROW_GROUP)


def read(run: Path) -> ReviewRows:
    """The rows of a run.

    Raises OSError or PolarsError if they cannot be read, DamagedEvidence if they are not as written. Rows of version
    0.1.0 lack some published columns: these, and the hash over them, are made from the run's evidence.
    """
    path = runfile.proven(run, FILE)
    table, about = pl.read_parquet(path, glob=False), pl.read_parquet_metadata(path).get(_COLUMNS)
    if about is not None:
        return ReviewRows(table, tuple(RowColumn(**each) for each in json.loads(about)))
    columns = tuple(RowColumn(name, label, "", kind, shown) for name, label, kind, shown in legacy.COLUMNS)
    return ReviewRows(legacy.completed(run, table), columns)


def scan(run: Path) -> tuple[pl.LazyFrame, tuple[RowColumn, ...]]:
    """The rows of a run as a lazy frame, and their columns. Raises what `read` raises.

    The compressed file is held in memory, so that it may be removed in the meantime.
    """
    content = runfile.proven(run, FILE).read_bytes()
    about = pl.read_parquet_metadata(BytesIO(content))
    if about.get(_GROUPED) != str(ROW_GROUP):
        rows = read(run)
        return rows.table.lazy(), rows.columns
    return pl.scan_parquet(content), tuple(RowColumn(**each) for each in json.loads(about[_COLUMNS]))


def worded(name: str, kind: pl.DataType, language: str = LANGUAGES[0]) -> pl.Expr:
    """A column's values as text: lists joined by commas, numbers with at most three decimals, messages in words."""
    if kind in (MESSAGE, pl.List(MESSAGE)):
        said = pl.col(name) if isinstance(kind, pl.List) else pl.concat_list(name)
        words = pl.element().map_elements(lambda each: word(Message(**each), language), pl.String)
        return said.list.eval(words).list.join(", ")
    if isinstance(kind, pl.List):
        return pl.col(name).list.eval(pl.element().cast(pl.String)).list.join(", ")
    if kind.is_float():
        return pl.col(name).round(3).cast(pl.String)
    return pl.col(name).cast(pl.String)
