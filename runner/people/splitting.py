"""Ways to split a group in bulk: by when its photos were taken, and by how alike its faces are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from runner.people.grouping import Faces, Grouping
from runner.people.linkage import FREE, Atoms, Linkage
from runner.people.neighbours import neighbours
from runner.store.face_id import item_of


def by_time(faces: Sequence[str], taken: Mapping[str, datetime], gap: timedelta) -> list[list[str]]:
    """Split the faces by time, where no photo of them was taken for longer than `gap`.

    `taken` is the capture time by photo; faces in photos without one come last, together.
    """
    timed = sorted((taken[item_of(face)], face) for face in faces if item_of(face) in taken)
    parts: list[list[str]] = []
    for place, (moment, face) in enumerate(timed):
        if place == 0 or moment - timed[place - 1][0] > gap:
            parts.append([])
        parts[-1].append(face)
    untimed = [face for face in faces if item_of(face) not in taken]
    return [*parts, untimed] if untimed else parts


def by_similarity(grouping: Grouping, faces: Faces, number: int, accept: float) -> list[list[str]]:
    """The parts into which a group falls if faces are joined only from a cosine of `accept` on, the largest part first.

    Nothing is changed: `runner.people.telling.split` splits off a part.
    """
    places = [place for place in grouping.members[number] if place < grouping.detected]
    vectors = faces.vectors[places]
    count = len(places)
    none = np.empty((0, 2), np.int64)
    atoms = Atoms(vectors, np.ones(count, np.int64), np.full(count, FREE), none, none, none)
    linkage, near = Linkage(atoms), neighbours(vectors, accept).edges()
    linkage.join(np.stack([near.first, near.second], axis=1).astype(np.int64), accept)
    parts: dict[int, list[str]] = {}
    for place, part in zip(places, linkage.group.tolist(), strict=True):
        parts.setdefault(part, []).append(grouping.faces[place])
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))
