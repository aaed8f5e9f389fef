"""The atoms that linkage starts from: single faces, and faces that people's answers tie together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from runner.people.linkage import FREE, STRANGER, Atoms, Ints
from runner.people.neighbours import Vectors
from runner.people.said import Said
from runner.store.face_id import item_of


def atoms_of(names: Sequence[str], vectors: Vectors, said: Said) -> tuple[Ints, Atoms]:
    """Return the number of each face's atom, and the atoms. Only the first faces have a vector, in `vectors`."""
    position = {face: place for place, face in enumerate(names)}
    atom = _numbered(len(names), [[position[face] for face in tied if face in position] for tied in said.together])
    count = int(atom.max(initial=-1)) + 1
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, atom[: len(vectors)], vectors)
    counts = np.bincount(atom[: len(vectors)], minlength=count)
    number = {person: place for place, person in enumerate(sorted(said.persons))}
    owners = np.full(count, FREE)
    for face, place in position.items():
        if face in said.shows:
            owners[atom[place]] = number[said.shows[face]]
        elif face in said.strangers:
            owners[atom[place]] = STRANGER
    apart = _known(((position.get(one), position.get(other)) for one, other in said.apart), atom, both=True)
    denied = _known(((position.get(face), number.get(person)) for face, person in said.denied), atom, both=False)
    return atom, Atoms(sums, counts, owners, _homes(names, atom), apart, denied)


def _numbered(faces: int, tied: Iterable[Sequence[int]]) -> Ints:
    first = np.arange(faces)
    for places in tied:
        if places:
            first[list(places)] = min(places)
    return np.unique(first, return_inverse=True)[1].astype(np.int64)


def _homes(names: Sequence[str], atom: Ints) -> Ints:
    _, photo = np.unique(np.asarray([item_of(face) for face in names], dtype=np.str_), return_inverse=True)
    return np.unique(np.stack([atom, photo.astype(np.int64)], axis=1), axis=0)


def _known(pairs: Iterable[tuple[int | None, int | None]], atom: Ints, *, both: bool) -> Ints:
    """The pairs whose ends are known. The first end becomes an atom's number, and with `both` the second does too."""
    found = [(one, other) for one, other in pairs if one is not None and other is not None]
    rows = np.asarray(sorted(found), np.int64).reshape(-1, 2)
    return np.stack([atom[rows[:, 0]], atom[rows[:, 1]] if both else rows[:, 1]], axis=1)
