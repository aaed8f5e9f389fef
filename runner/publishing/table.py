"""Reads, writes and removes the rows of a target's table, by file name and in batches."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from runner.errors import DatabaseError, PublishError
from runner.messages import say
from runner.publishing.database import ERRORS, Connection, Database
from runner.publishing.failures import again, of_database
from runner.publishing.fields import Value, agree
from runner.publishing.options import PublishOptions
from runner.publishing.statements import Redirects, Statements

T = TypeVar("T")
_ASKED = 500
"""File names per query."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as read from the table."""

    remote_id: str | None
    row: Mapping[str, Value]  # by column


@dataclass(frozen=True, slots=True)
class Writing:
    """A row to be written."""

    file_name: str
    row: Mapping[str, Value]  # by column
    old_names: tuple[str, ...] = ()  # other file names that it may have until now
    redirect: tuple[str, str] | None = None  # old and new path of its file


class Table:
    """One table over one connection, which is opened at the first use and reopened after a failure."""

    def __init__(self, database: Database, options: PublishOptions) -> None:
        self._database, self._options = database, options
        self._statements = Statements(database.dialect, options.table, options.columns, options.id_column)
        self._redirects = Redirects(database.dialect, options.redirects) if options.redirects else None
        self._columns = list(options.columns.values())
        self._key = options.columns["file_name"]
        self._connection: Connection | None = None
        self.writable = False

    def ask(self, question: Callable[[Any], T]) -> T:
        """Return what `question` returns for a cursor; retried if the connection breaks. Changes are rolled back."""
        return again(lambda: self._once(question, keep=False), self._options.tries, self._options.backoff_s)

    def change(self, work: Callable[[Any], T]) -> T:
        """Return what `work` returns for a cursor, in one transaction; retried after a deadlock or lost connection."""
        return again(lambda: self._once(work, keep=True), self._options.tries, self._options.backoff_s)

    def create(self) -> None:
        """Create the tables that do not exist."""
        statements = [self._statements.create(), *([self._redirects.create()] if self._redirects else [])]
        self.change(lambda cursor: [cursor.execute(statement) for statement in statements])

    def rows(self, names: Sequence[str]) -> dict[str, Stored]:
        """Return the rows with these file names. A database that ignores case finds `A.jpg` for `a.jpg`."""
        found: dict[str, Stored] = {}
        for at in range(0, len(names), _ASKED):
            found.update(self.ask(functools.partial(self._rows, names=names[at : at + _ASKED])))
        return found

    def write(self, writings: Sequence[Writing]) -> list[Stored | DatabaseError]:
        """Write these rows in one transaction and return them as they were read back, in order.

        If the database refuses one of them, each is written by itself, and a refused one is returned as its error.
        Raises DatabaseError if the database cannot be reached.
        """
        try:
            return list(self.change(lambda cursor: self._write(cursor, writings)))
        except DatabaseError as error:
            if error.passing or error.hopeless:
                raise
            if len(writings) == 1:
                return [error]
        return [self.write([writing])[0] for writing in writings]

    def delete(self, names: Sequence[str], paths: Sequence[str]) -> None:
        """Remove the rows with these file names, and the redirects to and from these paths."""

        def work(cursor: Any) -> None:
            cursor.execute(self._statements.delete(len(names)), tuple(names))
            for path in paths if self._redirects else ():
                cursor.execute(*self._redirects.forget(path))  # type: ignore[union-attr]

        if names:
            self.change(work)

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            with contextlib.suppress(*ERRORS):
                self._connection.close()
            self._connection = None

    def _once(self, work: Callable[[Any], T], keep: bool) -> T:
        with self._explained():
            self._connection = self._connection or self._database.connect(self.writable)
            done = work(self._connection.cursor())
            if keep:
                self._connection.commit()
            else:
                self._connection.rollback()
            return done

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Convert exceptions. After any error the connection is closed, so that the next attempt opens a new one."""
        try:
            yield
        except ERRORS as error:
            self.close()
            raise of_database(error, self._database.name) from error
        except PublishError:
            self.close()
            raise

    def _rows(self, cursor: Any, names: Sequence[str]) -> dict[str, Stored]:
        cursor.execute(self._statements.select(len(names)), tuple(names))
        found = {str(stored.row[self._key]): stored for stored in map(self._stored, cursor.fetchall())}
        folded = {name.casefold(): stored for name, stored in found.items()}
        asked = {name: found.get(name) or folded.get(name.casefold()) for name in names}
        return {name: stored for name, stored in asked.items() if stored is not None}

    def _stored(self, record: Sequence[Any]) -> Stored:
        remote_id, *values = record
        row = dict(zip(self._columns, map(plain, values), strict=True))
        return Stored(None if remote_id is None else str(remote_id), row)

    def _write(self, cursor: Any, writings: Sequence[Writing]) -> list[Stored]:
        self._move(cursor, writings)
        values = [writing.row[column] for writing in writings for column in self._columns]
        cursor.execute(self._statements.upsert(len(writings)), tuple(values))
        for old, new in (each.redirect for each in writings if each.redirect and self._redirects):
            for statement, parameters in self._redirects.steps(old, new):  # type: ignore[union-attr]
                cursor.execute(statement, parameters)
        stored = self._rows(cursor, [writing.file_name for writing in writings])
        for writing in writings:
            _compare(writing, stored.get(writing.file_name))
        return [stored[writing.file_name] for writing in writings]

    def _move(self, cursor: Any, writings: Sequence[Writing]) -> None:
        """Rename rows so that they keep their key; if a row already has the new name, the old row is deleted."""
        moving = [writing for writing in writings if writing.old_names]
        rows = self._rows(cursor, [writing.file_name for writing in moving]) if moving else {}
        there = {each.file_name for each in moving if each.file_name in rows}
        for writing in moving:
            for old in writing.old_names:
                if writing.file_name in there:
                    cursor.execute(self._statements.delete(1), (old,))
                    continue
                cursor.execute(self._statements.rename(), (writing.file_name, old))
                there.update([writing.file_name] if cursor.rowcount else [])


def plain(value: Any) -> Value:
    """Convert a database value to text or a number."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):  # with all decimal places of its column: they tell how far it was rounded
        return f"{value:f}"
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "backslashreplace")
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def differences(written: Mapping[str, Value], found: Mapping[str, Value]) -> list[str]:
    """Return the columns in which a row that was read differs from what was written."""
    return [column for column in written.keys() & found.keys() if not agree(written[column], found[column])]


def _compare(writing: Writing, stored: Stored | None) -> None:
    if stored is None:
        raise DatabaseError(say("target.row_lost", name=writing.file_name))
    if wrong := sorted(differences(writing.row, stored.row)):
        raise DatabaseError(
            say("target.column_changed", name=writing.file_name, column=wrong[0], value=repr(stored.row[wrong[0]]))
        )
