"""Places where a name remains are listed with a remedy; exported files lose it unless somebody changed them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from made_desk import desk

from runner.people import telling
from runner.people.named_region import NamedRegion
from runner.people.region_packet import packet
from runner.people.regions import read
from runner.people.signed_packet import is_signed, signed
from runner.review import settings
from runner.review.people.left_names import left
from runner.review.people.left_sentences import sentences
from runner.review.people.session import PeopleSession
from runner.store import runfile
from runner.store.catalog import open_catalog
from runner.store.decisions import PhotoDecision, ReviewContext, record
from runner.store.face_id import item_of, place_of
from runner.store.people_exports import Exported
from runner.store.transactions import durable

PUBLISHED = (
    "INSERT INTO publications (target, set_name, item_id, file_name, path, content_hash, caption, alt_text, keywords,"
    " rev, file_sha256, row_hash, at) VALUES ('website', 'family', ?, ?, 'p', 'h', ?, '', '[]', 1, 's', 'r', '2026')"
)


@pytest.fixture
def session(tmp_path: Path) -> PeopleSession:
    return desk(tmp_path, 1).session


def told(runs: Path, *names: str) -> str:
    return "\n".join(sentences(left(runs, names)))


def test_every_place_is_told_with_what_to_do(
    tmp_path: Path, session: PeopleSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.save(settings.Settings(reasons=["Ann Lee does not want it"]))
    (tmp_path / "sweeps").mkdir()
    (tmp_path / "sweeps" / "comparison.html").write_text("<p>Ann Lee</p>")
    with open_catalog(tmp_path / "catalog.db") as catalog, durable(catalog):
        rejected = PhotoDecision("a", "rejected", "h", "Ann Lee does not want it")
        record(catalog, ReviewContext("family", "run", "ann"), [], [rejected])
        catalog.execute(PUBLISHED, ("a", "pier_001.jpg", "Ann Lee on a pier."))
        catalog.execute(PUBLISHED, ("b", "ann_lee_001.jpg", "A pier."))
        catalog.execute(PUBLISHED, ("c", "pier_003.jpg", "Annette Leeds on a pier."))
        catalog.execute("INSERT INTO publication_details VALUES ('website', 'c', '{\"who\": \"Ann Lee\"}', '[]', null)")
        catalog.execute(
            "INSERT INTO redirects VALUES ('website', 'old/ann_lee_001.jpg', 'new/pier_009.jpg', '2026', null)"
        )
        catalog.execute("INSERT INTO publish_journal VALUES ('website', 'd', '{\"caption\": \"Ann Lee\"}', null)")
        catalog.execute(PUBLISHED, ("e", "pier_005.jpg", "A pier."))
        files = '[{"role": "web", "path": "pier_005.jpg", "people": ["Ann Lee"]}]'
        catalog.execute("INSERT INTO publication_details VALUES ('website', 'e', '{}', ?, null)", (files,))
    (tmp_path / "family.ann.host.1.drafts").write_text('["a", "caption", "Ann Lee on a", null]\n')
    own = tmp_path / "config" / "photo-runner" / "set" / "family.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("hints: [ann lee]\n")
    said = told(tmp_path, "Ann Lee")
    assert f"  {tmp_path / 'family.ann.host.1.drafts'}" in said
    assert f"  {own}" in said
    assert (
        "The name is in 4 published photos at website. Change the texts and publish again, or unpublish:"
        " runner unpublish ann_lee_001.jpg pier_001.jpg pier_003.jpg … set=family publish=website" in said
    )
    assert "1 unfinished publish contains the name" in said
    assert "1 old address at targets" in said
    assert "1 decision, in the text or reason" in said
    assert f"  {tmp_path / 'sweeps' / 'comparison.html'}" in said
    assert f"  {settings.place()}" in said
    assert told(tmp_path, "Ben") == ""


@pytest.mark.usefixtures("session")
def test_a_run_that_was_stopped_is_told_and_none_that_only_plans_something(tmp_path: Path) -> None:
    begun, other = (tmp_path / "family" / name for name in ("20260101-000000-aaaa", "20260101-000001-bbbb"))
    for run, name in ((begun, "Ann"), (other, "Planning")):
        runfile.write(run, runfile.begin(run, "family", "photos", "runner set=family"))
        part = run / "evidence" / "named" / "part-1.parquet"
        part.parent.mkdir(parents=True)
        pl.DataFrame({"named": [[{"name": name, "left": 0.5}]]}).write_parquet(part)
    assert left(tmp_path, ["Ann"]).runs == [begun]


def exported(folder: Path, session: PeopleSession, *names: tuple[str, str]) -> Path:
    """A file of the photo that the first face is in, as `people export` writes it."""
    path = folder / f"{len(list(folder.glob('*.xmp')))}.jpg.xmp"
    session.note_exports([Exported(path, item_of(names[0][0]))])
    regions = [NamedRegion(place_of(face).region, name, "") for face, name in names]
    path.write_bytes(signed(packet(regions, 600, 400)))
    return path


def test_the_name_is_taken_out_of_exported_files_that_nobody_changed(tmp_path: Path, session: PeopleSession) -> None:
    one, other = session.groups()[:2]
    session.say(telling.name(session.grouping.said, one.faces, "Ann Lee"))
    session.say(telling.name(session.grouping.said, other.faces, "Ben & Söhne"))
    both = exported(tmp_path, session, (one.faces[0], "Ann Lee"), (other.faces[0], "Ben & Söhne"))
    alone = exported(tmp_path, session, (one.faces[0], "Ann Lee"))
    changed = exported(tmp_path, session, (one.faces[0], "Ann Lee"))
    changed.write_bytes(changed.read_bytes().replace(b"</rdf:RDF>", b"<!-- stars --></rdf:RDF>"))
    before = changed.read_bytes()
    session.regroup()
    ann = session.find("Ann Lee")
    assert ann
    session.forget([ann])
    assert not alone.exists(), "it was about nobody else"
    assert is_signed(both.read_bytes())
    (region,) = [each for each in read(both.read_bytes()).regions if each.source == "MWG regions"]
    assert region.name == "Ben & Söhne"
    assert region.region.left == pytest.approx(place_of(other.faces[0]).region.left, abs=1e-5)
    assert b"Ann Lee" not in both.read_bytes()
    assert changed.read_bytes() == before
    assert f"changed by another program: remove it there.\n  {changed}" in told(tmp_path, "Ann Lee")


def test_somebody_else_of_the_same_name_keeps_hers(tmp_path: Path, session: PeopleSession) -> None:
    one, other = session.groups()[:2]
    face = next(face for face in other.faces if item_of(face) not in {item_of(each) for each in one.faces})
    session.say([*telling.name(session.grouping.said, one.faces, "Ann Lee")])
    session.say([*telling.name(session.grouping.said, other.faces, "Ann Leigh")])
    her = telling.named(session.grouping.said, "Ann Leigh")
    assert her
    first, second = session.find("Ann Lee"), session.find("Ann Leigh")
    assert first
    assert second
    session.say(telling.rename(her, "Ann Lee"))
    hers = exported(tmp_path, session, (face, "Ann Lee"))
    gone = exported(tmp_path, session, (one.faces[0], "Ann Lee"))
    session.forget([first])
    assert hers.exists()
    assert not gone.exists()


def test_exported_files_on_a_drive_that_is_not_connected_are_told(tmp_path: Path, session: PeopleSession) -> None:
    drive = tmp_path / "drive"
    (drive / "xmp").mkdir(parents=True)
    (face,) = session.grouping.faces[:1]
    exported(drive / "xmp", session, (face, "Ann"))
    assert "not there now" not in told(tmp_path, "Ann")
    drive.rename(tmp_path / "elsewhere")
    assert f"They may contain the name:\n  {drive}" in told(tmp_path, "Ann")
