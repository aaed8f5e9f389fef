"""What a target shows of people: blurred faces, and in the files the names of people who have consented."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path

import numpy as np
import pyexiv2
import pytest
import pyvips
from publish_command import Workplace
from skimage import data

from runner.config import saved
from runner.faces.reader import FaceReader
from runner.facts import Region
from runner.messages import word
from runner.models.photo import whole
from runner.people import telling
from runner.people.face_row import FaceRow
from runner.picture import Picture
from runner.reports.export import command as export
from runner.review import review_set
from runner.review.people.left_names import at_targets
from runner.review.people.session import PeopleSession
from runner.review.session import Session
from runner.store.catalog import open_catalog
from runner.store.face_id import place_of
from runner.store.forgotten_people import Forgotten
from runner.store.transactions import durable

TITLES = {"astronauts": "Two astronauts beside a shuttle model", "coffee": "Cup of coffee on a table"}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The astronaut beside her mirror image, and a cup of coffee: prepared, with faces looked for."""
    folder = tmp_path_factory.mktemp("family")
    (folder / "photos").mkdir()
    astronaut = data.astronaut()
    both = np.ascontiguousarray(np.concatenate([astronaut, astronaut[:, ::-1]], axis=1))
    for name, pixels in (("astronauts", both), ("coffee", data.coffee())):
        path = folder / "photos" / f"{name}.jpg"
        pyvips.Image.new_from_array(pixels).copy(interpretation="srgb").jpegsave(str(path), Q=95)
        with pyexiv2.Image(str(path)) as image:
            image.modify_xmp({"Xmp.dc.title": {'lang="x-default"': TITLES[name]}})
    prepare(Workplace(folder))
    return folder


def prepare(work: Workplace, *options: str) -> None:
    source = f"set.source={work.folder / 'photos'}"
    ended = work.run("caption=composer", "set.people=true", source, "set.location='Houston, Texas'", *options)
    assert ended.returncode == 0, ended.stderr


@pytest.fixture
def work(family: Path, tmp_path: Path) -> Workplace:
    subprocess.run(["cp", "-r", family, tmp_path / "w"], check=True)
    return Workplace(tmp_path / "w")


def approve(work: Workplace) -> None:
    rows = work.rows()
    work.decide(
        "approved", [place for place, outcome in enumerate(rows["outcome"]) if outcome in ("passed", "repaired")]
    )


def people(work: Workplace) -> tuple[PeopleSession, str, str]:
    """A session, and the faces of the photo with two of them, from left to right."""
    session = PeopleSession(work.folder / "runs", "me")
    left, right = sorted(session.grouping.faces, key=lambda face: place_of(face).region.left)
    return session, left, right


def name(session: PeopleSession, face: str, given: str, *, consent: bool) -> None:
    session.say(telling.name(session.grouping.said, [face], given))
    person = telling.named(session.grouping.said, given)
    assert person is not None
    session.say(telling.consent(person, given=consent))


def found_in(work: Workplace, published: str) -> list[FaceRow]:
    """The faces that the set's own models find in a published picture, from left to right."""
    node = saved.graph((work.folder / "runs/travel/latest").resolve()).find("faces")
    picture = pyvips.Image.new_from_file(str(work.folder / "site" / published)).numpy()
    reader = FaceReader(node.options)
    rows = reader.read("0" * 16, whole(Picture(np.ascontiguousarray(picture))), work.folder / "runs", Forgotten([]))
    return sorted(rows, key=lambda row: row.region.left)


def published(work: Workplace, *options: str) -> list[str]:
    """The web pictures of photos with people after a publish."""
    ended = work.publish(*options)
    assert ended.returncode == 0, ended.stderr
    return [
        each
        for each in work.files()
        if each.endswith(".jpg")
        and "thumbs" not in each
        and not each.startswith("square")
        and "astronaut" in each.casefold()
    ]


def test_faces_of_people_without_a_name_are_not_recognisable(work: Workplace) -> None:
    session, left, _ = people(work)
    name(session, left, "Eileen", consent=False)
    approve(work)
    (picture,) = published(work, "publish.blur_faces=unknown")
    (face,) = found_in(work, picture)
    assert face.region.right < 0.5, "hers; her mirror image is not found by the very models that found it before"
    (picture,) = published(work)
    assert len(found_in(work, picture)) == 2, "published again as it is, once the target does not ask for it"


def test_only_those_who_consent_stay_visible(work: Workplace) -> None:
    session, left, right = people(work)
    name(session, left, "Eileen", consent=False)
    name(session, right, "Mirror", consent=True)
    approve(work)
    (picture,) = published(work, "publish.blur_faces=no_consent")
    (face,) = found_in(work, picture)
    assert face.region.left > 0.5
    person = telling.named(session.grouping.said, "Mirror")
    assert person is not None
    session.say(telling.consent(person, given=False))
    (picture,) = published(work, "publish.blur_faces=no_consent")
    assert found_in(work, picture) == [], "a consent that was taken back counts from the next publish on"


def test_what_is_no_face_and_what_was_forgotten(work: Workplace) -> None:
    session, left, right = people(work)
    session.say(telling.no_faces([left]))
    session.forget([session.view(int(session.grouping.group[session.grouping.position[right]]))])
    approve(work)
    (picture,) = published(work, "publish.blur_faces=unknown")
    (face,) = found_in(work, picture)
    assert face.region.right < 0.5, "who is forgotten is hidden, although no evidence knows the face any more"


def test_pictures_made_for_the_target_are_blurred_too(work: Workplace) -> None:
    approve(work)
    assert noted(work) == []
    square = "+publish.files.square={picture: {width: 400, height: 400, shape: crop}, path: 'square/{name}'}"
    published(work, square, "publish.blur_faces=all")
    (square_one,) = [each for each in work.files() if each.startswith("square/") and "astronaut" in each.casefold()]
    assert found_in(work, square_one) == []


def test_a_photo_in_which_nobody_has_looked_for_faces_stays_behind_and_says_so(work: Workplace) -> None:
    prepare(work, "set.people=false")
    approve(work)
    ended = work.publish("publish.blur_faces=unknown")
    assert "the photo was not searched for faces" in ended.stdout
    assert not [each for each in work.files() if each.endswith(".jpg")]


def noted(work: Workplace) -> list[tuple[str, str]]:
    """The publications that say that Eileen is named in a file: item and files."""
    with open_catalog(work.folder / "runs" / "catalog.db") as catalog:
        query = "SELECT item_id, files FROM publication_details WHERE files LIKE '%Eileen%'"
        return catalog.execute(query).fetchall()


def test_names_of_those_who_consent_stand_in_the_files_where_they_are_asked_for(work: Workplace) -> None:
    session, left, right = people(work)
    name(session, left, "Eileen", consent=True)
    name(session, right, "Mirror", consent=False)
    prepare(work)
    work.decide("approved", range(2))
    (picture,) = published(work)
    assert "PersonInImage" not in read(work, picture), "off unless a target asks"
    square = "+publish.files.square={picture: {width: 300, height: 300, shape: white}, path: 'square/{name}'}"
    (picture,) = published(work, "publish.embed.people=true", square)
    assert len(noted(work)) == len(at_targets(work.folder / "runs", ["Eileen"])) == 1
    with open_catalog(work.folder / "runs" / "catalog.db") as catalog, durable(catalog):  # as an earlier version did
        for item, files in noted(work):
            bare = [{name: value for name, value in each.items() if name != "people"} for each in json.loads(files)]
            catalog.execute("UPDATE publication_details SET files = ? WHERE item_id = ?", (json.dumps(bare), item))
    assert noted(work) == []
    (picture,) = published(work, "publish.embed.people=true", square)
    assert len(noted(work)) == 1, "the next publish notes it"
    found = read(work, picture)
    assert found["PersonInImage"] == ["Eileen"]
    assert found["PersonInImageWDetails"] == [{"PersonName": "Eileen"}]
    assert [each["Name"] for each in found["RegionInfo"]["RegionList"]] == ["Eileen"]
    assert found["Title"] == TITLES["astronauts"]
    assert near(found["ImageRegion"][0]["RegionBoundary"], place_of(left).region)
    assert found["RegionInfo"]["AppliedToDimensions"]["W"] == found["ImageWidth"]
    (square_one,) = [each for each in work.files() if each.startswith("square/") and "astronaut" in each.casefold()]
    whole = place_of(left).region
    on_ground = Region(whole.left, whole.top / 2 + 0.25, whole.right, whole.bottom / 2 + 0.25)
    assert near(read(work, square_one)["ImageRegion"][0]["RegionBoundary"], on_ground), "twice as wide as high"


def test_a_name_that_no_approval_saw_is_not_written(work: Workplace) -> None:
    session, left, _ = people(work)
    approve(work)
    name(session, left, "Eileen", consent=True)
    (picture,) = published(work, "publish.embed.people=true")
    assert "PersonInImage" not in read(work, picture)


@pytest.mark.parametrize("word", ["consent taken back", "forgotten", "renamed"])
def test_a_photo_whose_texts_name_somebody_who_may_not_be_named_any_more_stays_behind(
    work: Workplace, word: str
) -> None:
    session, left, _ = people(work)
    name(session, left, "Eileen", consent=True)
    prepare(work)
    work.decide("approved", range(2))
    person = telling.named(session.grouping.said, "Eileen")
    assert person is not None
    if word == "consent taken back":
        session.say(telling.consent(person, given=False))
    elif word == "forgotten":
        session.forget([session.view(int(session.grouping.group[session.grouping.position[left]]))])
    else:
        session.say(telling.rename(person, "Ann"))
    ended = work.publish()
    assert "Eileen may no longer be named in it" in ended.stdout
    assert not [each for each in work.files() if "astronaut" in each.casefold()]
    assert [each for each in work.files() if "coffee" in each.casefold()], "what names nobody is published"
    prepare(work)
    (row,) = [each for each in work.rows().iter_rows(named=True) if "astronaut" in each["source_path"]]
    assert row["decision"] == "lapsed"
    assert "Eileen" not in row["caption"]


@pytest.mark.parametrize("text", ["Ann Quist beside a shuttle model.", "Beside her shuttle model, ann  quist smiles."])
def test_nobody_is_named_in_a_persons_own_text_after_a_no(work: Workplace, tmp_path: Path, text: str) -> None:
    session, left, _right = people(work)
    name(session, left, "Ann Quist", consent=True)
    prepare(work)
    (place,) = [at for at, path in enumerate(work.rows()["source_path"]) if "astronaut" in path]
    work.edit(place, text)
    person = telling.named(session.grouping.said, "Ann Quist")
    assert person
    session.say(telling.consent(person, given=False))
    prepare(work)
    work.decide("approved", range(2))
    assert "it names Ann Quist, who must not be named" in work.publish().stdout
    assert not [each for each in work.files() if "astronaut" in each.casefold()]
    runs = f"paths.runs={work.folder / 'runs'}"
    assert export.command(["travel", f"out={tmp_path / 'after'}", "format=jsonl", runs]) == 0
    assert "quist" not in texts_of(tmp_path / "after").casefold()
    work.edit(place, "Annette Quistgard beside a model of a shuttle.")
    work.decide("approved", range(2))
    assert "must not be named" not in work.publish().stdout


@pytest.mark.parametrize("text", ["own", "the run's"])
def test_the_review_refuses_what_a_publish_would_keep_back(work: Workplace, text: str) -> None:
    session, left, _right = people(work)
    name(session, left, "Ann Quist", consent=True)
    prepare(work)
    (place,) = [at for at, path in enumerate(work.rows()["source_path"]) if "astronaut" in path]
    review = Session(review_set.read((work.folder / "runs/travel/latest").resolve(), work.folder / "runs"), "ada")
    if text == "own":
        review.edit({place: {"caption": "Ann Quist stands beside a shuttle model in Houston, Texas."}}, "edited")
    assert not [each for each in review.findings(review.snapshot.row(place)) if each.rule == "named_people"]
    person = telling.named(session.grouping.said, "Ann Quist")
    assert person
    session.say(telling.consent(person, given=False))
    (found,) = [each for each in review.findings(review.snapshot.row(place)) if each.rule == "named_people"]
    assert (found.field, found.severity, found.words) == ("caption", "error", ("Ann Quist",))
    done = review.decide(lambda planner: planner.approve([place]))
    assert word(found.said) in done.refused[place]
    work.decide("approved", [place])
    assert word(found.said) in " ".join(work.publish().stdout.split()), "the same sentence"


def test_a_regenerated_text_names_nobody_whose_yes_was_taken_back(work: Workplace) -> None:
    session, left, _right = people(work)
    session.say(telling.name(session.grouping.said, [left], "Ann Quist"))
    prepare(work)
    (place,) = [at for at, path in enumerate(work.rows()["source_path"]) if "astronaut" in path]
    person = telling.named(session.grouping.said, "Ann Quist")
    assert person
    session.say(telling.consent(person, given=True))
    review = Session(review_set.read((work.folder / "runs/travel/latest").resolve(), work.folder / "runs"), "ada")
    caption = {place: {"caption": "Ann Quist stands beside a shuttle model in Houston, Texas."}}
    review.edit(caption, "accepted", source="model")
    work.decide("approved", [place])
    session.undo()
    assert "named_people" in {each.rule for each in review.findings(review.snapshot.row(place))}
    assert "it names Ann Quist, who must not be named" in " ".join(work.publish().stdout.split())
    assert not [each for each in work.files() if "astronaut" in each.casefold()]


def test_an_export_has_no_photo_that_names_somebody_who_may_not_be_named_any_more(
    work: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session, left, _right = people(work)
    name(session, left, "Ann Quist", consent=True)
    prepare(work)
    approve(work)
    runs = f"paths.runs={work.folder / 'runs'}"
    assert export.command(["travel", f"out={tmp_path / 'before'}", "format=jsonl", runs]) == 0
    assert "Ann Quist" in texts_of(tmp_path / "before")
    person = telling.named(session.grouping.said, "Ann Quist")
    assert person
    session.say(telling.consent(person, given=False))
    capsys.readouterr()
    assert export.command(["travel", f"out={tmp_path / 'after'}", "format=jsonl", runs]) == 0
    assert "1 with the name of somebody who may not be named" in capsys.readouterr().out.replace("\n", " ")
    assert "Ann Quist" not in texts_of(tmp_path / "after")


def texts_of(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in (".jsonl", ".md"))


def read(work: Workplace, published: str) -> dict[str, object]:
    command = ["exiftool", "-json", "-struct", "-n", str(work.folder / "site" / published)]
    (found,) = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return dict(found)


def near(boundary: dict[str, float], region: Region) -> bool:
    given = (region.left, region.top, region.right - region.left, region.bottom - region.top)
    return bool(np.allclose([boundary[f"Rb{side}"] for side in "XYWH"], given, atol=5e-3))


def test_the_name_of_a_file_that_tells_who_said_no_is_not_published(family: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/annlee-0412.jpg").write_bytes((family / "photos/astronauts.jpg").read_bytes())
    work = Workplace(tmp_path)
    prepare(work)
    session, left, _ = people(work)
    name(session, left, "Ann Lee", consent=True)
    work.decide("approved", [0])
    assert original_names(work) == ["annlee-0412.jpg"]
    person = telling.named(session.grouping.said, "Ann Lee")
    assert person is not None
    session.say(telling.consent(person, given=False))
    assert original_names(work) == [None], "the row is brought up to date, the photo stays"


def original_names(work: Workplace) -> list[str | None]:
    """The file names that the target's table has after a publish."""
    ended = work.publish()
    assert ended.returncode == 0, ended.stderr
    (table,) = (work.folder / "site").glob("*.db")
    with sqlite3.connect(table) as catalog:
        return [row[0] for row in catalog.execute("SELECT original_name FROM photos")]
