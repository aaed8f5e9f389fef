"""Who is who: a pure function of embeddings, people's answers and two thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from runner.people.anchoring import Anchored, anchored
from runner.people.atoms import atoms_of
from runner.people.linkage import Ints, Linkage
from runner.people.neighbours import Neighbours, Vectors, neighbours
from runner.people.options import Thresholds
from runner.people.persons import Person
from runner.people.said import Said
from runner.store.people import Assertion

State = Literal["person", "stranger", "no_face", "unknown"]
"""A person told apart from others; a stranger, who needs no name; not a face; not yet looked at."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a library as one detector and one embedding model see them now."""

    ids: Sequence[str]  # see runner.store.face_id; in ascending order, without duplicates
    vectors: Vectors  # unit vectors, [face, dimension]
    clear: NDArray[np.bool_]  # large and certain enough to be assigned to a person automatically

    def __post_init__(self) -> None:
        if any(one >= other for one, other in pairwise(self.ids)):
            raise ValueError("faces are given in the order of their ids, each once")


@dataclass(frozen=True)
class Grouping:
    """Every face with its group. Detected faces come first, in the order in which they were given."""

    faces: Sequence[str]  # ids; a face that people answered about has the id used in the answer
    detected: int  # how many of them the detector finds now; the others are known from answers only
    group: Ints  # the number of each face's group
    linkage: Linkage
    said: Said
    near: Neighbours  # pairs of detected faces with a cosine of at least `thresholds.ask`
    thresholds: Thresholds
    read_until: int = 0  # id of the newest change among the answers: see runner.store.people.Read

    @cached_property
    def members(self) -> Mapping[int, Sequence[int]]:
        """Positions of the faces by group number, in ascending order."""
        order = np.argsort(self.group, kind="stable")
        numbers, begins = np.unique(self.group[order], return_index=True)
        parts = np.split(order, begins[1:]) if len(order) else []
        return {int(n): part.tolist() for n, part in zip(numbers, parts, strict=True)}

    @cached_property
    def owners(self) -> Mapping[int, str]:
        """The person id of each group that has one."""
        return {int(self.group[p]): self.said.shows[f] for p, f in enumerate(self.faces) if f in self.said.shows}

    @cached_property
    def persons(self) -> Sequence[str | None]:
        """The person id of each face; None if its group has none: a stranger, not a face, or not yet looked at."""
        return [self.owners.get(int(number)) for number in self.group]

    @cached_property
    def states(self) -> Sequence[State]:
        """The state of each face."""
        strange = {int(self.group[p]) for p, face in enumerate(self.faces) if face in self.said.strangers}
        return [self._state(face, int(number), strange) for face, number in zip(self.faces, self.group, strict=True)]

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The position of each face in `faces`, by id."""
        return {face: place for place, face in enumerate(self.faces)}

    def key(self, number: int) -> str:
        """The key of a group: its person's id, or else the lowest id of its faces."""
        return self.owners.get(number) or min(self.faces[place] for place in self.members[number])

    def person(self, person_id: str | None) -> Person | None:
        """Name, importance and consent of a person; None for an unknown id."""
        return self.said.persons.get(person_id or "")

    def _state(self, face: str, number: int, strange: set[int]) -> State:
        if face in self.said.no_faces:
            return "no_face"
        if number in self.owners:
            return "person"
        return "stranger" if number in strange else "unknown"


def group(
    faces: Faces, assertions: Sequence[Assertion], thresholds: Thresholds, near: Neighbours | None = None
) -> Grouping:
    """Assign every face to a group. The result depends on the arguments and on nothing else.

    Faces that a person tied together are in one group; otherwise no two faces of one photo are. `near` are the pairs of
    neighbours, if they are known already.
    """
    near = neighbours(faces.vectors, thresholds.ask) if near is None else near
    found = anchored(faces.ids, assertions)
    names = [*found.names, *found.unseen]
    atom, atoms = atoms_of(names, faces.vectors, found.said)
    linkage = Linkage(atoms)
    pairs = _pairs(near, thresholds.accept, _usable(faces, found))
    linkage.join(atom[pairs], thresholds.accept)
    _join_means(linkage, thresholds.accept)
    return Grouping(names, len(faces.ids), linkage.group[atom], linkage, found.said, near, thresholds)


def _usable(faces: Faces, found: Anchored) -> NDArray[np.bool_]:
    """Which of the detected faces may be assigned to a group automatically."""
    usable = faces.clear.copy()
    usable[[place for place, face in enumerate(found.names) if face in found.said.no_faces]] = False
    return usable


def _pairs(near: Neighbours, least: float, usable: NDArray[np.bool_]) -> Ints:
    """Pairs of neighbours that may be joined automatically, as positions, [pair, 2]."""
    edges = near.edges()
    kept = (edges.cosine >= least) & usable[edges.first] & usable[edges.second]
    return np.stack([edges.first[kept], edges.second[kept]], axis=1).astype(np.int64)


def _join_means(linkage: Linkage, least: float) -> None:
    """Join groups by their means until no two are near enough. A face's kept neighbours may all be in its own group."""
    while True:
        groups = np.flatnonzero((linkage.group == np.arange(len(linkage.group))) & (linkage.counts > 1))
        means = (linkage.sums[groups] / linkage.counts[groups, None]).astype(np.float32)
        near = neighbours(means, least).edges()
        linkage.join(groups[np.stack([near.first, near.second], axis=1)], least)
        if np.array_equal(linkage.group[groups], groups):
            return
