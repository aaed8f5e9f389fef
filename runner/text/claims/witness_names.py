"""The names of a photo's witnesses for people, whatever the nodes of the graph are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from runner.facts import Look


def called(witnesses: Iterable[str], looked: Sequence[Look]) -> tuple[str, ...]:
    """The label of each witness, a word of `witness` in the messages; the node's name if it has no label.

    Witnesses that share a label, such as two detectors, are given their node names instead.
    """
    often = Counter(look.label for look in looked)
    labels = {look.witness: look.label for look in looked if look.label and often[look.label] == 1}
    return tuple(labels.get(witness, witness) for witness in dict.fromkeys(witnesses))
