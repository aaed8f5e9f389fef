"""Chooses what may be said about a photo from labels with probabilities."""

from __future__ import annotations

from collections.abc import Iterable

from runner.schema import Label


def most_specific(labels: Iterable[Label], threshold: float) -> Label | None:
    """Return the most specific of these classes and groups with a probability of at least `threshold`, or None.

    It starts with the most probable one and goes down, each time to the most probable label below, as long as the
    threshold is reached: with `dog` at 0.9 and `beagle` at 0.2, a threshold of 0.5 gives `dog`.
    """
    likely = [label for label in labels if label.probability >= threshold]
    chosen: Label | None = None
    for label in sorted(likely, key=lambda each: (-each.probability, len(each.path))):
        if chosen is None or label.path[: len(chosen.path)] == chosen.path:
            chosen = label
    return chosen
