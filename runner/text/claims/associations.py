"""Which things occur together in pictures, and which things the words of a text suggest without naming them.

Counted on pictures with known things and with texts about them: a text about a pizza seldom names the laid table, but
the table is there all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

SMOOTHING = 6
"""How many average pictures are added to every count: chosen on held-out pictures, 2 to 12 did as well."""

LEAST_PICTURES = 6
"""Words that occur in texts about fewer pictures than this are not counted."""

LEAST_CHANCE = 8.0
"""Pairs are kept if their likelihood ratio is at least this (G², one degree of freedom: chance alone reaches it in 0.5
% of pairs). All 70,000 pairs ranked nothing better than the 2,000 that are left."""

Pairs = Mapping[str, Mapping[str, int]]
"""In how many pictures a thing, the outer key, occurs together with something else, the inner key."""


@dataclass(frozen=True, slots=True)
class Associations:
    """Counts of pictures. Things have their plain names in the lexicon, words are in the singular."""

    pictures: int = 0
    things: Mapping[str, int] = field(default_factory=dict)  # in how many pictures each thing is
    words: Mapping[str, int] = field(default_factory=dict)  # in texts about how many pictures each word is
    with_things: Pairs = field(default_factory=dict)
    with_words: Pairs = field(default_factory=dict)

    def company(self, thing: str, seen: Iterable[str]) -> float:
        """How strongly other things in the picture suggest this one: a sum of log ratios, damped by their number."""
        together = self.with_things.get(thing, {})
        found = [(together[other], self.things[other]) for other in seen if other in together and other != thing]
        return self._pull(thing, found)

    def suggestion(self, thing: str, words: Iterable[str]) -> float:
        """How strongly the words of a text about the picture suggest the thing."""
        together = self.with_words.get(thing, {})
        return self._pull(thing, [(together[word], self.words[word]) for word in words if word in together])

    def _pull(self, thing: str, found: Iterable[tuple[int, int]]) -> float:
        ratios = [log_ratio(both, self.things[thing], other, self.pictures) for both, other in found]
        return sum(ratios) / sqrt(1 + len(ratios))


def count(pictures: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Associations:
    """Count pictures, each given as the things that are in it and the words of texts about it."""
    things, words = Counter[str](), Counter[str]()
    with_things, with_words = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    number = 0
    for present, said in pictures:
        number += 1
        things.update(present)
        words.update(said)
        with_things.update((thing, other) for thing in present for other in present if thing != other)
        with_words.update((thing, word) for thing in present for word in said)
    usual = {word: often for word, often in words.items() if often >= LEAST_PICTURES}
    kept_things = _pairs(with_things, things, things, number)
    kept_words = _pairs(with_words, things, usual, number)
    told = {word for pairs in kept_words.values() for word in pairs}
    return Associations(
        number,
        dict(sorted(things.items())),
        {word: often for word, often in sorted(usual.items()) if word in told},
        kept_things,
        kept_words,
    )


def log_ratio(both: int, of_thing: int, of_other: int, pictures: int) -> float:
    """How much more often the other occurs with the thing than without it, as a smoothed log ratio."""
    usual = SMOOTHING * of_other / pictures
    there = (both + usual) / (of_thing + SMOOTHING)
    elsewhere = (of_other - both + usual) / (pictures - of_thing + SMOOTHING)
    return log(there / elsewhere)


def _pairs(
    together: Mapping[tuple[str, str], int], things: Mapping[str, int], others: Mapping[str, int], pictures: int
) -> dict[str, dict[str, int]]:
    """The pairs that are not due to chance, including pairs that never occur together although they often should."""
    found: dict[str, dict[str, int]] = {}
    for thing, often in sorted(things.items()):
        for other, number in sorted(others.items()):
            both = together.get((thing, other), 0)
            if other != thing and likelihood_ratio(both, often, number, pictures) >= LEAST_CHANCE:
                found.setdefault(thing, {})[other] = both
    return found


def likelihood_ratio(both: int, of_thing: int, of_other: int, pictures: int) -> float:
    """G² of the table of two by two: twice the log likelihood ratio against independence (Dunning 1993)."""
    observed = (both, of_thing - both, of_other - both, pictures - of_thing - of_other + both)
    expected = (
        of_thing * of_other,
        of_thing * (pictures - of_other),
        (pictures - of_thing) * of_other,
        (pictures - of_thing) * (pictures - of_other),
    )
    pairs = zip(observed, expected, strict=True)
    return 2 * sum(number * log(number * pictures / product) for number, product in pairs if number)
