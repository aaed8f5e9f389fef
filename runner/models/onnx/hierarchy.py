"""The classes of a classifier, the groups they belong to, and the probabilities of both."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from runner.errors import EnvError
from runner.schema import Label

Names = tuple[str, ...]
"""The path from the general to the specific: vehicle, aircraft, airliner."""

LEAST = 0.05
"""Groups that are less probable are not recorded in the evidence."""

DECIMALS = 4
"""Decimals of rounded probabilities: providers differ in the last bits of a float (CPU and torch by 4e-6)."""


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """Classes and groups. `membership[g, c]` is 1 if class c belongs to group g, else 0."""

    classes: Sequence[Names]  # in the order of the classifier's outputs
    groups: Sequence[Names]  # general before specific
    membership: NDArray[np.float64]


def read_hierarchy(path: Path) -> Hierarchy:
    """Return the hierarchy in a TOML file, where a table is a group and an entry is `output number = "class name"`.

    Raises EnvError if an output has no name, or if two things have the same name.
    """
    try:
        entries = list(_walk(tomllib.loads(path.read_text(encoding="utf-8")), ()))
    except (OSError, ValueError) as error:
        raise _unusable(path, str(error)) from error
    if sorted(number for number, _ in entries) != list(range(len(entries))):
        raise _unusable(path, f"its {len(entries)} classes are not numbered from 0 to {len(entries) - 1}, each once")
    classes = [names for _, names in sorted(entries)]
    groups = sorted({names[:depth] for names in classes for depth in range(1, len(names))}, key=lambda g: (len(g), g))
    if twice := [name for name, n in Counter(each[-1] for each in (*classes, *groups)).items() if n > 1]:
        raise _unusable(path, f"these names stand for two things: {', '.join(twice)}")
    inside = [[names[: len(group)] == group for names in classes] for group in groups]
    return Hierarchy(classes, groups, np.array(inside, np.float64).reshape(len(groups), len(classes)))


def top_classes(hierarchy: Hierarchy, probabilities: NDArray[np.float64], count: int) -> tuple[Label, ...]:
    """Return the `count` most probable classes, most probable first, from the probability of each class."""
    return tuple(_ranked(hierarchy.classes, probabilities)[:count])


def likely_groups(hierarchy: Hierarchy, probabilities: NDArray[np.float64]) -> tuple[Label, ...]:
    """Return the groups whose classes add up to LEAST or more, most probable first, general before specific.

    The sums are over all classes, so that twenty breeds of dog at 0.04 each are a dog at 0.8.
    """
    sums = np.minimum(hierarchy.membership @ probabilities, 1.0)
    return tuple(label for label in _ranked(hierarchy.groups, sums) if label.probability >= LEAST)


def _ranked(paths: Sequence[Names], probabilities: NDArray[np.float64]) -> list[Label]:
    # Sorting after rounding, and stably, keeps the order independent of the last bits too.
    rounded = probabilities.astype(np.float64).round(DECIMALS)
    order: Iterable[int] = np.argsort(-rounded, kind="stable")
    return [Label(paths[i][-1], float(rounded[i]), paths[i]) for i in order]


def _walk(table: Mapping[str, object], above: Names) -> Iterator[tuple[int, Names]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _walk(value, (*above, key))
        else:
            yield int(key), (*above, str(value))


def _unusable(path: Path, why: str) -> EnvError:
    mend = 'Give every output of the model one line `number = "name"`, in tables that are its groups.'
    return EnvError(f"The class names {path} cannot be used: {why}.", mend)
