"""People's decisions are kept if another program rewrites a photo, or if the set is renamed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import polars as pl
import pyexiv2
import pytest
from PIL import Image
from publish_command import PHOTOS, Workplace

from runner.errors import ConfigError
from runner.people import telling
from runner.people.said import Said, what_counts
from runner.publishing import publications
from runner.review.commands import carry, decide
from runner.store import forgotten_people, people
from runner.store.approvals import newest_approvals
from runner.store.catalog import open_catalog
from runner.store.decisions import ReviewContext, record
from runner.store.ratings import Rating

OWN = "A canal house with a green door in Amsterdam."


def run_again(work: Workplace, *options: str) -> str:
    place = "set.location='Amsterdam, Netherlands'"
    ended = work.run("caption=composer", f"set.source={work.folder / 'photos'}", place, *options)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def rate_elsewhere(work: Workplace, name: str) -> None:
    """As another program does: the bytes are others, the picture is the same."""
    with pyexiv2.Image(str(work.folder / "photos" / name)) as image:
        image.modify_xmp({"Xmp.xmp.Rating": "4"})


def carried(work: Workplace, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert carry.command([*words, f"paths.runs={work.folder / 'runs'}"]) == 0
    return capsys.readouterr().out


def row(work: Workplace, name: str) -> dict[str, object]:
    (found,) = work.rows().filter(pl.col("source_path").str.ends_with(name)).to_dicts()
    return found


def original(work: Workplace, name: str) -> bytes:
    return (work.folder / "photos" / name).read_bytes()


def put_back(work: Workplace, name: str, content: bytes) -> None:
    (work.folder / "photos" / name).write_bytes(content)


def turn(work: Workplace, name: str) -> None:
    path = work.folder / "photos" / name
    with Image.open(path) as image:
        image.rotate(90, expand=True).save(path)


def shows(work: Workplace) -> Mapping[str, str]:
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        return what_counts(people.assertions(catalog)).shows


def test_what_was_said_of_a_photo_stays_when_another_program_rewrites_it(work: Workplace) -> None:
    work.edit(0, OWN)
    work.decide("approved", range(PHOTOS))
    assert work.publish().returncode == 0
    there = set(work.files())
    old = row(work, "IMG_000.jpg")
    face, words = f"{old['item_id']}-100200300400", telling.name(Said(), [f"{old['item_id']}-100200300400"], "Ann")
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        people.record(catalog, "me", words)
    assert "rewritten by" not in run_again(work)
    rate_elsewhere(work, "IMG_000.jpg")
    assert "1 photo with review work was rewritten by another program" in run_again(work)
    now = row(work, "IMG_000.jpg")
    assert now["item_id"] != old["item_id"]
    assert (now["caption"], now["file_name"], now["decision"]) == (OWN, old["file_name"], "approved")
    assert (now["decided_by"], now["decided_at"]) == (old["decided_by"], old["decided_at"])
    assert shows(work)[face.replace(str(old["item_id"]), str(now["item_id"]))] == shows(work)[face]
    published = work.publish()
    assert published.returncode == 0
    assert set(work.files()) == there, "it is the same publication"
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        standing = publications.published(catalog, "local")
    assert now["item_id"] in standing
    assert old["item_id"] not in standing
    assert "rewritten by" not in run_again(work)


def test_the_newest_word_counts_when_a_file_becomes_what_it_was(work: Workplace) -> None:
    """Approved, rewritten, rejected, and put back: the old approval is not the newest word about this picture."""
    work.decide("approved", range(PHOTOS))
    first, before = row(work, "IMG_000.jpg"), original(work, "IMG_000.jpg")
    rate_elsewhere(work, "IMG_000.jpg")
    run_again(work)
    place = work.rows()["item_id"].to_list().index(row(work, "IMG_000.jpg")["item_id"])
    work.decide("rejected", [place], "not sharp")
    work.edit(place, OWN)
    put_back(work, "IMG_000.jpg", before)
    run_again(work)
    now = row(work, "IMG_000.jpg")
    assert now["item_id"] == first["item_id"]
    assert (now["decision"], now["decision_reason"], now["caption"]) == ("rejected", "not sharp", OWN)
    assert work.publish().returncode == 0
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        assert first["item_id"] not in publications.published(catalog, "local")


def test_a_small_word_about_the_new_bytes_strands_nothing(work: Workplace) -> None:
    """A run that was killed before it knew the photo again, and a star that somebody gave meanwhile."""
    work.edit(0, OWN)
    old = row(work, "IMG_000.jpg")["item_id"]
    rate_elsewhere(work, "IMG_000.jpg")
    new = hashlib.sha256(original(work, "IMG_000.jpg")).hexdigest()[:16]
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        context = ReviewContext("travel", "run", "Bob")
        record(catalog, context, [], [], given=[Rating(new, "stars", 3)])
    run_again(work)
    now = row(work, "IMG_000.jpg")
    assert (now["item_id"] == new != old, now["caption"]) == (True, OWN)


def test_a_forgotten_face_is_forgotten_in_the_new_bytes_and_the_old(work: Workplace) -> None:
    old = row(work, "IMG_000.jpg")["item_id"]
    rate_elsewhere(work, "IMG_000.jpg")
    run_again(work)
    new = row(work, "IMG_000.jpg")["item_id"]
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        people.record(catalog, "me", telling.name(Said(), [f"{old}-100200300400"], "Ann"))
        forgotten_people.forget(catalog, "me", [f"{new}-100200300400"], [])
        assert set(forgotten_people.forgotten(catalog)) == {f"{old}-100200300400", f"{new}-100200300400"}
        assert not [each for each in people.every_assertion(catalog) if each.kind == "is"]


def test_photos_that_are_there_at_once_are_described_each_by_itself(work: Workplace) -> None:
    work.edit(0, OWN)
    before = original(work, "IMG_000.jpg")
    rate_elsewhere(work, "IMG_000.jpg")
    run_again(work)
    put_back(work, "IMG_000_before.jpg", before)
    run_again(work)
    assert row(work, "IMG_000_before.jpg")["caption"] == OWN
    assert row(work, "IMG_000.jpg")["caption"] != OWN


def test_a_run_over_a_part_of_the_folder_takes_no_words_from_photos_that_it_leaves_out(work: Workplace) -> None:
    """The same picture lies in two files of other bytes, of which a run looks at one alone."""
    run_again(work)
    work.edit(0, OWN)
    put_back(work, "ZZZ.jpg", original(work, "IMG_000.jpg"))
    rate_elsewhere(work, "ZZZ.jpg")
    run_again(work, "set.exclude=[IMG_000.jpg]")
    assert row(work, "ZZZ.jpg")["caption"] != OWN


def test_what_was_said_of_a_picture_that_was_turned_is_carried_when_a_person_says_so(
    work: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(0, OWN)
    work.decide("approved", [0])
    work.decide("rejected", [1], "not sharp")
    run_again(work)
    for name in ("IMG_000.jpg", "IMG_001.jpg"):
        turn(work, name)
    assert "2 photos with review work have different pictures now" in run_again(work)
    assert (row(work, "IMG_000.jpg")["decision"], row(work, "IMG_001.jpg")["decision"]) == (None, None)
    assert "With yes=true" in carried(work, capsys, "travel")
    assert row(work, "IMG_000.jpg")["decision"] is None, "it only said so"
    assert "2 photos: 1 text, 2 decisions." in carried(work, capsys, "travel", "yes=true")
    assert (row(work, "IMG_000.jpg")["decision"], row(work, "IMG_001.jpg")["decision"]) == ("lapsed", "rejected")
    assert row(work, "IMG_000.jpg")["caption"] == OWN
    assert "nothing to carry" in carried(work, capsys, "travel")
    assert "different pictures now" not in run_again(work)
    assert decide.command(["travel", "undo", f"paths.runs={work.folder / 'runs'}"]) == 0
    assert row(work, "IMG_001.jpg")["decision"] is None


def test_a_set_with_another_name_says_what_was_decided_under_the_old_one(
    work: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(0, OWN)
    work.decide("rejected", range(2), "not for the page")
    said = run_again(work, "set.name=canals")
    assert "2 of these photos have texts, decisions or ratings in the set travel, and none in canals" in said
    with pytest.raises(ConfigError, match="from=travels: there is no review work in a set of this name"):
        carried(work, capsys, "canals", "from=travels")
    assert "2 photos: 1 text, 2 decisions." in carried(work, capsys, "canals", "from=travel", "yes=true")
    assert "in the set travel" not in run_again(work, "set.name=canals")
    assert rejected(work) == 2


def test_what_stands_at_a_target_is_changed_by_the_set_of_the_new_name(
    work: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    work.decide("approved", range(PHOTOS))
    assert work.publish().returncode == 0
    run_again(work, "set.name=canals")
    said = carried(work, capsys, "canals", "from=travel", "yes=true")
    assert f"{PHOTOS} photos that stood at targets as the set travel stand there as canals now." in said
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        assert {each.set_name for each in publications.published(catalog, "local").values()} == {"canals"}
    again = work.publish("set.name=canals")
    assert (again.returncode, "already published as part of the set" in again.stdout) == (0, False)


def test_an_approval_that_a_copy_ends_says_so(work: Workplace) -> None:
    work.decide("approved", range(PHOTOS))
    (work.folder / "photos/A.jpg").write_bytes((work.folder / "photos/IMG_002.jpg").read_bytes())
    said = run_again(work)
    assert "The approval of 1 photo has lapsed because a copy with another name comes first now" in said
    (work.folder / "photos/A.jpg").unlink()
    assert "has lapsed" not in run_again(work)
    assert row(work, "IMG_002.jpg")["decision"] == "approved"


def test_a_photo_that_was_unpublished_is_not_published_again_by_a_copied_approval(
    work: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    work.decide("approved", range(PHOTOS))
    assert work.publish().returncode == 0
    gone = work.rows()["item_id"][0]
    assert work.publish(f"publish.unpublish=[{gone}]").returncode == 0
    there = set(work.files())
    run_again(work, "set.name=canals")
    assert f"{PHOTOS} decisions" in carried(work, capsys, "canals", "from=travel", "yes=true")
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        (back,) = publications.withdrawn(catalog, "local").values()
        approved = newest_approvals(catalog, "canals", [gone])
    assert back.is_after(approved[gone], "2099"), "the copied approval is no newer one"
    assert set(work.files()) == there


def test_carrying_is_all_or_nothing(
    work: Workplace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    work.edit(0, OWN)
    run_again(work)
    turn(work, "IMG_000.jpg")
    run_again(work)
    with monkeypatch.context() as patch:
        patch.setattr(publications, "keep_back", _killed)
        with pytest.raises(KeyboardInterrupt):
            carried(work, capsys, "travel", "yes=true")
    assert "1 photo: 1 text." in carried(work, capsys, "travel", "yes=true")


def _killed(*_arguments: object) -> None:
    raise KeyboardInterrupt


def rejected(work: Workplace) -> int:
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        sql = "SELECT count(*) FROM decisions WHERE set_name = 'canals' AND decision = 'rejected'"
        found: Sequence[int] = catalog.execute(sql).fetchone()
    return found[0]
