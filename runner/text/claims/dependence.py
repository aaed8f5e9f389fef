"""How much of each part of the odds is new information, since witnesses do not err independently of each other.

Two detectors miss the same small or half-hidden things; about a thing that captioners often invent, a detector knows
more than its name tells. Added up in full, the parts claim too much. The weights are fitted on photos with known
objects, along with the error rate of each captioner (`benchmarks/witness_taught.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from runner.text.claims.silence import Prior


@dataclass(frozen=True, slots=True)
class Dependence:
    """The weight of each part of the odds; 1 for a part that is independent of all others."""

    things: float = 1.0  # how much more often such a thing, and a claim at this position, is wrong
    captioners: float = 1.0  # what other captioners say, and all other witnesses without boxes
    boxes: float = 1.0  # what detectors say together

    def log_odds(self, before: Prior, captioners: float, boxes: float) -> float:
        """The log odds that a claim is wrong."""
        rarity = self.things * (before.thing + before.order)
        return before.writer + rarity + self.captioners * captioners + self.boxes * boxes
