"""What a second captioner's silence about a claim means, given the claim's position and the scene.

Witnesses are not independent: what one captioner leaves out because it is small, a detector misses too, and two
captioners invent what the scene suggests. A logistic regression reweighs the parts of the odds, together with known
signs of invented objects: a late sentence (LURE, Zhou et al. 2023), little else that agrees, things that occur
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from runner.text.claims.associations import Associations

MEASURES = (
    "writer", "thing", "order", "silence", "silence_of_thing", "neighbour", "boxes", "sentence", "mentions", "seen",
    "named", "words", "company",
)  # fmt: skip
"""The measures of `Circumstances`; a regression has a weight for each."""

_MOST = {"sentence": 4, "mentions": 3, "seen": 10, "named": 10}
"""Upper limits of measures: greater numbers are rare in the texts used for fitting, and count as these."""


class Prior(NamedTuple):
    """The log odds that a claim is wrong before any witness is heard, in parts that add up."""

    writer: float  # for all claims of the writer
    thing: float  # how much more often claims of the thing are wrong
    order: float  # how much more often claims at this position of the text are


class Worth(NamedTuple):
    """What a witness adds to the log odds that a claim is wrong, in parts that add up."""

    overall: float  # what its silence or its word is worth for all things together
    thing: float  # how much more for this thing, of this size
    neighbour: float  # what a named neighbour, or none, is worth


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known about one claim that the second captioner does not make."""

    prior: Prior
    silence: Worth  # of the second captioner
    boxes: float  # what all witnesses with boxes add to the log odds
    sentence: int  # index of its sentence in its text, from 0
    mentions: int  # how often the text names the thing
    seen: int  # how many different things the witnesses with boxes show
    named: int  # how many of the known things the second captioner names
    words: float  # how much its other words suggest the thing
    company: float  # how well the things that witnesses with boxes show go with the thing

    def measures(self) -> dict[str, float]:
        """The measures by name, in log odds or as numbers."""
        worth, numbers = self.silence, ("sentence", "mentions", "seen", "named")
        return {
            "writer": self.prior.writer,
            "thing": self.prior.thing,
            "order": self.prior.order,
            "silence": worth.overall,
            "silence_of_thing": worth.thing,
            "neighbour": worth.neighbour,
            "boxes": self.boxes,
            **{name: min(getattr(self, name), _MOST[name]) for name in numbers},
            "words": self.words,
            "company": self.company,
        }


@dataclass(frozen=True, slots=True)
class Regression:
    """A fitted logistic regression, and the associations that two of its measures rest on."""

    intercept: float
    weights: Mapping[str, float]
    associations: Associations = field(default_factory=Associations)

    def log_odds(self, circumstances: Circumstances) -> float:
        """The log odds that the claim is wrong."""
        measured = circumstances.measures()
        return self.intercept + sum(self.weights[name] * measured[name] for name in MEASURES)
