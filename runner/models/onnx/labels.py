"""What may be said of a photo, from labels with probabilities."""

from __future__ import annotations

from collections.abc import Iterable

from runner.schema import Label


def most_specific(labels: Iterable[Label], threshold: float) -> Label | None:
    """Return the most specific of these classes and groups that is at least as probable as `threshold`, or None.

    It starts with the most probable one and goes down, each time to the most probable label below, for as long as the
    threshold holds: with `dog` at 0.9 and `beagle` at 0.2 the answer to 0.5 is `dog`.
    """
    likely = [label for label in labels if label.probability >= threshold]
    chosen: Label | None = None
    for label in sorted(likely, key=lambda each: (-each.probability, len(each.path))):
        if chosen is None or label.path[: len(chosen.path)] == chosen.path:
            chosen = label
    return chosen
