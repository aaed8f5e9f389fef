"""`runner … graph=publish` and `runner unpublish`, from decisions to the target and the report."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import url2pathname

import pytest
import pyvips
from publish_command import Workplace
from publish_services import program

from runner.publishing import publications
from runner.store.catalog import open_catalog


def rows(work: Workplace) -> list[tuple[str, int]]:
    with sqlite3.connect(work.folder / "site/photos.db") as connection:
        found = connection.execute("SELECT caption, rev FROM photos ORDER BY id").fetchall()
    connection.close()
    return found


def test_only_what_is_approved_goes_and_the_others_are_listed_with_the_reason(work: Workplace) -> None:
    work.decide("approved", [0, 1, 2])
    work.decide("rejected", [2], "blurred")
    work.edit(1, "Another caption for a canal house.")
    ended = work.publish()
    assert ended.returncode == 0, ended.stderr
    assert "Done: 1 photo." in ended.stdout
    assert len(rows(work)) == 1
    assert len(work.files()) == 3  # web, thumbnail, photos.db
    reasons = {row["file_name"]: row["reason"] for row in work.evidence().to_dicts() if row["action"] == "stay"}
    assert sorted(reasons.values()) == [
        "changed since it was approved; approve it again", "not reviewed yet", "rejected: blurred",
    ]  # fmt: skip
    for sentence in reasons.values():
        assert sentence in ended.stdout


def test_a_dry_run_and_an_unanswered_question_change_nothing(work: Workplace) -> None:
    work.decide("approved", [0])
    ended = work.publish("publish.yes=false", "publish.dry_run=true")
    assert ended.returncode == 0
    assert "1  new there" in ended.stdout
    assert "Nothing was changed." in ended.stdout
    ended = work.run("graph=publish")
    assert ended.returncode == 2
    assert "publish.yes=true" in ended.stderr
    assert work.files() == []


def test_a_dry_run_leaves_both_sides_and_the_catalogue_as_they_are(work: Workplace) -> None:
    work.decide("approved", [0, 1, 2])
    assert work.publish().returncode == 0
    work.edit(0, "A canal house that a person described.")
    work.decide("approved", [0, 3])
    work.decide("rejected", [2])
    (work.folder / "site" / work.files()[0]).write_bytes(b"theirs")
    before = _everything(work)
    ended = work.publish("publish.dry_run=true", "publish.force=true", "publish.unpublish=[]")
    assert ended.returncode == 0
    assert "Nothing was changed." in ended.stdout
    assert {row["step"] for row in work.evidence().to_dicts()} == {"planned", "done", None}
    assert _everything(work) == before


def _everything(work: Workplace) -> dict[str, tuple[bytes, int]]:
    """Every file of the target and the photos, and what the catalogue says of them."""
    found = [path for path in (work.folder / "site").rglob("*") if path.is_file()]
    state = {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        tables = ("publications", "publication_details", "publish_journal", "redirects", "withdrawals", "decisions")
        rows = {name: catalog.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    return {**state, **{name: (str(each).encode(), 0) for name, each in rows.items()}}


def test_everything_that_a_server_needs_is_asked_for_at_once(work: Workplace) -> None:
    ended = work.run("graph=publish", "publish=website", "publish.ftp.user=me")
    assert ended.returncode == 2
    for name in ("ftp.host", "mysql.host", "mysql.user", "mysql.database"):
        assert f"publish.{name}: missing. Write publish.{name}=…" in ended.stderr
    assert "ftp.user" not in ended.stderr


def test_text_of_a_person_goes_with_a_new_rev_and_unpublish_takes_it_back(work: Workplace) -> None:
    work.decide("approved", [0, 1])
    work.publish()
    work.edit(0, "A canal house that a person described.")
    work.decide("approved", [0])
    assert work.publish().returncode == 0
    assert sorted(rev for _, rev in rows(work)) == [1, 2]
    assert ("A canal house that a person described.", 2) in rows(work)
    name = work.rows()["file_name"][0]
    ended = work.run("unpublish", name, "publish.yes=true")  # the program itself
    assert ended.returncode == 0, ended.stderr
    assert len(rows(work)) == 1
    ended = work.publish()
    assert "unpublished on" in ended.stdout
    assert len(rows(work)) == 1
    work.decide("approved", [0])
    work.publish()
    assert len(rows(work)) == 2


def test_what_stands_there_is_clean_and_says_what_was_approved(work: Workplace) -> None:
    work.decide("approved", [0])
    assert work.publish("publish.embed.copyright='© Zoë'").returncode == 0
    (web,) = [work.folder / "site" / name for name in work.files() if name.endswith(".jpg") and "thumbs" not in name]
    said = subprocess.run([program("exiftool"), "-json", "-a", "-G1", web], capture_output=True, check=True).stdout
    (found,) = json.loads(said)
    row = work.rows().row(0, named=True)
    assert found["XMP-dc:Description"] == row["caption"]
    assert found["XMP-iptcCore:AltTextAccessibility"] == row["alt_text"]
    assert found["IFD0:Copyright"] == "© Zoë"
    assert not [name for name in found if "GPS" in name or "Serial" in name]
    assert b"SERIAL-77" not in web.read_bytes()


def test_pictures_for_the_target_and_json_ld_stand_beside(work: Workplace) -> None:
    work.decide("approved", [0])
    square = "{picture: {width: 200, height: 200, shape: white, sharpen: 0.5, watermark: {text: M}}, path: 's/{name}'}"
    ended = work.publish(f"+publish.files.square={square}", "publish.json_ld=true", "publish.url='https://a.example/p'")
    assert ended.returncode == 0, ended.stderr
    assert len([name for name in work.files() if name.startswith("s/")]) == 1
    (described,) = [name for name in work.files() if name.endswith(".json")]
    found = json.loads((work.folder / "site" / described).read_text())
    assert found["@type"] == "ImageObject"
    assert found["contentUrl"].startswith("https://a.example/p/2024/")
    assert work.evidence()["url"].drop_nulls().to_list() == [found["contentUrl"]]


def test_the_example_of_platforms_makes_their_pictures(work: Workplace) -> None:
    work.decide("approved", [0])
    assert work.publish("publish=platforms").returncode == 0
    made = {name.split("/")[1]: name for name in work.files() if name.endswith(".jpg")}
    assert made.keys() == {"Travel_Photography", "thumbs", "square", "social", "mobile"}
    sizes = {role: pyvips.Image.new_from_file(str(work.folder / "site" / name)) for role, name in made.items()}
    found = {role: (image.width, image.height) for role, image in sizes.items()}
    # The original has 800 × 600 pixels.
    assert (found["square"], found["social"], found["mobile"]) == ((2000, 2000), (600, 600), (640, 480))
    with sqlite3.connect(work.folder / "site/photos.db") as connection:
        (path,) = connection.execute("SELECT path FROM photos").fetchone()
    connection.close()
    assert path == made["Travel_Photography"]


def test_the_texts_reach_the_raw_beside_a_photo_where_the_configuration_says_so(work: Workplace) -> None:
    work.decide("approved", [0])
    row = work.rows().row(0, named=True)
    raw = Path(row["source_path"]).with_suffix(".CR2")
    sidecar = raw.with_suffix(".xmp")
    raw.write_bytes(b"RAW")
    try:
        assert work.publish().returncode == 0
        assert not sidecar.exists()
        ended = work.publish("publish.dry_run=true", "publish.sidecars=beside")
        assert "1  with its texts in the XMP beside its RAW" in ended.stdout
        assert not sidecar.exists()
        assert work.publish(f"publish.sidecars={work.folder / 'xmp'}", f"set.source={raw.parent}").returncode == 0
        assert not sidecar.exists()
        assert work.evidence()["sidecars"].explode().drop_nulls().to_list() == [
            f"{work.folder / 'xmp' / sidecar.name} is written"
        ]
        assert work.publish("publish.sidecars=beside").returncode == 0
        assert row["caption"] in sidecar.read_text()
        assert raw.read_bytes() == b"RAW"
        assert sidecar.read_bytes() == (work.folder / "xmp" / sidecar.name).read_bytes()
    finally:
        raw.unlink()
        sidecar.unlink(missing_ok=True)


def test_drift_is_exit_1_until_it_is_forced(work: Workplace) -> None:
    work.decide("approved", [0, 1])
    work.publish()
    with sqlite3.connect(work.folder / "site/photos.db") as connection:
        connection.execute("UPDATE photos SET caption = 'Mine' WHERE id = 1")
    connection.close()
    work.publish("publish.dry_run=true")
    assert [row["reason"] for row in _of_first(work)] == ["changed there by someone else: its row was changed: caption"]
    work.publish("publish.dry_run=true", "publish.force=true")
    assert [(row["reason"], row["drift"]) for row in _of_first(work)] == [(None, ["its row was changed: caption"])]
    ended = work.publish()
    assert ended.returncode == 1
    assert "its row was changed: caption" in ended.stdout
    assert work.evidence().filter(error_kind="drift").height == 1
    assert work.publish("publish.force=true").returncode == 0
    assert "Mine" not in dict(rows(work))


def _of_first(work: Workplace) -> list[dict]:
    """Evidence of the first photo."""
    return work.evidence().filter(file_name=work.rows()["file_name"][0]).to_dicts()


def test_a_file_that_someone_replaced_by_one_of_the_same_size_is_drift(work: Workplace) -> None:
    work.decide("approved", [0, 1])
    work.publish()
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        known = publications.published(catalog, "local").values()
    assert all(file.stamp for each in known for file in each.files)
    path = work.folder / "site" / next(iter(known)).path
    path.write_bytes(bytes(path.stat().st_size))
    ended = work.publish("publish.dry_run=true")
    assert "is a different file of the same size" in ended.stdout
    assert work.publish().returncode == 1
    assert not any(path.read_bytes())
    assert work.publish("publish.force=true").returncode == 0
    assert any(path.read_bytes())


def test_a_report_and_the_runs_say_what_happened(work: Workplace) -> None:
    work.decide("approved", [0])
    ended = work.publish()
    page = Path(ended.stdout.split("Report: ")[1].splitlines()[0])
    text = page.read_text()
    assert work.rows()["file_name"][0] in text
    linked = [url2pathname(link) for link in re.findall(r'<a href="file://([^"]+)"', text)]
    assert [Path(link).read_bytes()[:2] for link in linked] == [b"\xff\xd8"]
    assert "not reviewed yet" in text
    (row,) = work.evidence().filter(action="new").to_dicts()
    with sqlite3.connect(work.folder / "site/photos.db") as connection:
        key = connection.execute("SELECT id FROM photos").fetchone()
    connection.close()
    sizes = [(work.folder / "site" / name).stat().st_size for name in work.files() if name.endswith(".jpg")]
    assert (row["step"], row["bytes"], row["remote_id"]) == ("done", sum(sizes), str(key[0]))
    assert abs((row["at"] - datetime.now(UTC).replace(tzinfo=None)).total_seconds()) < 3600
    assert row["error_kind"] is None
    file = json.loads((page.parent / "run.json").read_text())
    assert (file["state"], file["graph"], file["published"]) == ("finished", "publish", {"stay": 3, "new": 1})
    latest = (work.folder / "runs/travel/latest").resolve()
    assert latest != page.parent
    assert (latest / "rows.parquet").exists()


def test_a_wrong_command_line_is_a_sentence(work: Workplace) -> None:
    work.decide("approved", [0])
    ended = work.run("graph=publish", "publish.dry_run=true", "publish=webste")
    assert ended.returncode == 2
    assert "Did you mean 'website'?" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert work.files() == []


@pytest.mark.parametrize(
    ("argument", "code", "sentence"),
    [
        ("publish.files.web.path='{nme}'", 2, "no placeholder {nme}"),
        ("+publish.files.x={picture: {width: 1, height: 99}, path: '{name}'}", 2, "publish.files.x.picture.width"),
        ("publish.columns.caption='a b'", 2, "publish.columns.caption"),
        ("publish.create_table=false", 3, "publish.create_table=true makes it"),
        ("publish.unpublish=[nobody.jpg]", 3, "Not published there: nobody.jpg"),
        ("publish.sqlite=null", 2, "publish.mysql: give either sqlite"),
        ("publish=website", 2, "publish.ftp.host: missing"),
        ("set=macro", 3, "Prepare it: runner set=macro"),
    ],
)
def test_what_is_wrong_is_a_sentence(work: Workplace, argument: str, code: int, sentence: str) -> None:
    work.decide("approved", [0])
    ended = work.publish(argument)
    assert (ended.returncode, sentence in ended.stderr) == (code, True), ended.stderr
    assert work.files() == []


def test_unpublish_asks_which(work: Workplace) -> None:
    ended = work.run("unpublish")
    assert ended.returncode == 2
    assert "runner unpublish FILE_NAME" in ended.stderr


def test_what_unpublish_does_is_said_before_it_is_done(work: Workplace) -> None:
    ended = work.run("unpublish", "--help")
    assert "To publish them again, approve them again." in ended.stdout
    work.decide("approved", [0])
    work.publish()
    name = f"publish.unpublish=[{work.rows()['file_name'][0]}]"
    assert "XMP" not in work.publish(name, "publish.dry_run=true").stdout
    ended = work.publish(name, "publish.dry_run=true", "publish.sidecars=beside")
    assert "The XMP beside their RAWs stays as it is" in ended.stdout
