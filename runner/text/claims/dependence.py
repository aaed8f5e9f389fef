"""How much of what the parts of the odds say is new, since witnesses do not err independently of one another.

What is small or half hidden, two detectors miss; of a thing that captioners invent often a detector knows more than its
name does. Added up in full, the parts claim too much. The weights are fitted on photos with known objects, beside the
error rate of each captioner (`benchmarks/witness_taught.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from runner.text.claims.silence import Prior


@dataclass(frozen=True, slots=True)
class Dependence:
    """The weight of each part of the odds; 1 for what is independent of all else."""

    things: float = 1.0  # how much more often such a thing, and what stands at this place of a text, is wrong
    captioners: float = 1.0  # what other captioners say, and whoever else marks nothing
    boxes: float = 1.0  # what detectors say together

    def log_odds(self, before: Prior, captioners: float, boxes: float) -> float:
        """The log odds that a claim is wrong."""
        rarity = self.things * (before.thing + before.order)
        return before.writer + rarity + self.captioners * captioners + self.boxes * boxes
