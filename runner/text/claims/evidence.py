"""What a witness says about a claimed thing: it names it, names a neighbour, or is silent; None if it cannot know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from runner.facts import GLIMPSE, THINGS, TRACE, Fact
from runner.text.claims.calibration import Calibration
from runner.text.claims.claim import Claim
from runner.text.claims.lexicon import Lexicon
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.tokenise import tokenise

SIZES = (("tiny", 0.001), ("small", 0.005), ("medium", 0.02), ("large", 0.1), ("huge", 1.0))
"""Names of sizes of things, each with the largest share of the picture that it applies to."""

ORDERS = ("first", "second", "third", "later")
"""Names for the first thing that a text names, the second, the third, and all after them."""

DESCRIPTION = "description"
"""The kind of fact that contains a captioner's whole text: its words may suggest what it does not name."""


class Heard(NamedTuple):
    """What one witness said about one thing."""

    named: bool
    neighbour: bool  # whether it named something that is often confused with it
    sure: bool = True  # whether it is sure of what it named
    score: float | None = None  # score of its best box of the thing; None if it gives no scores, or has no box of it


@dataclass(frozen=True)
class Testimony:
    """What one witness that looked at the photo said about its things."""

    calibration: Calibration | None  # None: it can support, but its silence means nothing
    names: frozenset[str]  # the things that it named, in plain names
    things: frozenset[str]  # the same with all their kinds
    glimpsed: frozenset[str]  # those of `things` that it is not sure of
    facts: tuple[Fact, ...]
    scores: Mapping[str, float]  # the highest score of each thing and of its kinds; traces too
    words: frozenset[str]  # words of its whole text, if it wrote one, in the singular

    def known(self, claim: Claim, lexicon: Lexicon) -> str | None:
        """The class of its calibration under which it would name the thing; None if it cannot know it."""
        return None if self.calibration is None else known_class(claim.value, self.calibration.classes, lexicon)

    def heard(self, claim: Claim, known: str | None, lexicon: Lexicon) -> Heard:
        """Whether it named the thing or its class; if not, whether it named a neighbour or something broader."""
        named = claim.value in self.things or (known is not None and known in self.things)
        near = not (lexicon.near(known or claim.value) | lexicon.near(claim.value)).isdisjoint(self.things)
        broader = not lexicon.kinds(claim.value).isdisjoint(self.names)
        sure = self.things - self.glimpsed
        scores = [self.scores[each] for each in (claim.value, known or "") if each in self.scores]
        is_sure = claim.value in sure or known in sure
        return Heard(named, not named and (near or broader), is_sure, max(scores, default=None))


def testimonies(
    facts: Sequence[Fact], looked: Sequence[str], book: Mapping[str, Calibration], lexicon: Lexicon
) -> dict[str, Testimony]:
    """What each witness said about things, by name. Only those in `looked` are heard: others may have failed."""
    return {
        name: _testimony([fact for fact in facts if fact.witness == name], book.get(name), lexicon) for name in looked
    }


def known_class(value: str, classes: Mapping[str, object], lexicon: Lexicon) -> str | None:
    """The class among `classes` that the thing belongs to: itself, or else its most specific kind."""
    if value in classes:
        return value
    kinds = sorted(kind for kind in lexicon.kinds(value) if kind in classes)
    return max(kinds, key=lambda kind: len(lexicon.kinds(kind)), default=None)


def size_of(fact: Fact) -> str | None:
    """The name of the size of the thing in the fact's region; None without a region."""
    if fact.region is None:
        return None
    share = (fact.region.right - fact.region.left) * (fact.region.bottom - fact.region.top)
    return next((name for name, most in SIZES if share <= most), SIZES[-1][0])


def content_words(text: str) -> frozenset[str]:
    """The words of a text in the singular, without function words."""
    return frozenset(token.lemma for token in tokenise(text)) - FUNCTION_WORDS


def _testimony(facts: Sequence[Fact], calibration: Calibration | None, lexicon: Lexicon) -> Testimony:
    objects = [fact for fact in facts if fact.kind in THINGS]
    glimpsed = [fact for fact in facts if fact.kind == GLIMPSE]
    sure, things = _things(objects, lexicon), _things([*objects, *glimpsed], lexicon)
    names = frozenset(name for fact in (*objects, *glimpsed) if (name := lexicon.named(fact.value)))
    texts = (fact.value for fact in facts if fact.kind == DESCRIPTION)
    words = frozenset[str]().union(*map(content_words, texts))
    return Testimony(calibration, names, things, things - sure, tuple(facts), _scores(facts, lexicon), words)


def _scores(facts: Sequence[Fact], lexicon: Lexicon) -> dict[str, float]:
    found: dict[str, float] = {}
    for fact in facts:
        if fact.confidence is not None and fact.kind in (*THINGS, GLIMPSE, TRACE):
            for thing in lexicon.things_in(fact.value) | {fact.value.casefold()}:
                found[thing] = max(found.get(thing, 0.0), fact.confidence)
    return found


def _things(facts: Sequence[Fact], lexicon: Lexicon) -> frozenset[str]:
    """The things that facts name, with all their kinds."""
    return frozenset[str]().union(*(lexicon.things_in(fact.value) | {fact.value.casefold()} for fact in facts))
