"""Assertions about faces and persons, in `catalog.db`: recorded for good, read back, undone and redone.

Append-only, except for forgetting (`runner.store.forgotten_people`). `runner.people.said` decides what counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import product
from typing import Literal, NamedTuple, get_args

from runner.errors import RunnerError
from runner.messages import say
from runner.store import same_photos
from runner.store.built_upon import refuse_built_upon
from runner.store.face_id import item_of
from runner.store.forgotten_people import forgotten, refuse_forgotten
from runner.store.person_name import folded
from runner.store.same_photos import Groups
from runner.store.transactions import durable
from runner.store.undone import undone

AboutFaces = Literal["is", "not", "same", "different", "stranger", "no_face", "open", "drawn"]
AboutPersons = Literal["person", "importance", "consent", "merged"]
Kind = AboutFaces | AboutPersons
ABOUT_FACES = frozenset(get_args(AboutFaces))


class Word(NamedTuple):
    """One assertion of a person, before it is recorded.

    - `is`, `not`: `face` shows `person`, or does not. `same`, `different`: `face` and `other` show one person, or two.
      `stranger`: somebody who needs no name. `no_face`: a dog, a statue, nothing. `open`: nothing is said about `face`
      any more. `drawn`: there is a face where no detector found one.
    - `person`: there is a `person` with the name `value` (null: not named yet). `importance`, `consent`: `value` is the
      importance, or yes or no to being named in texts. `merged`: `person` is the same person as `other`.
    """

    kind: Kind
    face: str | None = None
    other: str | None = None  # a face, or for `merged` a person
    person: str | None = None
    value: str | None = None


class Assertion(NamedTuple):
    """An assertion as it was recorded."""

    id: int  # increases with time
    kind: Kind
    face: str | None = None
    other: str | None = None
    person: str | None = None
    value: str | None = None
    source: str | None = None  # the program or file that it was imported from; null: made by the reviewer
    reviewer: str = ""
    at: str = ""  # UTC, ISO 8601
    change: int = 0  # shared by all assertions that were recorded at once


class Read(NamedTuple):
    """Which assertions a reader knows: all changes up to `until`, and its `own` changes made since."""

    until: int
    own: Collection[int] = ()


class UnseenWords(RunnerError):
    """Assertions about the same faces or people were recorded after these were read. Nothing was recorded."""

    def __init__(self, words: Sequence[Assertion]) -> None:
        self.words = tuple(words)
        super().__init__(say("people.unseen", reviewer=words[-1].reviewer, count=len({word.change for word in words})))

    def __reduce__(self) -> tuple[type[UnseenWords], tuple[tuple[Assertion, ...]]]:
        return type(self), (self.words,)


def record(
    catalog: sqlite3.Connection,
    reviewer: str,
    words: Sequence[Word],
    source: str | None = None,
    undoes: int | None = None,
    read: Read | None = None,
) -> int:
    """Record assertions as one change, all or nothing; durable when it returns. Returns the change's id.

    `source` names the program that the assertions were imported from; `undoes` is the change that this one undoes.
    Raises PeopleForgotten for an assertion about a face or a person that was forgotten. With `read`, raises UnseenWords
    if an assertion that is newer than that, or that was undone since, is about one of the same faces, changes one of
    the same persons, or gives a person the same name as one of these.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with durable(catalog):
        refuse_forgotten(catalog, words)
        if read is not None:
            _refuse_unseen(words, unseen(catalog, read))
        return _insert(catalog, reviewer, at, words, source, undoes)


def record_each(
    catalog: sqlite3.Connection, reviewer: str, words: Collection[tuple[str | None, Sequence[Word]]], read: Read
) -> Sequence[int]:
    """Record assertions by source (a program, or None), one change each: all or nothing, durable when it returns.

    Assertions of one source may be about persons that those of another source name. Returns the changes' ids. Raises
    what `record` raises.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    every = [word for _, each in words for word in each]
    with durable(catalog):
        refuse_forgotten(catalog, every)
        _refuse_unseen(every, unseen(catalog, read))
        return [_insert(catalog, reviewer, at, each, source, None) for source, each in words if each]


def _insert(
    catalog: sqlite3.Connection, reviewer: str, at: str, words: Sequence[Word], source: str | None, undoes: int | None
) -> int:
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
    """Every assertion that has not been undone, oldest first; none about a face that is forgotten.

    An assertion about a face in a photo is repeated for every photo that is the same, with the same id.
    """
    gone, nobodys = _undone(_changes(catalog)), frozenset(forgotten(catalog))
    every = _of_same(catalog, (each for each in every_assertion(catalog) if each.change not in gone))
    return [each for each in every if nobodys.isdisjoint((each.face, each.other))]


def _of_same(catalog: sqlite3.Connection, words: Iterable[Assertion]) -> Iterator[Assertion]:
    """The assertions, each for all photos that are the same as those of its faces."""
    same = same_photos.groups(catalog)
    for word in words:
        if same and word.kind in ABOUT_FACES:
            yield from (word._replace(face=face, other=other) for face, other in _places(word, same))
        else:
            yield word


def _places(word: Assertion, same: Groups) -> Iterator[tuple[str | None, str | None]]:
    """The faces of an assertion in each of the photos that are the same; two in one photo stay in one photo."""
    face, other = (same_photos.faces(each, same) if each else [None] for each in (word.face, word.other))
    for pair in product(face, other):
        if _is_in_one(word.face, word.other) == _is_in_one(*pair):
            yield pair


def _is_in_one(face: str | None, other: str | None) -> bool:
    return bool(face and other) and item_of(face or "") == item_of(other or "")


def every_assertion(catalog: sqlite3.Connection) -> Sequence[Assertion]:
    """Every assertion ever made, oldest first, including those that were undone."""
    rows = catalog.execute(
        "SELECT a.id, a.kind, a.face, a.other, a.person, a.value, c.source, c.reviewer, c.at, c.id"
        " FROM people_assertions a JOIN people_changes c ON c.id = a.change_id ORDER BY a.id"
    )
    return [Assertion(*row) for row in rows]


def latest_change(catalog: sqlite3.Connection) -> int:
    """The id of the newest change, whoever made it; 0 before the first."""
    (number,) = catalog.execute("SELECT coalesce(max(id), 0) FROM people_changes").fetchone()
    return int(number)


def changes_of(catalog: sqlite3.Connection, reviewer: str, after: int) -> Sequence[int]:
    """Ids of the changes that a reviewer made after this one."""
    return [each.id for each in _changes(catalog) if each.reviewer == reviewer and each.id > after]


def has_unseen(catalog: sqlite3.Connection, read: Read) -> bool:
    """True if there are changes that the reader does not know."""
    newer = catalog.execute("SELECT id FROM people_changes WHERE id > ?", (read.until,))
    return any(change not in read.own for (change,) in newer)


def unseen(catalog: sqlite3.Connection, read: Read) -> Sequence[Assertion]:
    """The assertions of changes that the reader does not know, or that these undo or redo, oldest first."""
    if not has_unseen(catalog, read):
        return []
    changes = {each.id: each for each in _changes(catalog)}
    newer = [each for each in changes.values() if each.id > read.until and each.id not in read.own]
    about = {_root(each, changes) for each in newer}
    return list(_of_same(catalog, (each for each in every_assertion(catalog) if each.change in about)))


def _root(change: _Change, changes: Mapping[int, _Change]) -> int:
    """The change that has the assertions: this one, or the one that it undoes or redoes."""
    while change.undoes is not None:
        change = changes[change.undoes]
    return change.id


def _refuse_unseen(words: Sequence[Word], news: Sequence[Assertion]) -> None:
    touched = {each for word in words for each in (word.face, word.other, word.person, _named(word)) if each}
    if about := [each for each in news if not touched.isdisjoint(_said_of(each))]:
        raise UnseenWords(about)


def _said_of(word: Word | Assertion) -> set[str]:
    """The faces, or the persons, that an assertion is about, and the name that it gives."""
    of = (word.face, word.other) if word.kind in ABOUT_FACES else (word.person, word.other, _named(word))
    return {each for each in of if each}


def _named(word: Word | Assertion) -> str | None:
    return f"name {folded(word.value)}" if word.kind == "person" and word.value else None


def undo(catalog: sqlite3.Connection, reviewer: str) -> Sequence[Assertion]:
    """Undo this reviewer's last change that has not been undone yet. Returns its assertions; empty if there is none.

    Raises BuiltUpon if a later assertion would be about nobody, or about another person, without it.
    """
    with durable(catalog):
        last = newest(catalog, reviewer)
        return [] if last is None else _take_back(catalog, reviewer, last, last, last)


def newest(catalog: sqlite3.Connection, reviewer: str) -> int | None:
    """The change that `undo` would undo; None if there is none.

    A change whose assertions were all forgotten is skipped: there is nothing in it to undo.
    """
    changes = _changes(catalog)
    gone, empty = _undone(changes), _empty(catalog)
    own = [
        each.id for each in changes if each.reviewer == reviewer and each.undoes is None and each.id not in gone | empty
    ]
    return own[-1] if own else None


def redo(catalog: sqlite3.Connection, reviewer: str) -> Sequence[Assertion]:
    """Redo what this reviewer undid last, if nothing new was done since. Returns the assertions; empty otherwise.

    Raises BuiltUpon if there is a later assertion about a person whom it names or merges.
    """
    with durable(catalog):
        last = _last_undo(catalog, reviewer)
        return [] if last is None else _take_back(catalog, reviewer, last.id, last.undoes, last.id)


def _last_undo(catalog: sqlite3.Connection, reviewer: str) -> _Change | None:
    """The reviewer's last change if it was an undo; otherwise None."""
    changes = _changes(catalog)
    gone, empty = _undone(changes), _empty(catalog)
    own = [
        each
        for each in changes
        if each.reviewer == reviewer and each.id not in gone and each.undoes not in empty and not _redoes(each, changes)
    ]
    return own[-1] if own and own[-1].undoes is not None else None


class _Change(NamedTuple):
    id: int
    reviewer: str
    undoes: int | None


def _changes(catalog: sqlite3.Connection) -> Sequence[_Change]:
    return [_Change(*row) for row in catalog.execute("SELECT id, reviewer, undoes FROM people_changes ORDER BY id")]


def _undone(changes: Sequence[_Change]) -> frozenset[int]:
    """Ids of changes that do not count, because a change that counts undoes them."""
    return undone((each.id, each.undoes) for each in reversed(changes))


def _empty(catalog: sqlite3.Connection) -> frozenset[int]:
    """Ids of changes whose assertions were all forgotten."""
    return frozenset(
        change
        for (change,) in catalog.execute(
            "SELECT id FROM people_changes WHERE undoes IS NULL AND id NOT IN (SELECT change_id FROM people_assertions)"
        )
    )


def _redoes(change: _Change, changes: Sequence[_Change]) -> bool:
    """True if a change undoes an undo."""
    undos = {each.id for each in changes if each.undoes is not None}
    return change.undoes in undos


def _take_back(
    catalog: sqlite3.Connection, reviewer: str, change: int, speaks: int | None, since: int
) -> Sequence[Assertion]:
    """Undo a change, unless current assertions made after `since` depend on those of the change `speaks`."""
    words = [each for each in every_assertion(catalog) if each.change == speaks]
    refuse_built_upon(words, (each for each in assertions(catalog) if each.change > since))
    record(catalog, reviewer, [], undoes=change)
    return words
