"""What people call the witnesses of a photo, whatever the nodes of the graph are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from runner.facts import Look


def called(witnesses: Iterable[str], looked: Sequence[Look]) -> tuple[str, ...]:
    """The label of each witness, a word of `witness` in the messages; its own name where it has no label.

    Witnesses of one label, such as two detectors, are told apart by the names that the graph gives them.
    """
    often = Counter(look.label for look in looked)
    labels = {look.witness: look.label for look in looked if look.label and often[look.label] == 1}
    return tuple(labels.get(witness, witness) for witness in dict.fromkeys(witnesses))
