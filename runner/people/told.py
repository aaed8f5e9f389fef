"""Applies a person's answers to a grouping at once, for a window to show until groups are computed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from runner.people.grouping import Grouping
from runner.people.persons import About
from runner.people.said import Said
from runner.store.people import Word


def told(grouping: Grouping, words: Sequence[Word]) -> Grouping:
    """Move and mark the faces that the answers name; what follows from embeddings is left to `group`.

    Names, states and members are right at once. Questions are still those of the grouping before.
    """
    changed, moved = _Changed(grouping.said), _Moved(grouping)
    for word in words:
        changed.take(word)
        moved.take(word)
    result = replace(grouping, group=moved.group, said=changed.said())
    # Computing both takes a tenth of a second with 200,000 faces, and they are known here.
    vars(result).update(position=grouping.position, owners=moved.owners())
    return result


class _Moved:
    """The groups of faces, as answers change them."""

    def __init__(self, grouping: Grouping) -> None:
        self._position: Mapping[str, int] = grouping.position
        self.group = grouping.group.copy()
        self._owners = dict(grouping.owners)
        self._homes = {person: number for number, person in self._owners.items()}
        self._free = int(self.group.max(initial=0)) + 1
        self._tied: dict[str, set[str]] = {}  # faces that these answers tie together, by face

    def take(self, word: Word) -> None:
        """Apply one more answer."""
        if word.kind == "merged":
            self._merge(word.person or "", word.other or "")
            return
        place, other = self._position.get(word.face or ""), self._position.get(word.other or "")
        if place is None:
            return
        if word.kind == "is" and word.person:
            self._give(place, word.person)
        elif self._leaves(word, place, other):
            self._part(word.face or "", self._free)
        elif word.kind == "no_face":
            self._put([place], self._free)
        elif word.kind == "same" and other is not None:
            self._tie(word.face or "", word.other or "")
            self.group[other] = self.group[place]

    def _leaves(self, word: Word, place: int, other: int | None) -> bool:
        """Whether the face has to leave its group."""
        owner = self._owners.get(int(self.group[place]))
        if word.kind == "not":
            return owner == word.person
        if word.kind == "stranger":
            return owner is not None
        return word.kind == "different" and other is not None and bool(self.group[place] == self.group[other])

    def owners(self) -> Mapping[int, str]:
        """The person of each group that has one and still has faces."""
        sizes = np.bincount(self.group, minlength=self._free + 1)
        return {number: person for number, person in self._owners.items() if sizes[number]}

    def _give(self, place: int, person: str) -> None:
        whole = int(self.group[place])
        home = self._homes.setdefault(person, whole if whole not in self._owners else self._free)
        self._owners[home] = person
        self._put([place], home)

    def _merge(self, gone: str, stays: str) -> None:
        old = self._homes.pop(gone, None)
        if old is None:
            return
        home = self._homes.setdefault(stays, old)
        self.group[self.group == old] = home
        self._owners.pop(old)
        self._owners[home] = stays

    def _tie(self, one: str, other: str) -> None:
        larger, smaller = sorted((self._tied.get(one, {one}), self._tied.get(other, {other})), key=len, reverse=True)
        larger |= smaller
        for each in (one, other, *smaller):
            self._tied[each] = larger

    def _part(self, face: str, number: int) -> None:
        """Put a face into the group `number`, together with the faces tied to it."""
        self._put([self._position[each] for each in self._tied.get(face, {face}) if each in self._position], number)

    def _put(self, places: Sequence[int], number: int) -> None:
        self.group[list(places)] = number
        self._free += number == self._free


class _Changed:
    """The answers that count, with a few more applied."""

    def __init__(self, said: Said) -> None:
        self._said = said
        self._about, self._shows, self._stays = dict(said.about), dict(said.shows), dict(said.stays)
        self._number = 1 + max((each.importance[0] for each in said.about.values()), default=0)
        self._strangers, self._no_faces = set(said.strangers), set(said.no_faces)

    def take(self, word: Word) -> None:
        """Apply one more answer."""
        if word.person and word.kind != "merged":
            person = self._stays.get(word.person, word.person)
            self._about[person] = self._about.get(person, About()).after(word.kind, word.value, self._number)
            self._number += 1
        if word.kind == "merged":
            self._merge(word.person or "", word.other or "")
        if word.face:
            self._mark(word)

    def said(self) -> Said:
        """The answers that count now."""
        strangers, no_faces = frozenset(self._strangers), frozenset(self._no_faces)
        return replace(
            self._said,
            persons={person: each.person(person) for person, each in self._about.items()},
            shows=self._shows,
            strangers=strangers,
            no_faces=no_faces,
            stays=self._stays,
            about=self._about,
        )

    def _mark(self, word: Word) -> None:
        face = word.face or ""
        if word.kind in ("is", "stranger", "no_face", "open"):
            self._strangers.discard(face)
            self._no_faces.discard(face)
        if word.kind == "is":
            self._shows[face] = self._stays.get(word.person or "", word.person or "")
        elif word.kind in ("not", "stranger", "no_face", "open"):
            self._shows.pop(face, None)
        if word.kind == "stranger":
            self._strangers.add(face)
        if word.kind == "no_face":
            self._no_faces.add(face)

    def _merge(self, gone: str, stays: str) -> None:
        self._shows = {face: stays if person == gone else person for face, person in self._shows.items()}
        self._about[stays] = self._about.get(stays, About()).joined(self._about.pop(gone, About()))
        self._stays = {one: stays if kept == gone else kept for one, kept in self._stays.items()} | {gone: stays}
