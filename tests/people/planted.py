"""Planted identities, with cosines distributed as the published error rates of two models imply.

- SFace: OpenCV takes two faces for one person from a cosine of 0.363 on, which is right for 99.60 % of LFW's pairs.
  Genuine cosines around 0.65 with a deviation of 0.10 and impostors' around 0.02 with 0.12 are wrong for 0.2 % on
  either side of it.
- dlib: one person below a distance of 0.6, right for 99.38 % of LFW's pairs. For unit vectors that is a cosine of 0.82.
  Genuine cosines around 0.92 with a deviation of 0.04 and impostors' around 0.64 with 0.07 are wrong for 0.6 % each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from runner.facts import Region
from runner.people.grouping import Faces
from runner.people.options import Thresholds
from runner.store.face_id import face_id


@dataclass(frozen=True)
class PlantedModel:
    """The distribution of the cosines of a model's vectors."""

    name: str
    dimensions: int
    common: float  # mean cosine of two people
    impostors: float  # its deviation
    genuine: float  # mean cosine of two faces of one person
    spread: float  # its deviation
    thresholds: Thresholds


SFACE = PlantedModel("SFace", 128, 0.02, 0.12, 0.65, 0.10, Thresholds(0.48, 0.38))
DLIB = PlantedModel("dlib", 128, 0.64, 0.07, 0.92, 0.04, Thresholds(0.87, 0.81))


@dataclass(frozen=True)
class Planted:
    """A library, with the true person of each face."""

    faces: Faces
    persons: np.ndarray


def planted(model: PlantedModel, persons: int, photos: int, seed: int = 1, strangers: float = 0.0) -> Planted:
    """Photos with one to four people each; some people are in many more photos than others.

    `strangers` is the share of faces whose person is seen only once.
    """
    random = np.random.default_rng(seed)
    often = 1 / (np.arange(persons) + 20.0)
    sizes = random.choice([1, 2, 3, 4], photos, p=[0.4, 0.3, 0.2, 0.1])
    ids: list[str] = []
    who: list[int] = []
    for photo, size in enumerate(sizes):
        for place, person in enumerate(random.choice(persons, size, replace=False, p=often / often.sum())):
            left = 0.02 + 0.24 * place
            ids.append(face_id(f"{photo:016x}", Region(left, 0.3, left + 0.2, 0.6)))
            once = random.random() < strangers
            who.append(persons + len(ids) if once else int(person))
    return Planted(Faces(ids, vectors(model, np.array(who), random), np.ones(len(ids), bool)), np.array(who))


def vectors(model: PlantedModel, who: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A vector for each face: a part that all people share, one of the person, and one of the picture.

    The person's part has as many dimensions as are needed to give impostors their deviation; the share of the picture's
    part varies, so that genuine cosines have theirs.
    """
    rest = 1 - model.common
    share = (model.genuine - model.common) / rest  # of what is not common: what faces of one person share
    own_noise = rest * (1 - share) / np.sqrt(model.dimensions)
    width = round(rest**2 * share**2 / (model.impostors**2 - own_noise**2))
    own = random.normal(size=(int(who.max()) + 1, width))
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    root = np.clip(random.normal(np.sqrt(share), model.spread / (rest * np.sqrt(2 * share)), len(who)), 0.3, 1.0)
    noise = random.normal(size=(len(who), model.dimensions))
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    made = np.zeros((len(who), model.dimensions + width + 1), np.float32)
    made[:, 0] = np.sqrt(model.common)
    made[:, 1 : width + 1] = np.sqrt(rest) * root[:, None] * own[who]
    made[:, width + 1 :] = np.sqrt(rest) * np.sqrt(1 - root**2)[:, None] * noise
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def pairwise(persons: np.ndarray, group: np.ndarray) -> tuple[float, float]:
    """Precision and recall over all pairs of faces that are in one group, or of one person."""
    both = _pairs(np.stack([persons, group], axis=1))
    return both / max(_pairs(group[:, None]), 1), both / max(_pairs(persons[:, None]), 1)


def _pairs(rows: np.ndarray) -> int:
    counts = np.unique(rows, axis=0, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())
