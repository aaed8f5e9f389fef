"""Real faces in a real run: found, named, filtered by, and forgotten."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import polars as pl
import program
import pytest
import pyvips
from skimage import data

from runner.errors import EnvError
from runner.facts import Region
from runner.people import telling
from runner.people.face_row import FaceRow
from runner.people.library import rows
from runner.people.named_region import NamedRegion
from runner.people.region_packet import packet
from runner.review import review_set
from runner.review.facets import FacetCounts
from runner.review.people.exchange import write_out
from runner.review.people.session import PeopleSession
from runner.review.people.settings import settings
from runner.review.query import parse
from runner.review.session import Session
from runner.schema import CaptionRow, FactsRow
from runner.store import evidence
from runner.store.face_id import item_of, place_of


def prepare(folder: Path, *options: str) -> Path:
    """Run the set; returns the run."""
    chosen = ["set=travel", "set.people=true", "caption=composer", f"set.source={folder / 'photos'}", *options]
    program.run([*chosen, f"paths.runs={folder / 'runs'}"], folder, check=True)
    return _latest(folder)


def command(folder: Path, *words: str) -> str:
    said = program.run([*words, f"paths.runs={folder / 'runs'}"], folder, check=True)
    return said.stdout


def save(pixels: np.ndarray, path: Path) -> None:
    pyvips.Image.new_from_array(pixels).copy(interpretation="srgb").jpegsave(str(path), Q=92)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The astronaut in four pictures, once beside her mirror image, and a cup of coffee: prepared."""
    folder = tmp_path_factory.mktemp("people")
    photos = folder / "photos"
    photos.mkdir()
    astronaut = data.astronaut()
    save(astronaut, photos / "whole.jpg")
    save(astronaut[:400, 60:460], photos / "near.jpg")
    save((astronaut * 0.7).astype(np.uint8), photos / "dark.jpg")
    save(np.concatenate([astronaut, astronaut[:, ::-1]], axis=1), photos / "twice.jpg")
    save(data.coffee(), photos / "coffee.jpg")
    prepare(folder)
    return folder


def _latest(folder: Path) -> Path:
    return (folder / "runs" / "travel" / "latest").resolve()


def faces(run: Path) -> pl.DataFrame:
    return evidence.scan(run, "faces", FaceRow).filter(pl.col("status") == "ok").collect()


def test_faces_are_found_and_measured(folder: Path) -> None:
    found = faces(_latest(folder))
    assert found.height == 5
    assert found.filter(pl.col("item_id").is_duplicated()).height == 2
    measured = rows(folder / "runs")
    assert measured["face_id"].to_list() == sorted(found["face_id"])
    whole = measured.filter(pl.col("pixels").is_between(95, 120) & (pl.col("region").struct.field("left") < 0.45))
    place = place_of(whole["face_id"][0]).region
    assert place.left < 0.44 < place.right, "between her eyes"
    assert whole["eye_left"].drop_nulls().min() > 0.15
    assert whole["yaw"].abs().max() < 15
    assert whole["mouth_lift"].min() > 0.05, "she smiles"


def test_nobody_is_looked_for_unless_the_set_asks(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").symlink_to(folder / "photos")
    run = prepare(tmp_path, "set.people=false")
    assert not evidence.stage_folder(run, "faces").exists()
    assert not (tmp_path / "runs" / "faces").exists()
    said = program.run(["people", "list"], tmp_path)
    assert said.returncode == 2
    assert "set.people=true" in said.stderr


def test_a_run_with_a_damaged_configuration_takes_no_people_away(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "runs", tmp_path / "runs", symlinks=True)
    latest = _latest(tmp_path)
    newer = latest.with_name("20991231-235959-ffff")
    shutil.copytree(latest, newer, symlinks=True)
    (newer / ".hydra" / "config.yaml").write_text("set: [")
    assert settings(tmp_path / "runs") == settings(folder / "runs")
    shutil.rmtree(latest)
    with pytest.raises(EnvError, match="not as it was written"):
        settings(tmp_path / "runs")


def test_other_programs_regions_come_in_and_go_out(folder: Path, tmp_path: Path) -> None:
    place = rows(folder / "runs").filter(pl.col("pixels") > 100).row(0, named=True)
    shutil.copytree(folder / "runs", tmp_path / "runs", symlinks=True)
    sources = evidence.read_sources(_latest(folder)).filter(pl.col("item_id") == place["item_id"])
    photo = Path(sources["source_path"][0])
    beside = photo.with_name(f"{photo.name}.xmp")
    beside.write_bytes(packet([NamedRegion(Region(**place["region"]), "Eileen", "")], 512, 512))
    try:
        said = [command(tmp_path, "people", "import", "travel") for _ in range(2)]
    finally:
        beside.unlink()
    assert said[0].startswith("1 face imported, 1 with a name")
    assert said[1].startswith("0 faces imported, 0 with a name; 1 were imported before")
    command(tmp_path, "people", "export", "travel", f"out={tmp_path / 'out'}")
    written = tmp_path / "out" / f"{photo.name}.xmp"
    assert written.read_bytes().count(b'mwg-rs:Name="Eileen"') == 1
    assert "would forget Eileen" in command(tmp_path, "people", "forget", "Eileen")
    said = command(tmp_path, "people", "forget", "Eileen", "yes=true")
    assert not written.exists(), "it was about nobody else, and nobody had changed it"
    assert "XMP" not in said


def test_nothing_is_said_of_files_that_forgetting_deleted(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(folder / "runs", tmp_path / "runs", symlinks=True)
    twice = faces(_latest(folder)).filter(pl.col("item_id").is_duplicated())["face_id"].to_list()
    session = PeopleSession(tmp_path / "runs", "ann")
    session.say(telling.name(session.grouping.said, twice[:1], "Eileen"))
    session.say(telling.split(session.grouping, twice[1:]))
    session.regroup()
    alone = session.find(twice[1])
    assert alone is not None
    session.forget([alone])
    (tmp_path / "runs" / "people" / "none.npz").unlink(missing_ok=True)
    again = PeopleSession(tmp_path / "runs", "ann")
    assert twice[0] not in again.library.faces.ids, "its numbers lay in the file that is deleted"
    assert "cannot be read" not in caplog.text


def test_the_command_renames_and_reaches_people_without_faces(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "runs", tmp_path / "runs", symlinks=True)
    one, other = (each.key for each in PeopleSession(tmp_path / "runs", "ann").groups())
    command(tmp_path, "people", "name", one, "ann smith")
    assert command(tmp_path, "people", "name", "ann smith", "Ann Smith") == "ann smith is called Ann Smith now.\n"
    listed = command(tmp_path, "people", "list")
    assert "Ann Smith" in listed
    assert "ann smith" not in listed
    command(tmp_path, "people", "consent", "Ann Smith", "yes")
    command(tmp_path, "people", "name", other, "Ben")
    command(tmp_path, "people", "name", "Ann Smith", "Ben")
    assert "Ann Smith" in command(tmp_path, "people", "list")
    assert command(tmp_path, "people", "consent", "Ann Smith", "no") == "Texts must not name Ann Smith.\n"
    command(tmp_path, "people", "importance", "Ann Smith", "main")
    command(tmp_path, "people", "undo")
    told = command(tmp_path, "people", "history").splitlines()
    assert told[-1].endswith("(Ann Smith) main  (undone)")
    assert told[-2].endswith("(Ann Smith) no")
    command(tmp_path, "people", "forget", "Ann Smith", "yes=true")
    assert "Ann Smith" not in command(tmp_path, "people", "list")
    assert all(b"Ann Smith" not in path.read_bytes() for path in (tmp_path / "runs").glob("catalog.db*"))


def test_the_command_makes_no_catalogue_where_there_is_none(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "runs", tmp_path / "runs", symlinks=True, ignore=shutil.ignore_patterns("catalog.db*"))
    chosen = ["people", "list", f"paths.runs={tmp_path / 'runs'}"]
    said = program.run(chosen, tmp_path)
    assert said.returncode == 3
    assert "catalog.db is gone" in said.stderr
    assert not list((tmp_path / "runs").glob("catalog.db*"))


def test_an_export_leaves_what_other_programs_keep_beside_photos(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "w", symlinks=True)
    work, beside = tmp_path / "w", tmp_path / "beside"
    (first, *_) = sorted(faces(_latest(work))["face_id"])
    command(work, "people", "name", first, "Ann")
    assert "XMP file" in command(work, "people", "export", "travel", f"out={beside}")
    one, *others = sorted(beside.rglob("*.xmp"))
    of_before = one.read_bytes()
    edited = of_before.replace(
        b" rdf:about=", b' xmlns:xap="http://ns.adobe.com/xap/1.0/" xap:Rating="5" rdf:about=', 1
    )
    assert edited != of_before
    one.write_bytes(edited)
    command(work, "people", "name", "Ann", "Anna")
    said = command(work, "people", "export", "travel", f"out={beside}")
    assert one.read_bytes() == edited
    assert "of other programs, or changed by one, stayed as they were" in said
    assert str(one) in said
    assert all(b"Anna" in each.read_bytes() for each in others), "its own files are written anew"
    one.write_bytes(of_before)
    command(work, "people", "export", "travel", f"out={beside}")
    assert b"Anna" in one.read_bytes()


@pytest.mark.slow
def test_nobody_is_written_who_was_forgotten_elsewhere_before_or_meanwhile(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "runs", tmp_path / "runs", symlinks=True)
    runs, out = tmp_path / "runs", tmp_path / "xmp"
    run = (runs / "travel" / "latest").resolve()
    here, there = (PeopleSession(runs, name) for name in ("me", "you"))
    here.say(telling.name(here.grouping.said, here.groups()[0].faces, "Annabella"))
    there.regroup()

    def forget_her(done: int, _every: int) -> bool:
        if done == 1:
            assert b"Annabella" in b"".join(path.read_bytes() for path in out.iterdir())
            there.forget([there.find("Annabella") or there.groups()[0]])
        return True

    write_out(here, run, out, forget_her)
    assert not list(out.iterdir())

    late = PeopleSession(runs, "me")
    (item,) = list(evidence.read_sources(run)["item_id"])[:1]
    late.say([*telling.draw(item, Region(0.7, 0.7, 0.9, 0.9))])
    late.regroup()
    face = next(each for each in late.grouping.faces if item_of(each) == item)
    late.say(telling.name(late.grouping.said, [face], "Annabella"))
    there.regroup()
    there.forget([there.find("Annabella") or there.groups()[0]])
    assert write_out(late, run, out).files == 0


def test_people_are_named_filtered_by_and_forgotten(folder: Path) -> None:
    session = PeopleSession(folder / "runs", "ann")
    largest = session.groups()[0]
    assert (len(largest.faces), largest.photos, largest.state) == (4, 4, "unknown")
    assert command(folder, "people", "name", largest.key, "Eileen Collins").strip() == "4 faces: Eileen Collins."
    assert "Eileen Collins" in command(folder, "people", "list")

    prepare(folder)
    shown = command(folder, "rows", "travel", 'person:"Eileen Collins"', "columns=source_path,person")
    assert "4 photos" in shown
    assert "coffee" not in shown

    set_of = review_set.read(_latest(folder), folder / "runs")
    shown_now = Session(set_of, "ann").snapshot
    (facet,) = [each for each in FacetCounts(shown_now).facets(shown_now, parse("")) if each.key == "person"]
    assert [(each.value, each.count) for each in facet.values] == [("Eileen Collins", 4)]

    command(folder, "people", "consent", "Eileen Collins", "yes")
    item = sorted({face.partition("-")[0] for face in largest.faces})[0]
    said = command(folder, "generate", "travel", item)
    assert "Eileen Collins" in said, "named and consenting since the run"
    consented = prepare(folder)
    stated = evidence.scan(consented, "facts", FactsRow).select("item_id", "facts", "reused_from")
    coffee = evidence.read_sources(consented).filter(pl.col("source_path").str.contains("coffee"))["item_id"][0]
    for item, facts, reused in stated.collect().iter_rows():
        people = [fact["value"] for fact in facts if fact["kind"] == "person"]
        assert people == ([] if item == coffee else ["Eileen Collins"])
        assert not [fact for fact in facts if fact["kind"] == "keyword"], "the set does not want names there"
        assert (reused is not None) == (item == coffee), "only what she is in is computed again"

    texts = evidence.scan(consented, "caption", CaptionRow).collect()
    for item, caption, keywords in texts.select("item_id", "caption", "keywords").iter_rows():
        assert ("Eileen Collins" in caption) == (item != coffee)
        assert "Eileen Collins" not in keywords
    wanted = prepare(folder, "set.people_keywords=true")
    words = evidence.scan(wanted, "caption", CaptionRow).select("item_id", "keywords").collect()
    assert {item for item, keywords in words.iter_rows() if "Eileen Collins" in keywords} == {*words["item_id"]} - {
        coffee
    }

    assert "yes=true" in command(folder, "people", "forget", "Eileen Collins")
    assert "Eileen Collins" in command(folder, "people", "list")
    said = command(folder, "people", "forget", "Eileen Collins", "yes=true")
    assert said.startswith("4 faces forgotten for good.")
    assert str(consented) in said, "its tables hold the name"
    assert not [path for path in (folder / "runs" / "faces").rglob("*.*") if path.suffix in (".npy", ".jpg")]
    for path in (folder / "runs").glob("catalog.db*"):
        assert b"Eileen" not in path.read_bytes()

    left = faces(prepare(folder))
    assert left.height == 1, "her mirror image beside her was never named"
    assert "1 group" in command(folder, "people", "list")
