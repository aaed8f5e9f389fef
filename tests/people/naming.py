"""Simulates a person who names a library by the program's own lists and questions, and counts the decisions."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from planted import Planted

from runner.people import telling
from runner.people.asking import questions
from runner.people.grouping import Grouping, group
from runner.people.neighbours import neighbours
from runner.people.options import Thresholds
from runner.store.people import Assertion, Word


@dataclass
class Naming:
    """The answers so far, and the number of decisions."""

    world: Planted
    thresholds: Thresholds
    words: list[Assertion] = field(default_factory=list)
    decisions: int = 0

    def __post_init__(self) -> None:
        self._near = neighbours(self.world.faces.vectors, self.thresholds.ask)
        self._truth = dict(zip(self.world.faces.ids, self.world.persons.tolist(), strict=True))

    def grouping(self) -> Grouping:
        return group(self.world.faces, self.words, self.thresholds, self._near)

    def name_all(self, persons: int) -> Grouping:
        """Name groups, the largest first, until everybody has a name."""
        now = self.grouping()
        named: set[int] = set()
        for number in sorted(now.members, key=lambda each: -len(now.members[each])):
            if len(named) == persons:
                break
            who = self._who(now, number)
            if who < persons:
                named.add(who)
                self._say(telling.name(now.said, self._of(now, number), f"Person {who}"), now)
        return self.grouping()

    def right(self, now: Grouping, persons: int) -> float:
        """Share of the faces of these people that have the right name."""
        good = [
            (person := now.person(shown)) is not None and person.name == f"Person {self._truth[face]}"
            for face, shown in zip(now.faces, now.persons, strict=True)
            if self._truth[face] < persons
        ]
        return float(np.mean(good))

    def answer(self, now: Grouping, most: int) -> Grouping:
        """Answer the first questions correctly."""
        for asked in [each for _, each in zip(range(most), questions(now), strict=False)]:
            alike = self._who(now, asked.one) == self._who(now, asked.other)
            self._say((telling.merge if alike else telling.keep_apart)(now, asked.one, asked.other), now)
        return self.grouping()

    def _of(self, now: Grouping, number: int) -> list[str]:
        return [now.faces[place] for place in now.members[number]]

    def _who(self, now: Grouping, number: int) -> int:
        """The person whom most faces of the group show."""
        return int(np.bincount([self._truth[face] for face in self._of(now, number)]).argmax())

    def _say(self, words: list[Word], _: Grouping) -> None:
        self.decisions += 1
        self.words += [Assertion(len(self.words) + at, *word) for at, word in enumerate(words, 1)]
