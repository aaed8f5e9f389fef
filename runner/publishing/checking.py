"""Checks whether an existing table can hold what is to be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runner.publishing.database import Column, Database
from runner.publishing.fields import kind_of
from runner.publishing.options import PublishOptions
from runner.publishing.table import Table
from runner.stage import FieldKind

_TEXT = {"char", "varchar", "tinytext", "text", "mediumtext", "longtext", "nvarchar", "clob", ""}
_WHOLE = {"tinyint", "smallint", "mediumint", "int", "integer", "bigint", "year"}
_REAL = {"float", "double", "real", "decimal", "numeric"}
_MOMENT = {"datetime", "timestamp"}
_HOLDS: Mapping[FieldKind, set[str]] = {
    "name": _TEXT,
    "path": _TEXT,
    "text": _TEXT,
    "integer": _WHOLE | _REAL | _TEXT,
    "real": _REAL | _TEXT,
    "moment": _MOMENT | _TEXT,
}


def table_problems(table: Table, database: Database, options: PublishOptions) -> list[str] | None:
    """Return a sentence for every problem of the target's tables; None if the table does not exist."""

    def question(cursor: Any) -> list[str] | None:
        columns = database.columns(cursor, options.table)
        if not columns:
            return None
        return [
            *_columns(columns, options),
            *_key(cursor, database, options),
            *_redirects(cursor, database, options),
            *_engines(cursor, database, options),
        ]

    return table.ask(question)


def _columns(columns: Sequence[Column], options: PublishOptions) -> Iterator[str]:
    known = {column.name: column for column in columns}
    names = {**options.columns, **({"": options.id_column} if options.id_column else {})}
    for field, name in names.items():
        column = known.get(name)
        if column is None:
            yield f"table {options.table} has no column {name}; add it, or take it out of publish.columns."
        elif field and column.type not in _HOLDS[kind_of(field)]:
            yield f"column {name} is {column.type}; {field} needs {' or '.join(sorted(_HOLDS[kind_of(field)] - {''}))}."
        elif column.charset is not None and column.charset != "utf8mb4":
            yield f"column {name} has the character set {column.charset}, which loses letters; make it utf8mb4."
    for column in columns:
        if column.required and column.name not in names.values():
            yield f"column {column.name} needs a value and has no default; give it one, or map it in publish.columns."


def _key(cursor: Any, database: Database, options: PublishOptions) -> Iterator[str]:
    key = options.columns["file_name"]
    if not database.unique(cursor, options.table, key):
        yield f"column {key} has no unique index of its own; without it a photo could have two rows."


def _engines(cursor: Any, database: Database, options: PublishOptions) -> Iterator[str]:
    """Report tables of engines without transactions. Views are not checked: their tables are unknown here."""
    for table in filter(None, (options.table, options.redirects)):
        if engine := database.engine(cursor, table):
            yield (
                f"table {table} is kept by {engine}, which has no transactions: a publish that breaks off would leave "
                f"half of a change. Ask whoever keeps the database for: ALTER TABLE {table} ENGINE=InnoDB;"
            )


def _redirects(cursor: Any, database: Database, options: PublishOptions) -> Iterator[str]:
    if options.redirects is None or options.create_table:
        return
    names = {column.name for column in database.columns(cursor, options.redirects)}
    if not {"old_path", "new_path"} <= names:
        yield f"there is no table {options.redirects} with old_path and new_path; publish.create_table=true makes it."
