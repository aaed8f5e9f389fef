"""People who are forgotten, in `catalog.db`: their words are deleted, and nothing can be said of them again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from runner.errors import EnvError
from runner.messages import say
from runner.store import same_photos
from runner.store.transactions import durable

if TYPE_CHECKING:
    from runner.store.people import Word


class PeopleForgotten(EnvError):
    """Words are about a face or a person that was forgotten for good. Nothing was recorded."""


def forget(catalog: sqlite3.Connection, reviewer: str, faces: Iterable[str], persons: Iterable[str]) -> None:
    """Delete every word about these faces and persons for good, and keep their places from being looked at again.

    What stays is the places alone: neither names nor embeddings. Nothing brings the words back.
    """
    same = same_photos.groups(catalog)
    gone, nobody = [(each,) for face in faces for each in same_photos.faces(face, same)], [(each,) for each in persons]
    (before,) = catalog.execute("PRAGMA secure_delete").fetchone()
    catalog.execute("PRAGMA secure_delete = ON")  # the pages' bytes are overwritten
    try:
        with durable(catalog):
            forget_places(catalog, reviewer, (face for (face,) in gone if face))
            catalog.executemany("DELETE FROM people_assertions WHERE face = ?1 OR other = ?1", gone)
            catalog.executemany("DELETE FROM people_assertions WHERE person = ?1 OR other = ?1", nobody)
    finally:
        catalog.execute(f"PRAGMA secure_delete = {before}")
    catalog.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # older copies of the pages are not kept there


def forget_again(catalog: sqlite3.Connection, faces: Iterable[str]) -> None:
    """Forget faces that the catalogue does not know to be forgotten: an older copy of it, or a new one in its place.

    With them go persons whom words show in no other face.
    """
    missing = sorted(set(faces) - set(forgotten(catalog)))
    if missing:
        shown = catalog.execute("SELECT DISTINCT person, face FROM people_assertions WHERE kind = 'is'").fetchall()
        others = {person for person, face in shown if face not in missing}
        forget(catalog, "", missing, {person for person, face in shown if face in missing} - others)


def forget_places(catalog: sqlite3.Connection, reviewer: str, faces: Iterable[str]) -> None:
    """Keep places from being looked at, of whose faces nobody has said anything."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with durable(catalog):
        catalog.executemany(
            "INSERT OR IGNORE INTO forgotten_faces (face, reviewer, at) VALUES (?, ?, ?)",
            [(face, reviewer, at) for face in faces],
        )


def forgotten(catalog: sqlite3.Connection) -> Sequence[str]:
    """Places where nobody is to be looked for, as ids of faces, in order, in all photos that are the same."""
    same = same_photos.groups(catalog)
    places = catalog.execute("SELECT face FROM forgotten_faces ORDER BY face")
    return sorted({each for (face,) in places for each in same_photos.faces(face, same) if each})


def refuse_forgotten(catalog: sqlite3.Connection, words: Sequence[Word]) -> None:
    """PeopleForgotten where words are about what was forgotten: by a window that does not know of it yet."""
    gone = frozenset(forgotten(catalog))
    about = {face for word in words for face in (word.face, word.other) if face in gone}
    if about:
        raise PeopleForgotten(say("people.was_forgotten", count=len(about)), say("people.was_forgotten_mend"))
    if gone and not _spoken_of(words).issubset(_persons(catalog)):
        raise PeopleForgotten(say("people.nobody"), say("people.was_forgotten_mend"))


def _spoken_of(words: Sequence[Word]) -> set[str]:
    """Persons whom words take for known: all but those to whom they give a name and a face."""
    named, shown = ({word.person for word in words if word.kind == kind} for kind in ("person", "is"))
    spoken = {word.person for word in words} | {word.other for word in words if word.kind == "merged"}
    return {person for person in spoken - (named & shown) if person}


def _persons(catalog: sqlite3.Connection) -> set[str]:
    return {person for (person,) in catalog.execute("SELECT DISTINCT person FROM people_assertions")}
