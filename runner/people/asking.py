"""Which groups to ask a person about ("the same person?"), the question that settles most faces first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from runner.people.grouping import Grouping
from runner.people.linkage import Ints
from runner.people.neighbours import neighbours
from runner.store.face_id import item_of


class Question(NamedTuple):
    """Two groups, by number, that may be one person. A named group comes first, otherwise the larger one."""

    one: int
    other: int
    nearness: float  # the average cosine between their faces
    faces: int  # number of faces that an answer settles: the size of the smaller group


def questions(grouping: Grouping) -> Iterator[Question]:
    """Yield the pairs of groups that are near enough to ask about, those whose answer is worth most first.

    The worth of an answer is the number of faces that it settles, times the likelihood of a yes: from 0 at `ask` to 1
    at `accept`. Pairs that no answer could make one person are left out: they have two owners, are both in one photo,
    or an earlier answer keeps them apart.
    """
    pairs, nearness = _candidates(grouping)
    sizes = np.bincount(grouping.group, minlength=len(grouping.linkage.group))
    settled = np.minimum(sizes[pairs[:, 0]], sizes[pairs[:, 1]])
    span = max(grouping.thresholds.accept - grouping.thresholds.ask, 1e-6)
    worth = settled * np.minimum((nearness - grouping.thresholds.ask) / span + 0.01, 1)
    apart, denied = _kept_apart(grouping)
    for place in np.lexsort((pairs[:, 1], pairs[:, 0], -worth)):
        one, other = (int(each) for each in pairs[place])
        if _may_be_one(grouping, one, other, apart, denied):
            named = other in grouping.owners or (one not in grouping.owners and sizes[other] > sizes[one])
            first, second = (other, one) if named else (one, other)
            yield Question(first, second, float(nearness[place]), int(settled[place]))


def _candidates(grouping: Grouping) -> tuple[Ints, NDArray[np.float64]]:
    """Pairs of groups with near faces or near means, and their average cosines; only those of at least `ask`."""
    linkage, ask = grouping.linkage, grouping.thresholds.ask
    atoms = np.unique(grouping.group)
    groups = atoms[linkage.counts[atoms] > 1]
    means = (linkage.sums[groups] / np.maximum(linkage.counts[groups, None], 1)).astype(np.float32)
    by_mean = neighbours(means, ask)
    near = grouping.near
    pairs = np.concatenate(
        [
            np.stack([groups[by_mean.first], groups[by_mean.second]], axis=1),
            np.stack([grouping.group[near.first], grouping.group[near.second]], axis=1),
        ]
    )
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    nearness = linkage.nearness(pairs)
    return pairs[nearness >= ask], nearness[nearness >= ask]


Pairs = set[tuple[int, int]]


def _kept_apart(grouping: Grouping) -> tuple[Pairs, set[tuple[int, str]]]:
    """Pairs of groups that a person said are two people, and pairs of a group and a person whom it does not show."""
    number = {face: int(grouping.group[place]) for face, place in grouping.position.items()}
    said = grouping.said
    apart = {(number[a], number[b]) for a, b in said.apart if a in number and b in number}
    return apart, {(number[face], person) for face, person in said.denied if face in number}


def _may_be_one(grouping: Grouping, one: int, other: int, apart: Pairs, denied: set[tuple[int, str]]) -> bool:
    first, second = grouping.owners.get(one), grouping.owners.get(other)
    if first and second:
        return False
    if (one, other) in apart or (other, one) in apart:
        return False
    if (first and (other, first) in denied) or (second and (one, second) in denied):
        return False
    settled = {grouping.states[grouping.members[each][0]] for each in (one, other)}
    if "no_face" in settled or settled == {"stranger"} or settled == {"stranger", "person"}:
        return False
    photos = [{item_of(grouping.faces[place]) for place in grouping.members[each]} for each in (one, other)]
    return photos[0].isdisjoint(photos[1])
