"""Forgetting a person is completed in every run, and nothing brings the person back."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import polars as pl
import program
import pytest
import pyvips
from skimage import data

from runner.errors import EnvError
from runner.models.faces.packaged import face_file
from runner.people import telling
from runner.people.face_row import FaceRow
from runner.people.forgetting import delete
from runner.people.named_region import NamedRegion
from runner.people.region_packet import packet
from runner.review.people.exchange import photos, regions_of, take_in
from runner.review.people.session import PeopleSession
from runner.store import evidence, runfile
from runner.store.catalog import open_catalog
from runner.store.face_id import item_of, place_of
from runner.store.transactions import transaction
from runner.verification.command import command as verify

PEOPLE = 13
"""The version of the catalogue that first knew faces that are forgotten."""
KILLED = """
import os, signal, sys
from pathlib import Path
from runner.review.people.command import command
unlink = Path.unlink
def killed(path, missing_ok=False):
    if "/faces/" in str(path):
        os.kill(os.getpid(), signal.SIGKILL)
    unlink(path, missing_ok)
Path.unlink = killed
command(["forget", "Ann", "yes=true", "paths.runs=" + sys.argv[1]])
"""


def prepare(folder: Path, *options: str) -> None:
    asked = ["set=travel", "set.people=true", "caption=composer", f"set.source={folder / 'photos'}", *options]
    program.run([*asked, f"paths.runs={folder / 'runs'}"], folder, check=True)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo of her three times over, and one without anybody; after the first run the third was taken away.

    The first run used another model of embeddings: of the third photo that one's numbers are all that there are.
    """
    folder = tmp_path_factory.mktemp("forgetting")
    (folder / "photos").mkdir()
    her = data.astronaut()
    darker = np.clip(her * 0.8, 0, 255).astype(np.uint8)
    brighter = np.clip(her * 1.15, 0, 255).astype(np.uint8)
    for name, pixels in (("her", her), ("brighter", brighter), ("darker", darker), ("cup", data.coffee())):
        image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels)).copy(interpretation="srgb")
        image.jpegsave(str(folder / "photos" / f"{name}.jpg"), Q=92)
    shutil.copyfile(face_file("dlib_resnet", None), folder / "other.onnx")
    prepare(folder, f"face_embedder.embedder.model={folder / 'other.onnx'}", "face_embedder.embedder.channels=bgr")
    (folder / "photos" / "darker.jpg").rename(folder / "darker.jpg")
    prepare(folder, "executor.reuse=false")
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "copy", symlinks=True))


def session_with_ann(runs: Path) -> PeopleSession:
    session = PeopleSession(runs, "me")
    (view,) = session.groups()
    session.say(telling.name(session.grouping.said, view.faces, "Ann"))
    return PeopleSession(runs, "me")


def forget_ann(runs: Path) -> PeopleSession:
    session = session_with_ann(runs)
    (view,) = session.groups()
    session.forget([view])
    return session


def files(runs: Path) -> list[Path]:
    return [path for path in (runs / "faces").rglob("*") if path.is_file()]


def faces(run: Path) -> Iterator[str]:
    yield from evidence.scan(run, "faces", FaceRow).filter(pl.col("status") == "ok").collect()["face_id"]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["verify", "people", "run"])
def test_whoever_comes_next_finishes_what_was_killed(
    folder: Path, who: str, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = folder / "runs"
    session_with_ann(runs)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(runs)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(files(runs)) == 8, "three crops and five embeddings: none is deleted yet"
    asked = [f"paths.runs={runs}"]
    assert verify(asked) == 3
    assert "belong to deleted faces" in capsys.readouterr().out
    if who == "verify":
        verify([*asked, "--mend"])
    elif who == "people":
        PeopleSession(runs, "me")
    else:
        prepare(folder)
    assert files(runs) == []
    assert verify(asked) == 0


@pytest.mark.slow
def test_she_is_forgotten_in_photos_that_no_set_has_any_more(folder: Path) -> None:
    session = session_with_ann(folder / "runs")
    (view,) = session.groups()
    assert (len(view.faces), len(files(folder / "runs"))) == (2, 8)
    assert session.forget([view]) == 3
    assert files(folder / "runs") == []
    (folder / "darker.jpg").rename(folder / "photos" / "darker.jpg")
    prepare(folder)
    assert files(folder / "runs") == [], "it is looked through again, and she is not found"


@pytest.mark.slow
def test_verify_looks_for_what_is_left_beside_the_catalogue_of_an_earlier_version(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The very first command after an upgrade: nobody has brought the catalogue to this version yet."""
    runs = folder / "runs"
    kept = {path: path.read_bytes() for path in files(runs)}
    forget_ann(runs)
    for path, content in kept.items():
        path.write_bytes(content)
    shutil.rmtree(runs / "people")
    with closing(sqlite3.connect(runs / "catalog.db")) as catalog:
        for table in ("same_photos", "forgotten_persons", "people_exports", "carried"):
            catalog.execute(f"DROP TABLE {table}")
        catalog.execute("PRAGMA application_id = 0")
        catalog.execute(f"PRAGMA user_version = {PEOPLE}")
        catalog.commit()
    capsys.readouterr()
    assert verify([f"paths.runs={runs}"]) == 3
    assert "belong to deleted faces, and are still there" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("caches", ["lost", "damaged"])
def test_she_is_not_looked_for_again_without_the_caches(folder: Path, caches: str) -> None:
    runs = folder / "runs"
    forget_ann(runs)
    if caches == "lost":
        shutil.rmtree(runs / "people")
    else:
        (runs / "people" / "forgotten.json").write_text('["63')
    prepare(folder, "executor.reuse=false")
    assert list(faces(runfile.find(runs)[0])) == []
    assert files(runs) == []


@pytest.mark.slow
def test_other_programs_cannot_bring_her_back(folder: Path) -> None:
    runs = folder / "runs"
    session = session_with_ann(runs)
    face = session.grouping.faces[0]
    (photo,) = [each for each in photos(runfile.find(runs)[0]) if each.item_id == item_of(face)]
    region = place_of(face).region
    told = [NamedRegion(region, "Ann", "")]
    sidecar = photo.path.with_name(f"{photo.path.name}.xmp")
    sidecar.write_bytes(packet(told, photo.width, photo.height, photo.orientation))
    session.forget(session.groups())
    regions = regions_of(runfile.find(runs)[0])
    assert regions is not None
    found = take_in(session, regions)
    assert (found.forgotten > 0, found.words) == (True, {})
    assert session.history() == []


@pytest.mark.slow
def test_every_name_that_she_had_is_looked_for(folder: Path) -> None:
    runs = folder / "runs"
    session_with_ann(runs)
    prepare(folder)
    session = PeopleSession(runs, "me")
    (view,) = session.groups()
    assert view.person
    session.say(telling.rename(view.person.person_id, "Anna Later"))
    assert list(session.names_of(session.groups())) == ["Ann", "Anna Later"]
    assert session.left(session.names_of(session.groups())).runs == [runfile.find(runs)[0]]
    with open_catalog(runs / "catalog.db") as catalog, transaction(catalog):
        catalog.execute(
            "INSERT INTO field_decisions (set_name, item_id, field, decision, value, run_id, reviewer, at)"
            " VALUES ('travel', 'a', 'caption', 'approved', '\"Ann on a pier.\"', 'r', 'me', '2026')"
        )
    assert session.left(session.names_of(session.groups())).decisions == 1


def test_a_file_that_cannot_be_deleted_is_named_and_the_others_are_deleted(tmp_path: Path) -> None:
    (tmp_path / "faces" / "a.jpg").mkdir(parents=True)
    (tmp_path / "faces" / "b.jpg").write_bytes(b"")
    with pytest.raises(EnvError, match=r"a\.jpg.*cannot be removed"):
        delete(tmp_path, [f"faces{os.sep}a.jpg", f"faces{os.sep}b.jpg"])
    assert not (tmp_path / "faces" / "b.jpg").exists()
