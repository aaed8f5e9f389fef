"""Forgetting a person leaves none of their embeddings below the runs folder, whichever run and model made them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import program
import pytest
import pyvips
from skimage import data

from runner.people import telling
from runner.review.people.left_names import left
from runner.review.people.session import PeopleSession
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, ReviewContext, record
from runner.store.face_id import item_of
from runner.store.names import NameRequest, reserve_names


def prepare(folder: Path, *options: str) -> None:
    asked = ["set=travel", "set.people=true", "caption=composer", f"set.source={folder / 'photos'}", *options]
    program.run([*asked, f"paths.runs={folder / 'runs'}"], folder, check=True)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A photo of her twice over, prepared with two models; a file of a run that somebody deleted lies there too."""
    photos = tmp_path / "photos"
    photos.mkdir()
    her = data.astronaut()
    for name, pixels in (("her", her), ("brighter", np.clip(her * 1.2, 0, 255).astype(np.uint8))):
        image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels)).copy(interpretation="srgb")
        image.jpegsave(str(photos / f"{name}.jpg"), Q=92)
    prepare(tmp_path, "face_embedder.embedder.channels=bgr")
    prepare(tmp_path)
    return tmp_path / "runs"


def embeddings(runs: Path) -> Iterator[np.ndarray]:
    for path in (runs / "faces").rglob("*.npy"):
        yield from np.load(path)


@pytest.mark.slow
def test_no_byte_of_an_embedding_stays(library: Path) -> None:
    vectors = list(embeddings(library))
    assert len(vectors) == 4, "two photos, each with two models"
    deleted_run = library / "faces" / "00" / "left.npy"
    deleted_run.parent.mkdir(exist_ok=True)
    np.save(deleted_run, np.stack(vectors[:1]))
    session = PeopleSession(library, "ann")
    (view,) = session.groups()
    session.say(telling.name(session.grouping.said, view.faces, "Eileen"))
    assert any(holds(path, vectors) for path in library.rglob("*") if path.is_file())
    (view,) = session.groups()
    assert session.forget([view]) == 2
    left = [path for path in library.rglob("*") if path.is_file() and holds(path, vectors)]
    assert left == []
    assert not any((library / "faces").rglob("*.jpg"))
    assert session.groups() == []


def test_what_forgetting_does_not_reach_is_counted(tmp_path: Path) -> None:
    context = ReviewContext("family", "run", "ann")
    edits = [
        Edit("a", "caption", "Änn Lee on a pier."), Edit("b", "keywords", ["pier", "änn lee"]),
        Edit("c", "caption", "A pier."),
    ]  # fmt: skip
    with open_catalog(tmp_path / "catalog.db") as catalog:
        record(catalog, context, edits, [])
        reserve_names(catalog, [NameRequest("a", "Ann_Lee_", 3, ".jpg"), NameRequest("b", "Pier_", 3, ".jpg")])
    found = left(tmp_path, ["Änn Lee"])
    assert (found.edits, found.file_names, list(found.published), list(found.runs)) == (2, 1, [], [])
    assert left(tmp_path, ["100%"]).edits == 0


@pytest.mark.slow
def test_other_peoples_embeddings_stay(library: Path) -> None:
    session = PeopleSession(library, "ann")
    one, other = session.grouping.faces
    session.say(telling.split(session.grouping, [one]))
    before = set((library / "faces").rglob("*.npy"))
    session.forget([session.view(int(session.grouping.group[session.grouping.position[one]]))])
    after = set((library / "faces").rglob("*.npy"))
    assert len(before - after) == 2
    assert [item_of(face) for face in session.grouping.faces] == [item_of(other)]


def holds(path: Path, vectors: list[np.ndarray]) -> bool:
    """Whether a file holds 64 bytes in a row of one of them."""
    content = path.read_bytes()
    return any(vector[8:24].astype("<f4").tobytes() in content for vector in vectors)
