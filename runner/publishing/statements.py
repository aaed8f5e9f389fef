"""SQL for both databases from one builder. Values are always parameters; names must match an allow-list pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runner.publishing.fields import kind_of
from runner.publishing.options import NAME
from runner.stage import FieldKind


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between two databases."""

    mark: str  # placeholder of a parameter
    quote: str  # around a name
    identity: str  # type of a key that the database numbers
    types: Mapping[FieldKind, str]
    on_conflict: str  # between VALUES and assignments of an upsert; {key}
    incoming: str  # the new value of a column in such an assignment; {column}
    ending: str  # of CREATE TABLE


SQLITE = Dialect(
    "?", '"', "INTEGER PRIMARY KEY",
    {"name": "TEXT", "path": "TEXT", "text": "TEXT", "integer": "INTEGER", "real": "REAL", "moment": "TEXT"},
    "ON CONFLICT ({key}) DO UPDATE SET", "excluded.{column}", "",
)  # fmt: skip
MYSQL = Dialect(
    "%s", "`", "BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY",
    {"name": "VARCHAR(255)", "path": "VARCHAR(1024)", "text": "TEXT", "integer": "BIGINT", "real": "DOUBLE",
     "moment": "DATETIME"},
    "ON DUPLICATE KEY UPDATE", "VALUES({column})",
    # A binary collation: names that differ in case or accent are different names.
    "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
)  # fmt: skip


class Statements:
    """The statements of one table with its columns by field name."""

    def __init__(self, dialect: Dialect, table: str, columns: Mapping[str, str], id_column: str | None) -> None:
        self._dialect, self._columns, self._id = dialect, dict(columns), id_column
        self._table, self._key = self._name(table), self._name(columns["file_name"])

    def create(self) -> str:
        """CREATE TABLE with an automatic key and a unique file name."""
        types = self._dialect.types
        fields = [f"{self._name(column)} {types[kind_of(field)]}" for field, column in self._columns.items()]
        fields = [f"{field} NOT NULL UNIQUE" if field.startswith(f"{self._key} ") else field for field in fields]
        identity = [f"{self._name(self._id)} {self._dialect.identity}"] if self._id else []
        return f"CREATE TABLE IF NOT EXISTS {self._table} ({', '.join([*identity, *fields])}) {self._dialect.ending}"

    def upsert(self, rows: int) -> str:
        """INSERT, or UPDATE by file name, of this many rows. Parameters: columns in order, row by row."""
        names = [self._name(column) for column in self._columns.values()]
        row = f"({', '.join([self._dialect.mark] * len(names))})"
        changes = [f"{n} = {self._dialect.incoming.format(column=n)}" for n in names if n != self._key]
        conflict = self._dialect.on_conflict.format(key=self._key)
        return (
            f"INSERT INTO {self._table} ({', '.join(names)}) VALUES {', '.join([row] * rows)}"
            f" {conflict} {', '.join(changes or [f'{self._key} = {self._key}'])}"
        )

    def select(self, names: int) -> str:
        """SELECT of key and columns, in order, of the rows with this many file names."""
        key = self._name(self._id) if self._id else "NULL"
        columns = ", ".join(self._name(column) for column in self._columns.values())
        return f"SELECT {key}, {columns} FROM {self._table} WHERE {self._key} IN ({self._marks(names)})"

    def rename(self) -> str:
        """UPDATE of a row's file name. Parameters: new, old."""
        return f"UPDATE {self._table} SET {self._key} = {self._dialect.mark} WHERE {self._key} = {self._dialect.mark}"

    def delete(self, names: int) -> str:
        """DELETE of the rows with this many file names."""
        return f"DELETE FROM {self._table} WHERE {self._key} IN ({self._marks(names)})"

    def _marks(self, number: int) -> str:
        return ", ".join([self._dialect.mark] * number)

    def _name(self, name: str) -> str:
        return quoted(self._dialect, name)


class Redirects:
    """The statements of the table of redirects, from earlier paths of photos to present ones."""

    def __init__(self, dialect: Dialect, table: str) -> None:
        self._dialect, self._table = dialect, quoted(dialect, table)

    def create(self) -> str:
        """The statement that creates the table of redirects."""
        path = self._dialect.types["path"].replace("1024", "700")  # an index key has at most 3,072 bytes
        return (
            f"CREATE TABLE IF NOT EXISTS {self._table} (old_path {path} NOT NULL UNIQUE, new_path {path} NOT NULL)"
            f" {self._dialect.ending}"
        )

    def steps(self, old: str, new: str) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Statements with their parameters that redirect `old`, and what was redirected to it, to `new`."""
        mark = self._dialect.mark
        return (
            (f"UPDATE {self._table} SET new_path = {mark} WHERE new_path = {mark}", (new, old)),
            (f"DELETE FROM {self._table} WHERE old_path IN ({mark}, {mark})", (old, new)),
            (f"INSERT INTO {self._table} (old_path, new_path) VALUES ({mark}, {mark})", (old, new)),
        )

    def forget(self, path: str) -> tuple[str, tuple[str, ...]]:
        """A statement with its parameters that removes all redirects to and from this path."""
        mark = self._dialect.mark
        return f"DELETE FROM {self._table} WHERE new_path = {mark} OR old_path = {mark}", (path, path)


def quoted(dialect: Dialect, name: str) -> str:
    """Quote a name for a statement. Raises ValueError for anything but letters, digits and _."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a table or column")
    return f"{dialect.quote}{name}{dialect.quote}"
