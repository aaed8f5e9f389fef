"""A grouping as it looks right after a person's words, until it is computed again: what a window shows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from runner.people.grouping import Grouping
from runner.people.said import IMPORTANCE, Person, Said
from runner.store.people import Word


def told(grouping: Grouping, words: Sequence[Word]) -> Grouping:
    """The faces that the words name are moved and marked; what embeddings make of it is left to `group`.

    Names, states and members are right at once. Questions are those of the grouping before.
    """
    changed, group, free = _Changed(grouping.said), grouping.group.copy(), int(grouping.group.max(initial=0)) + 1
    homes = {person: at for at, person in grouping.owners.items()}
    for word in words:
        changed.take(word)
        place = grouping.position.get(word.face or "")
        if place is None:
            continue
        if word.kind == "is" and word.person:
            whole = int(group[place])
            home = homes.setdefault(word.person, whole if whole not in grouping.owners else free)
            free += home == free
            group[place] = home
        elif word.kind in ("not", "no_face"):
            group[place], free = free, free + 1
        elif word.kind == "same" and (other := grouping.position.get(word.other or "")) is not None:
            group[other] = group[place]
    return replace(grouping, group=group, said=changed.said())


class _Changed:
    """What counts, with a few words more."""

    def __init__(self, said: Said) -> None:
        self._said = said
        self._persons, self._shows = dict(said.persons), dict(said.shows)
        self._strangers, self._no_faces = set(said.strangers), set(said.no_faces)

    def take(self, word: Word) -> None:
        """One word more."""
        if word.person and word.kind != "merged":
            known = self._persons.get(word.person, Person(word.person))
            self._persons[word.person] = _person(known, word)
        if word.kind == "merged":
            self._merge(word.person or "", word.other or "")
        if word.face:
            self._mark(word)

    def said(self) -> Said:
        """What counts now."""
        strangers, no_faces = frozenset(self._strangers), frozenset(self._no_faces)
        return replace(self._said, persons=self._persons, shows=self._shows, strangers=strangers, no_faces=no_faces)

    def _mark(self, word: Word) -> None:
        face = word.face or ""
        if word.kind in ("is", "stranger", "no_face", "open"):
            self._strangers.discard(face)
            self._no_faces.discard(face)
        if word.kind == "is":
            self._shows[face] = word.person or ""
        elif word.kind in ("not", "stranger", "no_face", "open"):
            self._shows.pop(face, None)
        if word.kind == "stranger":
            self._strangers.add(face)
        if word.kind == "no_face":
            self._no_faces.add(face)

    def _merge(self, gone: str, stays: str) -> None:
        self._shows = {face: stays if person == gone else person for face, person in self._shows.items()}
        self._persons.pop(gone, None)


def _person(known: Person, word: Word) -> Person:
    if word.kind == "person":
        return replace(known, name=word.value)
    if word.kind == "consent":
        return replace(known, consent=word.value == "yes")
    if word.kind == "importance":
        return replace(known, importance=next((each for each in IMPORTANCE if each == word.value), "other"))
    return known
