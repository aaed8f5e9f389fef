"""What people said stays theirs when another program rewrites a photo, or the set gets another name."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pyexiv2
import pytest
from publish_command import PHOTOS, Workplace

from runner.errors import ConfigError
from runner.people import telling
from runner.people.said import Said, what_counts
from runner.publishing import publications
from runner.review import carrying
from runner.review.commands import carry, decide
from runner.store import people
from runner.store.approvals import newest_approvals
from runner.store.catalog import open_catalog
from runner.store.people import Word

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


def test_what_was_said_of_a_photo_comes_onto_its_new_bytes_and_can_be_undone(
    work: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(0, OWN)
    work.decide("approved", range(PHOTOS))
    old = row(work, "IMG_000.jpg")
    face, words = f"{old['item_id']}-100200300400", telling.name(Said(), [f"{old['item_id']}-100200300400"], "Ann")
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        people.record(catalog, "me", words)
    assert "rewritten by" not in run_again(work)
    rate_elsewhere(work, "IMG_000.jpg")
    assert "1 photo of which people said something was rewritten by another program" in run_again(work)
    now = row(work, "IMG_000.jpg")
    assert (now["item_id"] != old["item_id"], now["decision"], now["caption"] != OWN) == (True, None, True)
    assert "With yes=true" in carried(work, capsys, "travel")
    assert row(work, "IMG_000.jpg")["decision"] is None, "it only said so"
    assert "1 photo: 1 text, 1 decision, 1 word about people." in carried(work, capsys, "travel", "yes=true")
    now = row(work, "IMG_000.jpg")
    assert now["caption"] == OWN
    assert now["decision"] == "lapsed", "names are taken for good: a target would get another one"
    assert now["file_name"] != old["file_name"]
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        shows = what_counts(people.assertions(catalog)).shows
    assert shows[face.replace(str(old["item_id"]), str(now["item_id"]))] == shows[face]
    assert "nothing to carry" in carried(work, capsys, "travel")
    assert "rewritten by" not in run_again(work)
    assert decide.command(["travel", "undo", f"paths.runs={work.folder / 'runs'}"]) == 0
    assert row(work, "IMG_000.jpg")["decision"] is None


def test_a_set_with_another_name_says_what_was_decided_under_the_old_one(
    work: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(0, OWN)
    work.decide("rejected", range(2), "not for the page")
    said = run_again(work, "set.name=canals")
    assert "2 of these photos have texts, decisions or ratings in the set travel, and none in canals" in said
    with pytest.raises(ConfigError, match="from=travels: nobody has said anything in a set of this name"):
        carried(work, capsys, "canals", "from=travels")
    assert "2 photos: 1 text, 2 decisions." in carried(work, capsys, "canals", "from=travel", "yes=true")
    assert "in the set travel" not in run_again(work, "set.name=canals")
    assert rejected(work) == 2


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
    item = row(work, "IMG_000.jpg")["item_id"]
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        people.record(catalog, "me", telling.name(Said(), [f"{item}-100200300400"], "Ann"))
    rate_elsewhere(work, "IMG_000.jpg")
    run_again(work)
    with monkeypatch.context() as patch:
        patch.setattr(carrying, "_forget", _killed)
        with pytest.raises(KeyboardInterrupt):
            carried(work, capsys, "travel", "yes=true")
    assert "1 photo: 1 text, 1 word about people." in carried(work, capsys, "travel", "yes=true")


def test_an_overruled_word_does_not_count_again(work: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    """Two faces were said to be one person, and taken apart since; only one of them is carried."""
    first, second = (f"{item}-100200300400" for item in work.rows()["item_id"][:2])
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        people.record(catalog, "me", [Word("same", first, second)])
        people.record(catalog, "me", [Word("person", person="b", value="Bob"), Word("is", second, person="b")])
        people.record(catalog, "me", [Word("person", person="a", value="Ann"), Word("is", first, person="a")])
        assert what_counts(people.assertions(catalog)).shows == {first: "a", second: "b"}
    name = work.rows()["source_path"][0].rpartition("/")[2]
    rate_elsewhere(work, name)
    run_again(work)
    assert "1 word about people" in carried(work, capsys, "travel", "yes=true")
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        shows = what_counts(people.assertions(catalog)).shows
    new = f"{row(work, name)['item_id']}-100200300400"
    assert (shows[new], shows[second]) == ("a", "b")


def _killed(*_arguments: object) -> None:
    raise KeyboardInterrupt


def rejected(work: Workplace) -> int:
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        sql = "SELECT count(*) FROM decisions WHERE set_name = 'canals' AND decision = 'rejected'"
        found: Sequence[int] = catalog.execute(sql).fetchone()
    return found[0]
