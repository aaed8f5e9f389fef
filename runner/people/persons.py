"""Name, importance and consent of persons, and how they are combined when two persons are merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from runner.store.people import Assertion, Kind

Importance = Literal["main", "important", "other"]
IMPORTANCE: tuple[Importance, ...] = ("main", "important", "other")


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom people told apart from others."""

    person_id: str
    name: str | None = None  # None: not named yet
    importance: Importance = "other"
    consent: bool = False  # whether texts may name this person; by default they may not


@dataclass(frozen=True, slots=True)
class About:
    """What people answered about one person, or about several who were merged into one."""

    name: str | None = None
    importance: tuple[int, str | None] = (0, None)  # number of the answer, which grows with time, and its value
    consent: str | None = None  # yes, no, or None if nobody has answered

    def after(self, kind: Kind, value: str | None, number: int) -> About:
        """Return these answers with one more added; answers of other kinds change nothing."""
        if kind == "person":
            return replace(self, name=value)
        if kind == "importance":
            return replace(self, importance=(number, value))
        return replace(self, consent=value) if kind == "consent" else self

    def joined(self, gone: About) -> About:
        """What is known after another person, `gone`, is merged into this one.

        The name is this person's, unless there is none. The importance is the last one given for either. If consent was
        refused for either, it stays refused until somebody gives it for both.
        """
        given = {self.consent, gone.consent}
        consent = "no" if "no" in given else self.consent or gone.consent
        last = max(self.importance, gone.importance, key=lambda each: each[0])
        return About(self.name or gone.name, last, consent)

    def person(self, person_id: str) -> Person:
        """The person with this id."""
        importance: Importance = next((each for each in IMPORTANCE if each == self.importance[1]), "other")
        return Person(person_id, self.name, importance, self.consent == "yes")


def known_of(words: Iterable[Assertion], merges: Iterable[Assertion], stays: Mapping[str, str]) -> dict[str, About]:
    """What is known of every remaining person, by id.

    `merges` are the merges that count; `stays` maps persons to the one that remains. Answers from before a merge were
    about one of the two; later answers about either are about both.
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
