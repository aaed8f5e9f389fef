"""What is known of persons: name, importance, consent; and what becomes of it when two turn out to be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from runner.store.people import Assertion, Kind

Importance = Literal["main", "important", "other"]
IMPORTANCE: tuple[Importance, ...] = ("main", "important", "other")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom people told apart from others."""

    person_id: str
    name: str | None = None  # null: not named yet
    importance: Importance = "other"
    consent: bool = False  # whether texts may name this person; nobody may by default


@dataclass(frozen=True, slots=True)
class About:
    """What was said of one person, or of several who are one."""

    name: str | None = None
    importance: tuple[int, str | None] = (0, None)  # with the number of the word: numbers grow with time
    consent: str | None = None  # yes, no, or null: nobody said anything

    def after(self, kind: Kind, value: str | None, number: int) -> About:
        """The same with one word more; words about anything else change nothing."""
        if kind == "person":
            return replace(self, name=value)
        if kind == "importance":
            return replace(self, importance=(number, value))
        return replace(self, consent=value) if kind == "consent" else self

    def joined(self, gone: About) -> About:
        """What is known when somebody else turns out to be this person.

        The name is this one's, unless it has none. The importance is what was said last of either. A no of either
        counts, until somebody says yes of both.
        """
        given = {self.consent, gone.consent}
        consent = "no" if "no" in given else self.consent or gone.consent
        last = max(self.importance, gone.importance, key=lambda each: each[0])
        return About(self.name or gone.name, last, consent)

    def person(self, person_id: str) -> Person:
        """The person of this id."""
        importance: Importance = next((each for each in IMPORTANCE if each == self.importance[1]), "other")
        return Person(person_id, self.name, importance, self.consent == "yes")


def known_of(words: Iterable[Assertion], merges: Iterable[Assertion], stays: Mapping[str, str]) -> dict[str, About]:
    """What is known of every person that stays, by id.

    `merges` are the mergers that count; `stays` is the person that is left of each. What was said before a merger was
    said of one of two; whatever is said of either from then on is said of both.
    """
    about: dict[str, About] = {}
    into: dict[str, str] = {}
    spoken = [word for word in words if word.kind in _OF_ONE and word.person]
    for word in sorted([*spoken, *merges], key=lambda each: each.id):
        person = _now(word.person or "", into)
        other = _now(word.other or "", into)
        if word.kind != "merged":
            about[person] = about.get(person, About()).after(word.kind, word.value, word.id)
        elif person != other:
            about[other] = about.get(other, About()).joined(about.pop(person, About()))
            into[person] = other
    every = {*about, *into, *stays}
    return {stays.get(each, each): about.get(_now(each, into), About()) for each in sorted(every)}


_OF_ONE = ("person", "importance", "consent")


def _now(person: str, into: Mapping[str, str]) -> str:
    while person in into:
        person = into[person]
    return person
