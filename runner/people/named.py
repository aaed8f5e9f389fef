"""Who may be named in texts about a photo: people who were named in it by a person and have consented."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from runner.facts import Fact, Region
from runner.people.said import Said
from runner.schema import Row
from runner.store.face_id import item_of, place_of
from runner.store.forgotten_people import Forgotten


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """One person who was named in a photo."""

    name: str
    region: Region  # of the face, in shares of the upright picture


@dataclass(frozen=True, slots=True)
class NamedRow(Row):
    """The people whom texts about a photo may name, from left to right."""

    named: tuple[NamedPerson, ...]  # who may be named, each with the place of the face
    keywords: tuple[str, ...] = ()  # those of the names that are to be among the keywords


def facts(row: NamedRow) -> Iterable[Fact]:
    """The facts of a row: each person in the picture, and each name as a keyword if the set wants that."""
    people = [Fact("", "person", each.name, None, each.region) for each in row.named]
    return [*people, *(Fact("", "keyword", name) for name in row.keywords)]


def may_be_named(said: Said, gone: Forgotten) -> Mapping[str, tuple[NamedPerson, ...]]:
    """People who have consented, by photo: one face each, from left to right. Embeddings alone name nobody.

    No name appears where a forgotten face was, whatever was answered since.
    """
    names = {each.person_id: each.name for each in said.persons.values() if each.consent and each.name}
    found: dict[str, dict[str, NamedPerson]] = {}
    for face, person in sorted(said.shows.items()):
        if (name := names.get(person)) and face not in gone:
            found.setdefault(item_of(face), {}).setdefault(name, NamedPerson(name, place_of(face).region))
    return {
        item: tuple(sorted(each.values(), key=lambda one: (one.region.left, one.name))) for item, each in found.items()
    }


def digest(named: Mapping[str, tuple[NamedPerson, ...]]) -> str:
    """A short digest of who may be named in which photo."""
    listed = sorted((item, [(each.name, str(each.region)) for each in people]) for item, people in named.items())
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]
