"""Measures how well people are told apart in the photos of a folder; prints a table.

python benchmarks/people_real.py FOLDER [DETECTOR EMBEDDER]

The folder has one folder for each person, like LFW: the largest face of each photo in there is that person. Photos
beside those folders show several unknown people: two faces in one photo are two people. By default the packaged models
are used; others have to be fetched: `runner models fetch sface`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from pydantic import TypeAdapter

sys.path.append(str(Path(__file__).parent.parent / "tests" / "people"))

from planted import pairwise

from runner.errors import DecodeError, ItemError
from runner.faces.reader import FaceReader
from runner.imaging.decode import decode, open_photo
from runner.imaging.filetypes import identify_file
from runner.messages import say
from runner.models.faces.options import FaceDetectorOptions, FaceEmbedderOptions
from runner.models.photo import whole
from runner.original import identify
from runner.people.face_row import FaceRow
from runner.people.grouping import Faces, group
from runner.people.options import Clear, Thresholds
from runner.picture import Picture
from runner.store.forgotten_people import Forgotten

CONF = Path(__file__).resolve().parents[1] / "conf"
STEPS = 9


@dataclass(frozen=True)
class Models:
    """The options of a face reader."""

    detector: FaceDetectorOptions
    embedder: FaceEmbedderOptions
    thresholds: Thresholds
    presence: float = 0.5
    eyes: tuple[float, float] = (12.0, 40.0)
    crop: int = 256
    device: str = "auto"
    threads: int = 2


@dataclass
class Found:
    """Faces of known persons, and cosines of pairs in one photo."""

    ids: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    vectors: list[np.ndarray] = field(default_factory=list)
    clear: list[bool] = field(default_factory=list)
    missed: list[Path] = field(default_factory=list)
    strangers: list[float] = field(default_factory=list)  # cosines of two faces in one photo


def models(detector: str, embedder: str) -> Models:
    """The models of conf/face_detector and conf/face_embedder."""
    weights = Path("~/.cache/photo-runner/models").expanduser()
    with initialize_config_dir(str(CONF), version_base="1.3"):
        asked = [f"+face_detector={detector}", f"+face_embedder={embedder}", f"+paths.models={weights}"]
        made: Any = OmegaConf.to_container(compose(overrides=asked), resolve=True)
    return Models(
        TypeAdapter(FaceDetectorOptions).validate_python(made["face_detector"]),
        TypeAdapter(FaceEmbedderOptions).validate_python(made["face_embedder"]["embedder"]),
        TypeAdapter(Thresholds).validate_python(made["face_embedder"]["thresholds"]),
    )


def look(folder: Path, chosen: Models) -> Found:
    """Read every photo."""
    found, reader = Found(), FaceReader(chosen)
    with TemporaryDirectory() as runs:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            try:
                faces = read(path, reader, Path(runs))
            except ItemError as error:
                print(f"{path}: {error}", file=sys.stderr)
                continue
            take(found, path, folder, faces)
    order = np.argsort(found.ids)
    for name in ("ids", "persons", "vectors", "clear"):
        setattr(found, name, [getattr(found, name)[at] for at in order])
    return found


def read(path: Path, reader: FaceReader, runs: Path) -> list[tuple[FaceRow, np.ndarray]]:
    """The faces of a photo and their embeddings, the largest first."""
    with path.open("rb") as file:
        known = identify_file(file)
    if known.format is None:
        raise DecodeError(say("file.unreadable", reason="of no format that is known"))
    photo = open_photo(path, known.format)
    picture = np.ascontiguousarray(decode(photo, photo.size).cast("uchar").numpy()[:, :, :3])
    rows = reader.read(identify(path).sha256.hex()[:16], whole(Picture(picture)), runs, Forgotten([]))
    pairs = [(row, np.load(runs / row.vectors.path)[row.face]) for row in rows]
    return sorted(pairs, key=lambda pair: -pair[0].pixels)


def take(found: Found, path: Path, folder: Path, faces: list[tuple[FaceRow, np.ndarray]]) -> None:
    """Add the face of a person's photo, or the cosines of the people in a photo of several."""
    if path.parent == folder:
        found.strangers += [float(one @ other) for (_, one), (_, other) in combinations(faces, 2)]
    elif not faces:
        found.missed.append(path)
    else:
        row, vector = faces[0]
        found.ids.append(row.face_id)
        found.persons.append(path.parent.name)
        found.vectors.append(vector)
        found.clear.append(row.pixels >= Clear().pixels and row.score >= Clear().score)


def figures(found: Found, chosen: Models) -> Iterator[tuple[str, str]]:
    """Yield the lines to print."""
    persons = np.unique(found.persons, return_inverse=True)[1]
    vectors = np.stack(found.vectors).astype(np.float32)
    faces = Faces(found.ids, vectors, np.array(found.clear))
    yield "photos of one person", f"{len(persons) + len(found.missed)} of {persons.max() + 1} people"
    yield "no face found", f"{len(found.missed)} {' '.join(path.name for path in found.missed)}"
    yield "too small or uncertain for a machine", f"{found.clear.count(False)}"
    same, other = cosines(persons, vectors)
    yield "cosines of one person", spread(same)
    yield "cosines of two people", spread(other)
    yield "of two people in one photo", spread(np.array(found.strangers))
    at = chosen.thresholds
    yield f"as configured, accept {at.accept}, ask {at.ask}", judged(faces, persons, at)
    settled = ((same >= at.ask).mean(), (other >= at.ask).mean())
    yield "pairs that are accepted or asked", f"{settled[0]:.1%} of one person, {settled[1]:.1%} of two"
    for accept in np.linspace(np.quantile(same, 0.02), min(0.999, np.quantile(other, 0.999) + 0.02), STEPS):
        step = Thresholds(round(float(accept), 3), round(float(accept), 3))
        yield f"accept {step.accept}", judged(faces, persons, step)


def cosines(persons: np.ndarray, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cosines of all pairs of one person, and of all pairs of two people."""
    first, second = np.triu_indices(len(persons), 1)
    nearness = np.einsum("ij,ij->i", vectors[first], vectors[second])
    is_same = persons[first] == persons[second]
    return nearness[is_same], nearness[~is_same]


def spread(values: np.ndarray) -> str:
    """The number of values and their distribution, as text."""
    if not len(values):
        return "none"
    least, low, middle, high, most = np.quantile(values, [0, 0.05, 0.5, 0.95, 1])
    return f"{len(values):,}: {least:.3f} to {most:.3f}, middle {middle:.3f}, nine in ten {low:.3f} to {high:.3f}"


def judged(faces: Faces, persons: np.ndarray, thresholds: Thresholds) -> str:
    """Pairwise precision and recall of the grouping, and B-cubed, which gives every face the same weight."""
    groups = group(faces, [], thresholds).group
    precision, recall = pairwise(persons, groups)
    together = groups[:, None] == groups
    right = (together & (persons[:, None] == persons)).sum(axis=1)
    cubed = (right / together.sum(axis=1)).mean(), (right / (persons[:, None] == persons).sum(axis=1)).mean()
    return f"precision {precision:.3f}, recall {recall:.3f}; B-cubed {cubed[0]:.3f}, {cubed[1]:.3f}"


if __name__ == "__main__":
    wanted = models(*(sys.argv[2:4] or ("blazeface", "dlib_resnet")))
    print(f"{wanted.detector.model}, {wanted.embedder.model}")
    for what, said in figures(look(Path(sys.argv[1]), wanted), wanted):
        print(f"{what:<45} {said}", flush=True)
