"""All groups as a window lists them: one card per group, updated by each change without looking at every face again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from runner.people.grouping import Grouping, State
from runner.people.library import Library
from runner.people.persons import Person
from runner.store.face_id import item_of

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Card:
    """One group."""

    number: int  # its number in the grouping
    person: Person | None
    state: State
    faces: int
    photos: int
    cover: str  # the id of its best face: the largest and surest one that a detector found

    @property
    def name(self) -> str | None:
        """The person's name; None if it has none."""
        return self.person.name if self.person else None


@dataclass(frozen=True, slots=True)
class Looks:
    """What answers about people do not change: how good the picture of each face is, and which photo it is in."""

    quality: NDArray[np.float64]  # pixels times the detector's score; 0 for a face that it did not find
    photo: Ints  # number of the photo

    @classmethod
    def of(cls, grouping: Grouping, library: Library) -> Looks:
        """The looks of every face of a grouping, in its order."""
        count, table = grouping.detected, library.table
        quality = np.zeros(len(grouping.faces))
        photo = np.zeros(len(grouping.faces), np.int64)
        if count:
            quality[:count] = (table["pixels"] * table["score"]).to_numpy()
            photo[:count] = table["item_id"].rle_id().to_numpy()
        unseen = list(map(item_of, grouping.faces[count:]))
        if unseen:
            known = dict(zip(table["item_id"].to_list(), photo[:count].tolist(), strict=True))
            photo[count:] = [known.setdefault(item, len(grouping.faces) + at) for at, item in enumerate(unseen)]
        return cls(quality, photo)


@dataclass(frozen=True)
class Board:
    """Every group by its number, and the orders in which groups are shown."""

    cards: Mapping[int, Card]
    looks: Looks

    @classmethod
    def of(cls, grouping: Grouping, library: Library) -> Board:
        """The board of a whole library. It also computes what is slow to look up in the grouping, which caches it."""
        _ = grouping.position, grouping.owners
        looks = Looks.of(grouping, library)
        return cls({card.number: card for card in _all(grouping, looks)}, looks)

    def after(self, grouping: Grouping, before: Grouping, faces: Iterable[str], persons: Iterable[str]) -> Board:
        """The board of `grouping`, which differs from `before` only in these faces and these persons."""
        places = [grouping.position[face] for face in faces if face in grouping.position]
        touched = {int(each[place]) for each in (grouping.group, before.group) for place in places}
        moved = np.flatnonzero(grouping.group != before.group)
        touched.update(np.unique(grouping.group[moved]).tolist(), np.unique(before.group[moved]).tolist())
        about = set(persons)
        touched.update(number for number, owner in grouping.owners.items() if owner in about)
        cards = dict(self.cards)
        for number in touched:
            if card := _card(grouping, self.looks, number):
                cards[number] = card
            else:
                cards.pop(number, None)
        return Board(cards, self.looks)

    @cached_property
    def named(self) -> Sequence[int]:
        """Groups of persons, largest first."""
        return self._in_order("person")

    @cached_property
    def unnamed(self) -> Sequence[int]:
        """Groups that nobody has looked at yet, largest first."""
        return self._in_order("unknown")

    @cached_property
    def aside(self) -> Sequence[int]:
        """Groups of strangers, then groups that are no faces."""
        return [*self._in_order("stranger"), *self._in_order("no_face")]

    def _in_order(self, state: State) -> Sequence[int]:
        chosen = [card for card in self.cards.values() if card.state == state]
        return [card.number for card in sorted(chosen, key=lambda card: (-card.faces, card.cover))]


def members(grouping: Grouping, number: int) -> list[str]:
    """The faces of a group, in order."""
    return [grouping.faces[place] for place in np.flatnonzero(grouping.group == number).tolist()]


def best_first(grouping: Grouping, looks: Looks, number: int) -> list[str]:
    """The faces of a group, best picture first."""
    places = np.flatnonzero(grouping.group == number)
    order = places[np.argsort(-looks.quality[places], kind="stable")]
    return [grouping.faces[place] for place in order.tolist()]


def _all(grouping: Grouping, looks: Looks) -> Iterable[Card]:
    if not len(grouping.group):
        return
    order = np.lexsort((-looks.quality, grouping.group))
    numbers, begins, counts = np.unique(grouping.group[order], return_index=True, return_counts=True)
    photos = _photos(grouping.group, looks.photo, numbers)
    aside = _aside(grouping)
    covers = order[begins].tolist()
    for number, cover, faces, many in zip(numbers.tolist(), covers, counts.tolist(), photos, strict=True):
        owner = grouping.owners.get(number)
        state: State = "person" if owner else aside.get(number, "unknown")
        yield Card(number, grouping.person(owner), state, faces, many, grouping.faces[cover])


def _photos(group: Ints, photo: Ints, numbers: Ints) -> list[int]:
    """The number of photos that each group is in."""
    both = np.unique(group * (int(photo.max()) + 1) + photo)
    there, counts = np.unique(both // (int(photo.max()) + 1), return_counts=True)
    return [int(each) for each in counts[np.searchsorted(there, numbers)]]


def _aside(grouping: Grouping) -> dict[int, State]:
    """The state of groups that are strangers or no faces, by number."""
    found: dict[int, State] = {}
    by_state: dict[State, frozenset[str]] = {"stranger": grouping.said.strangers, "no_face": grouping.said.no_faces}
    for state, faces in by_state.items():
        places = [grouping.position[face] for face in faces if face in grouping.position]
        found.update(dict.fromkeys(grouping.group[places].tolist(), state))
    return found


def _card(grouping: Grouping, looks: Looks, number: int) -> Card | None:
    places = np.flatnonzero(grouping.group == number)
    if not len(places):
        return None
    owner, said = grouping.owners.get(number), grouping.said
    faces = [grouping.faces[place] for place in places.tolist()]
    state: State = "person" if owner else "unknown"
    if state == "unknown" and not said.no_faces.isdisjoint(faces):
        state = "no_face"
    elif state == "unknown" and not said.strangers.isdisjoint(faces):
        state = "stranger"
    cover = grouping.faces[int(places[np.argmax(looks.quality[places])])]
    photos = len(np.unique(looks.photo[places]))
    return Card(number, grouping.person(owner), state, len(faces), photos, cover)
