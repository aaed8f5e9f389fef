"""People who are forgotten, in `catalog.db`: assertions about them are deleted, and no new ones are accepted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from runner.errors import EnvError
from runner.facts import Region
from runner.messages import say
from runner.store import same_photos
from runner.store.face_id import item_of, place_of
from runner.store.overlap import is_over
from runner.store.transactions import durable

if TYPE_CHECKING:
    from runner.store.people import Word


class PeopleForgotten(EnvError):
    """An assertion is about a face or a person that was forgotten for good. Nothing was recorded."""


class Kept(NamedTuple):
    """What is kept of everybody who was forgotten, sorted: no names."""

    faces: tuple[str, ...] = ()  # ids of forgotten faces: they tell where in a photo, not who
    persons: tuple[str, ...] = ()  # ids, which are random


class Forgotten:
    """Forgotten faces by their places: no face is detected there, and nothing can be recorded about one."""

    def __init__(self, faces: Iterable[str]) -> None:
        self._by_item: dict[str, list[Region]] = {}
        for face in faces:
            self._by_item.setdefault(item_of(face), []).append(place_of(face).region)

    @property
    def items(self) -> frozenset[str]:
        """The photos that contain them."""
        return frozenset(self._by_item)

    def __contains__(self, face: str) -> bool:
        """True if a face is at the place of a forgotten one, whichever program drew its box."""
        return item_of(face) in self._by_item and self.covers(item_of(face), place_of(face).region)

    def covers(self, item_id: str, region: Region) -> bool:
        """True if a region of a photo, in fractions of the upright picture, is such a place."""
        return any(is_over(region, each) for each in self._by_item.get(item_id, ()))


def forget(catalog: sqlite3.Connection, reviewer: str, faces: Iterable[str], persons: Iterable[str]) -> None:
    """Delete every assertion about these faces and persons for good, and refuse any new one about them.

    Only the places and the persons' ids stay: neither names nor embeddings. The assertions cannot be restored.
    """
    same = same_photos.groups(catalog)
    gone = [each for face in faces for each in same_photos.faces(face, same)]
    nobody = list(persons)
    with _overwriting(catalog), durable(catalog):
        forget_places(catalog, reviewer, gone)
        _forget_ids(catalog, reviewer, nobody)
        for column, each in (("face", gone), ("person", nobody)):
            catalog.executemany(
                f"DELETE FROM people_assertions WHERE {column} = ?1 OR other = ?1", [(one,) for one in each]
            )
    catalog.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # otherwise older copies of the pages would stay in the log


def forget_again(catalog: sqlite3.Connection, known: Kept) -> None:
    """Forget people whom the catalogue does not know to be forgotten: an older copy of it, or a new one in its place.

    Persons who are shown only in forgotten faces are forgotten too: earlier versions kept no ids of persons.
    """
    faces, persons = brought_back(catalog, known)
    if not faces and not persons:
        return
    shown = catalog.execute("SELECT DISTINCT person, face FROM people_assertions WHERE kind = 'is'").fetchall()
    others = {person for person, face in shown if face not in faces}
    alone = {person for person, face in shown if face in faces} - others
    forget(catalog, "", sorted(faces), sorted(persons | alone))


def brought_back(catalog: sqlite3.Connection, known: Kept) -> tuple[set[str], set[str]]:
    """Ids of faces and persons that were deleted for good but that this catalogue, perhaps an older copy, still has."""
    here = kept(catalog)
    spoken = {each for row in catalog.execute(_SPOKEN) for each in row} if known != Kept() else set()
    return set(known.faces) - (set(here.faces) - spoken), set(known.persons) - (set(here.persons) - spoken)


_SPOKEN = "SELECT face, other, person FROM people_assertions"


def forget_places(catalog: sqlite3.Connection, reviewer: str, faces: Iterable[str]) -> None:
    """Exclude the places of these faces from detection, without deleting any assertions."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with durable(catalog):
        catalog.executemany(
            "INSERT OR IGNORE INTO forgotten_faces (face, reviewer, at) VALUES (?, ?, ?)",
            [(face, reviewer, at) for face in faces],
        )


def _forget_ids(catalog: sqlite3.Connection, reviewer: str, persons: Iterable[str]) -> None:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    catalog.executemany(
        "INSERT OR IGNORE INTO forgotten_persons (person, reviewer, at) VALUES (?, ?, ?)",
        [(person, reviewer, at) for person in persons],
    )


@contextmanager
def _overwriting(catalog: sqlite3.Connection) -> Iterator[None]:
    """Overwrite in the file whatever is deleted in the block."""
    (before,) = catalog.execute("PRAGMA secure_delete").fetchone()
    catalog.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        catalog.execute(f"PRAGMA secure_delete = {before}")


def forgotten(catalog: sqlite3.Connection) -> Sequence[str]:
    """Ids of forgotten faces, sorted. A face is forgotten in every photo that is the same, see `same_photos`."""
    same = same_photos.groups(catalog)
    return sorted({each for face in places(catalog) for each in same_photos.faces(face, same)})


def places(catalog: sqlite3.Connection) -> Sequence[str]:
    """The same, but only in the photos in which they were forgotten."""
    return [face for (face,) in catalog.execute("SELECT face FROM forgotten_faces ORDER BY face")]


def kept(catalog: sqlite3.Connection) -> Kept:
    """What the catalogue keeps of everybody who was forgotten."""
    persons = catalog.execute("SELECT person FROM forgotten_persons ORDER BY person")
    return Kept(tuple(forgotten(catalog)), tuple(person for (person,) in persons))


def refuse_forgotten(catalog: sqlite3.Connection, words: Sequence[Word]) -> None:
    """Raise PeopleForgotten if an assertion is about somebody forgotten, as from a window that does not know it yet.

    A face is identified by its place, whichever program drew its box.
    """
    known = kept(catalog)
    gone = Forgotten(known.faces)
    faces = {face for word in words if word.kind != "merged" for face in (word.face, word.other) if face}
    if about := [face for face in faces if face in gone]:
        raise PeopleForgotten(say("people.was_forgotten", count=len(about)), say("people.was_forgotten_mend"))
    persons = {word.person for word in words} | {word.other for word in words if word.kind == "merged"}
    if not persons.isdisjoint(known.persons):
        raise PeopleForgotten(say("people.nobody"), say("people.was_forgotten_mend"))
