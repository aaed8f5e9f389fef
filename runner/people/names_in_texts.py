"""Compares the people named in a row and its texts with the answers about consent and faces as they are now.

A run writes texts with the names of those who had consented by then. An approval covers these names and no others: a
name that may no longer be published holds a photo back, and a name that has become allowed since is not added to what
was approved. If consent was refused, no text may name that person in a photo that shows them, whoever wrote the text
and whether a person or the embedding told who it is. If consent was taken back without a refusal, texts written by a
captioner must not name the person either.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from runner.messages import Message, say
from runner.people.named import NamedPerson, may_be_named
from runner.people.said import Said, what_counts
from runner.people.written_names import WrittenNames
from runner.schema import PROSE, Finding
from runner.store import forgotten_people, people
from runner.store.face_id import item_of
from runner.store.forgotten_people import Forgotten

_TOLD = (*PROSE, "subject", "location", "file_name")
"""Columns of a row, besides its keywords, in which a target publishes names."""


@dataclass(frozen=True, slots=True)
class Unnameable:
    """People whom texts must not name."""

    names: Mapping[str, str]  # by person
    photos: Mapping[str, frozenset[str]]  # their names by item_id, for photos in which people told who it is

    @classmethod
    def of(cls, persons: Iterable[str], said: Said) -> Unnameable:
        """These persons, as far as they have names."""
        names = {person: name for person in persons if (name := said.about[person].name)}
        found: dict[str, set[str]] = defaultdict(set)
        for face, person in said.shows.items():
            if person in names:
                found[item_of(face)].add(names[person])
        return cls(names, {item: frozenset(each) for item, each in found.items()})

    def shown_in(self, row: Mapping[str, Any], said: Said) -> set[str]:
        """The names of those in a photo, including faces that the run assigned to them by their embeddings."""
        own = {self.names[each] for each in _automatic(row, said) if each in self.names} if self.names else set()
        return own.union(self.photos.get(row["item_id"], ()))


@dataclass(frozen=True, slots=True)
class Consenting:
    """Who may be named in each photo, and who must not be."""

    may: Mapping[str, tuple[NamedPerson, ...]]  # by item_id
    must_not: Unnameable  # people for whom consent was refused
    no_longer: Unnameable  # people whose consent was taken back, without an answer since
    said: Said


def consenting(catalog: sqlite3.Connection) -> Consenting:
    """Who may be named now, from the catalogue. Forgotten faces belong to nobody."""
    gone = Forgotten(forgotten_people.forgotten(catalog))
    said = what_counts(people.assertions(catalog))
    refused = {person for person, each in said.about.items() if each.consent == "no"}
    silent = {person for person, each in said.about.items() if each.consent is None}
    once = (each for each in people.every_assertion(catalog) if each.kind == "consent" and each.person)
    taken_back = silent & {said.stays.get(each.person or "", each.person or "") for each in once if each.value == "yes"}
    return Consenting(may_be_named(said, gone), Unnameable.of(refused, said), Unnameable.of(taken_back, said), said)


def _automatic(row: Mapping[str, Any], said: Said) -> Iterator[str]:
    """The persons in faces that the run assigned by their embeddings, unless an answer since says otherwise."""
    for face in row.get("person_faces") or ():
        name, person = face["face_id"], said.stays.get(face["group"], face["group"])
        answered = name in said.shows or name in said.strangers or name in said.no_faces
        if face["state"] == "person" and not answered and (name, person) not in said.denied:
            yield person


def withdrawn(row: Mapping[str, Any], now: Consenting) -> Message | None:
    """Why a photo is held back if its row names somebody who may no longer be named; None if all may be."""
    return next((each.said for each in findings(row, now)), None)


def findings(row: Mapping[str, Any], now: Consenting) -> tuple[Finding, ...]:
    """The same as a finding: an error of the first text that contains such a name; empty if all may be named."""
    item = row["item_id"]
    if gone := sorted(set(_named(row)) - {each.name for each in now.may.get(item, ())}):
        return _error(_told(row), gone, say("stay.may_not_be_named", names=", ".join(gone)))
    written = {field: text for field, text in _told(row).items() if row.get(f"{field}_from") == "model"}
    told = {name for name in now.must_not.shown_in(row, now.said) if _holders(name, _told(row))}
    told |= {name for name in now.no_longer.shown_in(row, now.said) if _holders(name, written)}
    if not told:
        return ()
    return _error(_told(row), sorted(told), say("stay.must_not_be_named", names=", ".join(sorted(told))))


def _error(texts: Mapping[str, str], names: Sequence[str], said: Message) -> tuple[Finding]:
    holders = [field for name in names for field in _holders(name, texts)]
    return (Finding.of("named_people", holders[0] if holders else PROSE[0], "error", tuple(names), said),)


def original_name(row: Mapping[str, Any], now: Consenting) -> str | None:
    """The name of the photo's own file, which nobody can edit; None if it tells who is in it and must not be named."""
    name = PurePath(row["source_path"]).name
    unnamed = WrittenNames(now.must_not.shown_in(row, now.said))
    return None if unnamed.are_in_file_name(name) or unnamed.are_in(name) else name


def covered(row: Mapping[str, Any], now: Consenting) -> tuple[NamedPerson, ...]:
    """The people whom a target may name in a photo's files: allowed now, and named in the row that was approved."""
    approved = set(_named(row))
    return tuple(each for each in now.may.get(row["item_id"], ()) if each.name in approved)


def _told(row: Mapping[str, Any]) -> Mapping[str, str]:
    """The texts in which a target publishes names, by column."""
    return {**{column: row.get(column) or "" for column in _TOLD}, "keywords": "\n".join(row.get("keywords") or ())}


def _holders(name: str, texts: Mapping[str, str]) -> Sequence[str]:
    """The columns whose texts contain the name."""
    wanted = WrittenNames([name])
    named = [field for field, text in texts.items() if wanted.are_in(text)]
    return named or ["file_name"] * wanted.are_in_file_name(texts["file_name"])


def _named(row: Mapping[str, Any]) -> Sequence[str]:
    """Names in the row; empty if the run did not look for people."""
    return row.get("named_people") or ()
