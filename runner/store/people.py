"""What people said about faces and persons, in `catalog.db`: recorded for good, read back, undone, forgotten.

Append-only but for `forget`. `runner.people.said` says what counts of it.
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
from runner.store.same_photos import Groups
from runner.store.transactions import durable
from runner.store.undone import undone

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


class Read(NamedTuple):
    """What somebody knows of the words: all changes up to one, and those that were made by this session since."""

    until: int
    own: Collection[int] = ()


class UnseenWords(RunnerError):
    """Somebody said something of the same faces or people after they were read. Nothing was recorded."""

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
    """Record words as one change, all or none; durable when it returns. Returns the change's id.

    `source` names the program whose word it is, of what was imported; `undoes` is the change that this one takes back.
    PeopleForgotten for words about a face or a person that was forgotten. With `read`, UnseenWords where a word that is
    newer than that, or that was taken back since, is about one of the same faces, says something else of one of the
    same persons, or names a person as these words do.
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
    """Record words by whose they are, a program's or None, one change each: all or none, durable when it returns.

    One source's words may be about persons whom another's name. Returns the changes' ids. Refuses what `record` does.
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
    """Every word that was not taken back, oldest first; none about a face that is forgotten.

    A word about a face in a photo is there for every photo that is the same, under the id of the word.
    """
    gone, nobodys = _undone(_changes(catalog)), frozenset(forgotten(catalog))
    every = _of_same(catalog, (each for each in every_assertion(catalog) if each.change not in gone))
    return [each for each in every if nobodys.isdisjoint((each.face, each.other))]


def _of_same(catalog: sqlite3.Connection, words: Iterable[Assertion]) -> Iterator[Assertion]:
    """The words, each for all photos that are the same as those of its faces."""
    same = same_photos.groups(catalog)
    for word in words:
        if same and word.kind in ABOUT_FACES:
            yield from (word._replace(face=face, other=other) for face, other in _places(word, same))
        else:
            yield word


def _places(word: Assertion, same: Groups) -> Iterator[tuple[str | None, str | None]]:
    """The faces of a word in each of the photos that are the same; two in one photo stay in one photo."""
    face, other = (same_photos.faces(each, same) if each else [None] for each in (word.face, word.other))
    for pair in product(face, other):
        if _is_in_one(word.face, word.other) == _is_in_one(*pair):
            yield pair


def _is_in_one(face: str | None, other: str | None) -> bool:
    return bool(face and other) and item_of(face or "") == item_of(other or "")


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


def changes_of(catalog: sqlite3.Connection, reviewer: str, after: int) -> Sequence[int]:
    """The changes that somebody made after this one."""
    return [each.id for each in _changes(catalog) if each.reviewer == reviewer and each.id > after]


def has_unseen(catalog: sqlite3.Connection, read: Read) -> bool:
    """Whether there are changes that somebody does not know of."""
    newer = catalog.execute("SELECT id FROM people_changes WHERE id > ?", (read.until,))
    return any(change not in read.own for (change,) in newer)


def unseen(catalog: sqlite3.Connection, read: Read) -> Sequence[Assertion]:
    """The words of the changes that somebody does not know of, or that those take back or do again, oldest first."""
    if not has_unseen(catalog, read):
        return []
    changes = {each.id: each for each in _changes(catalog)}
    newer = [each for each in changes.values() if each.id > read.until and each.id not in read.own]
    about = {_root(each, changes) for each in newer}
    return list(_of_same(catalog, (each for each in every_assertion(catalog) if each.change in about)))


def _root(change: _Change, changes: Mapping[int, _Change]) -> int:
    """The change that has words: this one, or what it takes back or does again."""
    while change.undoes is not None:
        change = changes[change.undoes]
    return change.id


def _refuse_unseen(words: Sequence[Word], news: Sequence[Assertion]) -> None:
    touched = {each for word in words for each in (word.face, word.other, word.person, _named(word)) if each}
    if about := [each for each in news if not touched.isdisjoint(_said_of(each))]:
        raise UnseenWords(about)


def _said_of(word: Word | Assertion) -> set[str]:
    """The faces, or the persons, that a word says something of, and the name that it gives."""
    of = (word.face, word.other) if word.kind in ABOUT_FACES else (word.person, word.other, _named(word))
    return {each for each in of if each}


def _named(word: Word | Assertion) -> str | None:
    return f"name {word.value.casefold()}" if word.kind == "person" and word.value else None


def undo(catalog: sqlite3.Connection, reviewer: str) -> Sequence[Assertion]:
    """Take back what this person did last and has not taken back yet. Returns the words; none when there is nothing.

    BuiltUpon where somebody has said since what would be about nobody, or about somebody else, without it.
    """
    with durable(catalog):
        last = newest(catalog, reviewer)
        return [] if last is None else _take_back(catalog, reviewer, last, last, last)


def newest(catalog: sqlite3.Connection, reviewer: str) -> int | None:
    """The change that `undo` would take back; None when there is none.

    One whose words were all forgotten is passed over: there is nothing in it to take back.
    """
    changes = _changes(catalog)
    gone, empty = _undone(changes), _empty(catalog)
    own = [
        each.id for each in changes if each.reviewer == reviewer and each.undoes is None and each.id not in gone | empty
    ]
    return own[-1] if own else None


def redo(catalog: sqlite3.Connection, reviewer: str) -> Sequence[Assertion]:
    """Do again what this person took back last, if nothing new was done since. Returns the words; none otherwise.

    BuiltUpon where somebody has said something since of a person whom it names or merges.
    """
    with durable(catalog):
        last = _last_undo(catalog, reviewer)
        return [] if last is None else _take_back(catalog, reviewer, last.id, last.undoes, last.id)


def _last_undo(catalog: sqlite3.Connection, reviewer: str) -> _Change | None:
    """What this person did last, where that took something back."""
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
    """Changes that do not count: taken back by one that counts."""
    return undone((each.id, each.undoes) for each in reversed(changes))


def _empty(catalog: sqlite3.Connection) -> frozenset[int]:
    """Changes whose words were all forgotten."""
    return frozenset(
        change
        for (change,) in catalog.execute(
            "SELECT id FROM people_changes WHERE undoes IS NULL AND id NOT IN (SELECT change_id FROM people_assertions)"
        )
    )


def _redoes(change: _Change, changes: Sequence[_Change]) -> bool:
    """Whether a change takes back an undo."""
    undos = {each.id for each in changes if each.undoes is not None}
    return change.undoes in undos


def _take_back(
    catalog: sqlite3.Connection, reviewer: str, change: int, speaks: int | None, since: int
) -> Sequence[Assertion]:
    """Take a change back, unless words that count and were said `since` rest on those of the change that `speaks`."""
    words = [each for each in every_assertion(catalog) if each.change == speaks]
    refuse_built_upon(words, (each for each in assertions(catalog) if each.change > since))
    record(catalog, reviewer, [], undoes=change)
    return words
