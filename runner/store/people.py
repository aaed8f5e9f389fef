"""What people said about faces and persons, in `catalog.db`: recorded for good, read back, undone, forgotten.

Append-only but for `forget`. `runner.people.said` says what counts of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple, get_args

from runner.store.catalog import durable

AboutFaces = Literal["is", "not", "same", "different", "stranger", "no_face", "open", "drawn"]
AboutPersons = Literal["person", "importance", "consent", "merged"]
Kind = AboutFaces | AboutPersons
ABOUT_FACES = frozenset(get_args(AboutFaces))


class Word(NamedTuple):
    """One thing that a person says, before it is recorded.

    - `is`, `not`: `face` shows `person`, or somebody else. `same`, `different`: `face` and `other` show one person, or
      two. `stranger`: somebody who needs no name. `no_face`: a dog, a statue, nothing. `open`: nothing is said of
      `face` any more. `drawn`: there is a face where no detector found one.
    - `person`: there is `person`, called `value` (null: not named yet). `importance`, `consent`: `value` is its
      importance, or yes or no to being named in texts. `merged`: `person` is the same person as `other`.
    """

    kind: Kind
    face: str | None = None
    other: str | None = None  # a face, or of `merged` a person
    person: str | None = None
    value: str | None = None


class Assertion(NamedTuple):
    """A word as it was recorded."""

    id: int  # grows with time
    kind: Kind
    face: str | None = None
    other: str | None = None
    person: str | None = None
    value: str | None = None
    source: str | None = None  # the program or file that it was imported from; null: the reviewer's own word
    reviewer: str = ""
    at: str = ""  # UTC, ISO 8601
    change: int = 0  # what was said at once has one number


def record(
    catalog: sqlite3.Connection,
    reviewer: str,
    words: Sequence[Word],
    source: str | None = None,
    undoes: int | None = None,
) -> int:
    """Record words as one change, all or none; durable when it returns. Returns the change's id.

    `source` names the program whose word it is, of what was imported; `undoes` is the change that this one takes back.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with durable(catalog):
        change = catalog.execute(
            "INSERT INTO people_changes (reviewer, at, source, undoes) VALUES (?, ?, ?, ?)",
            (reviewer, at, source, undoes),
        ).lastrowid
        assert change is not None
        catalog.executemany(
            "INSERT INTO people_assertions (change_id, kind, face, other, person, value) VALUES (?, ?, ?, ?, ?, ?)",
            [(change, *word) for word in words],
        )
    return change


def assertions(catalog: sqlite3.Connection) -> Sequence[Assertion]:
    """Every word that was not taken back, oldest first."""
    gone = _undone(_changes(catalog))
    return [each for each in every_assertion(catalog) if each.change not in gone]


def every_assertion(catalog: sqlite3.Connection) -> Sequence[Assertion]:
    """Every word that was ever said, oldest first, those included that were taken back."""
    rows = catalog.execute(
        "SELECT a.id, a.kind, a.face, a.other, a.person, a.value, c.source, c.reviewer, c.at, c.id"
        " FROM people_assertions a JOIN people_changes c ON c.id = a.change_id ORDER BY a.id"
    )
    return [Assertion(*row) for row in rows]


def latest_change(catalog: sqlite3.Connection) -> int:
    """The number of the newest change, by whomever; 0 before the first."""
    (number,) = catalog.execute("SELECT coalesce(max(id), 0) FROM people_changes").fetchone()
    return int(number)


def since(catalog: sqlite3.Connection, change: int) -> Sequence[Assertion]:
    """The words of the changes after this one, oldest first, those included that were taken back."""
    return [each for each in every_assertion(catalog) if each.change > change]


def undo(catalog: sqlite3.Connection, reviewer: str) -> Sequence[Assertion]:
    """Take back what this person did last and has not taken back yet. Returns the words; none when there is nothing."""
    return _take_back(catalog, reviewer, newest(catalog, reviewer))


def newest(catalog: sqlite3.Connection, reviewer: str) -> int | None:
    """The change that `undo` would take back; None when there is none."""
    changes = _changes(catalog)
    gone = _undone(changes)
    own = [each.id for each in changes if each.reviewer == reviewer and each.undoes is None and each.id not in gone]
    return own[-1] if own else None


def redo(catalog: sqlite3.Connection, reviewer: str) -> Sequence[Assertion]:
    """Do again what this person took back last, if nothing new was done since. Returns the words; none otherwise."""
    changes = _changes(catalog)
    gone = _undone(changes)
    own = [each for each in changes if each.reviewer == reviewer and each.id not in gone and not _redoes(each, changes)]
    last = own[-1] if own else None
    if last is None or last.undoes is None:
        return []
    _take_back(catalog, reviewer, last.id)
    return [each for each in every_assertion(catalog) if each.change == last.undoes]


def forget(catalog: sqlite3.Connection, reviewer: str, faces: Iterable[str], persons: Iterable[str]) -> None:
    """Delete every word about these faces and persons for good, and keep their places from being looked at again.

    What stays is the places alone: neither names nor embeddings. Nothing brings the words back.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    gone, nobody = [(each,) for each in faces], [(each,) for each in persons]
    (before,) = catalog.execute("PRAGMA secure_delete").fetchone()
    catalog.execute("PRAGMA secure_delete = ON")  # the pages' bytes are overwritten
    try:
        with durable(catalog):
            catalog.executemany(
                "INSERT OR IGNORE INTO forgotten_faces (face, reviewer, at) VALUES (?, ?, ?)",
                [(face, reviewer, at) for (face,) in gone],
            )
            catalog.executemany("DELETE FROM people_assertions WHERE face = ?1 OR other = ?1", gone)
            catalog.executemany("DELETE FROM people_assertions WHERE person = ?1 OR other = ?1", nobody)
    finally:
        catalog.execute(f"PRAGMA secure_delete = {before}")
    catalog.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # older copies of the pages are not kept there


def forgotten(catalog: sqlite3.Connection) -> Sequence[str]:
    """Places where nobody is to be looked for, as ids of faces, in order."""
    return [face for (face,) in catalog.execute("SELECT face FROM forgotten_faces ORDER BY face")]


class _Change(NamedTuple):
    id: int
    reviewer: str
    undoes: int | None


def _changes(catalog: sqlite3.Connection) -> Sequence[_Change]:
    return [_Change(*row) for row in catalog.execute("SELECT id, reviewer, undoes FROM people_changes ORDER BY id")]


def _undone(changes: Sequence[_Change]) -> frozenset[int]:
    """Changes that do not count: taken back by one that counts."""
    gone: set[int] = set()
    for change in reversed(changes):
        if change.undoes is not None and change.id not in gone:
            gone.add(change.undoes)
    return frozenset(gone)


def _redoes(change: _Change, changes: Sequence[_Change]) -> bool:
    """Whether a change takes back an undo."""
    undos = {each.id for each in changes if each.undoes is not None}
    return change.undoes in undos


def _take_back(catalog: sqlite3.Connection, reviewer: str, change: int | None) -> Sequence[Assertion]:
    if change is None:
        return []
    words = [each for each in every_assertion(catalog) if each.change == change]
    record(catalog, reviewer, [], undoes=change)
    return words
