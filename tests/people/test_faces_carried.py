"""Answers about faces follow a photo that is rotated or re-saved, and deleted people stay deleted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import program
import pytest
import pyvips
from PIL import Image
from skimage import data

from runner.facts import Region
from runner.imaging.turns import Turn
from runner.people import telling
from runner.people.face_row import FaceRow
from runner.people.said import Said, what_counts
from runner.review.commands import carry, decide
from runner.store import evidence, forgotten_people, people
from runner.store.catalog import open_catalog
from runner.store.face_id import face_id, place_of
from runner.store.forgotten_people import Forgotten
from runner.store.rewritten import items_of, photos_of


def run(folder: Path) -> str:
    """Run the set; what it said, in one line."""
    words = ["set=travel", "set.people=true", "caption=composer", f"set.source={folder / 'photos'}"]
    done = program.run([*words, f"paths.runs={folder / 'runs'}"], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return " ".join(done.stdout.split())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The astronaut, and a cup of coffee, after a run in which people were looked for."""
    folder = tmp_path_factory.mktemp("carried")
    (folder / "photos").mkdir()
    for name, pixels in (("her", data.astronaut()[:440]), ("cup", data.coffee())):
        image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels)).copy(interpretation="srgb")
        image.jpegsave(str(folder / "photos" / f"{name}.jpg"), Q=92)
    run(folder)
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """A copy of it, run where it is."""
    copy = tmp_path / "set"
    shutil.copytree(first, copy, symlinks=True)
    run(copy)
    return copy


def faces(folder: Path) -> list[str]:
    """The faces that the newest run found in the photos that it has."""
    latest = (folder / "runs" / "travel" / "latest").resolve()
    wanted = (pl.col("status") == "ok") & pl.col("item_id").is_in(list(items_of(latest)))
    return evidence.scan(latest, "faces", FaceRow).filter(wanted).collect()["face_id"].to_list()


def said(folder: Path) -> Said:
    with open_catalog(folder / "runs" / "catalog.db") as catalog:
        return what_counts(people.assertions(catalog))


def forgotten(folder: Path) -> Forgotten:
    with open_catalog(folder / "runs" / "catalog.db") as catalog:
        return Forgotten(forgotten_people.forgotten(catalog))


def name(folder: Path, face: str, called: str) -> None:
    with open_catalog(folder / "runs" / "catalog.db") as catalog:
        people.record(catalog, "me", telling.name(Said(), [face], called))


def forget(folder: Path) -> None:
    with open_catalog(folder / "runs" / "catalog.db") as catalog:
        forgotten_people.forget(catalog, "me", faces(folder), [])


def change(folder: Path, made: Callable[[Image.Image], Image.Image]) -> None:
    path = folder / "photos" / "her.jpg"
    with Image.open(path) as image:
        made(image).save(path, quality=85)


def carried(folder: Path, *words: str) -> str:
    assert carry.command(["travel", "reviewer=me", f"paths.runs={folder / 'runs'}", *words]) == 0
    return ""


def step(folder: Path, which: str) -> None:
    assert decide.command(["travel", which, "reviewer=me", f"paths.runs={folder / 'runs'}"]) == 0


def names_of(folder: Path) -> set[str | None]:
    known = said(folder)
    return {known.persons[known.shows[face]].name for face in faces(folder) if face in known.shows}


@pytest.mark.parametrize(
    "made",
    [
        lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        lambda image: image.point(lambda value: min(255, int(value * 1.25))),
    ],
    ids=["mirrored", "brighter"],
)
def test_a_name_goes_along_with_the_face_and_undo_takes_it_back(
    folder: Path, made: Callable[[Image.Image], Image.Image], capsys: pytest.CaptureFixture[str]
) -> None:
    [old] = faces(folder)
    name(folder, old, "Ann")
    drawn = face_id(old.partition("-")[0], Region(0.7, 0.05, 0.8, 0.15))
    with open_catalog(folder / "runs" / "catalog.db") as catalog:
        people.record(catalog, "me", [people.Word("drawn", drawn), people.Word("stranger", drawn)])
    change(folder, made)
    out = run(folder)
    assert "1 photo with review work has a different picture now" in out
    assert "had been forgotten" not in out
    assert names_of(folder) == set()
    carried(folder)
    assert "What was said of 2 faces goes with them." in capsys.readouterr().out
    assert names_of(folder) == set(), "nothing without yes=true"
    carried(folder, "yes=true")
    assert "Carried over for 1 photo: 2 faces." in capsys.readouterr().out
    assert names_of(folder) == {"Ann"}
    assert len(said(folder).strangers) == 2, "the one that was drawn is where it was drawn"
    carried(folder)
    assert "There is nothing to carry over." in capsys.readouterr().out
    step(folder, "undo")
    assert names_of(folder) == set()
    step(folder, "redo")
    assert names_of(folder) == {"Ann"}


def test_a_face_drawn_in_a_picture_that_lies_on_its_side_is_found_once_it_is_turned(folder: Path) -> None:
    [upright] = faces(folder)
    change(folder, lambda image: image.transpose(Image.Transpose.ROTATE_90))
    run(folder)
    photos = photos_of((folder / "runs" / "travel" / "latest").resolve())
    [item] = photos.filter(pl.col("source_path").str.ends_with("her.jpg"))["item_id"].to_list()
    drawn = face_id(item, Turn(False, 3).region(place_of(upright).region))
    with open_catalog(folder / "runs" / "catalog.db") as catalog:
        people.record(catalog, "me", [people.Word("drawn", drawn), *telling.name(Said(), [drawn], "Ann")])
    change(folder, lambda image: image.transpose(Image.Transpose.ROTATE_270))
    run(folder)
    assert names_of(folder) == set()
    carried(folder, "yes=true")
    assert names_of(folder) == {"Ann"}


def test_what_cannot_be_told_is_counted_and_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [old] = faces(folder)
    name(folder, old, "Ann")
    change(folder, lambda image: image.crop((80, 0, 400, 330)))
    run(folder)
    assert faces(folder)
    carried(folder, "yes=true")
    assert "1 face of which somebody spoke is not found in the new picture" in capsys.readouterr().out
    assert names_of(folder) == set()
    assert said(folder).shows, "the word stays with the old picture"


def test_a_forgotten_face_is_told_and_forgotten_in_the_new_picture_for_good(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forget(folder)
    change(folder, lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert "In 1 photo that has a different picture now, a face had been forgotten." in run(folder)
    [new] = faces(folder)
    assert new not in forgotten(folder)
    carried(folder, "yes=true")
    said = capsys.readouterr().out
    assert "Who was forgotten in the old pictures is forgotten in the new ones too." in said
    assert new in forgotten(folder)
    assert not list((folder / "runs" / "faces").rglob("*.jpg")), "her picture is gone"
    step(folder, "undo")
    assert new in forgotten(folder), "no undo brings her back"
    run(folder)
    assert faces(folder) == []


def test_where_it_cannot_be_told_which_face_it_was_all_are_forgotten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forget(folder)
    change(folder, lambda image: image.crop((80, 0, 400, 330)))
    run(folder)
    [new] = faces(folder)
    carried(folder)
    said = capsys.readouterr().out
    assert "every face found in them will be:\n  her.jpg" in said
    assert new not in forgotten(folder)
    carried(folder, "yes=true")
    assert new in forgotten(folder)
    run(folder)
    assert faces(folder) == []
