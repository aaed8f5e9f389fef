"""A made-up library: persons with planted embeddings, their photos, and detectors that see slightly different boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from runner.facts import Region
from runner.people.grouping import Faces
from runner.store.face_id import face_id


@dataclass
class Face:
    """One face in one photo, with its true person."""

    item_id: str
    region: Region
    person: int


@dataclass
class World:
    """The true faces, and how models see them."""

    random: np.random.Generator
    persons: int
    faces: list[Face] = field(default_factory=list)
    dimensions: int = 24

    def photo(self, persons: list[int]) -> None:
        """Add a photo of these persons, side by side."""
        item = f"{len({face.item_id for face in self.faces}) + 1:016x}"
        width = 0.9 / len(persons)
        for place, person in enumerate(persons):
            left = 0.05 + place * width
            self.faces.append(Face(item, Region(left, 0.2, left + width * 0.8, 0.6), person))

    def seen(self, model: int, spread: float, shift: float, lost: frozenset[str]) -> tuple[Faces, Mapping[str, int]]:
        """What a detector and an embedding model find in the photos not `lost`, and the true person of each face."""
        look = np.random.default_rng(model)
        centres = _unit(look.normal(size=(self.persons, self.dimensions)))
        found: dict[str, tuple[np.ndarray, int]] = {}
        for face in self.faces:
            noise = look.normal(size=self.dimensions) * spread / np.sqrt(self.dimensions)
            moved = look.uniform(-shift, shift, 4) * (face.region.right - face.region.left)
            if face.item_id not in lost and look.random() > 0.05:
                corners = np.asarray([face.region.left, face.region.top, face.region.right, face.region.bottom])
                name = face_id(face.item_id, Region(*(corners + moved).tolist()))
                found[name] = _unit(centres[face.person] + noise), face.person
        ids = sorted(found)
        vectors = np.asarray([found[each][0] for each in ids], np.float32).reshape(-1, self.dimensions)
        return Faces(ids, vectors, np.ones(len(ids), bool)), {each: found[each][1] for each in ids}


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
