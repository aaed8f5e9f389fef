"""What people said stays theirs when another program writes a photo anew, or the set gets another name."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pyexiv2
import pytest
from publish_command import PHOTOS, Workplace

from runner.people import telling
from runner.people.said import Said, what_counts
from runner.review.commands import carry, decide
from runner.store import people
from runner.store.catalog import open_catalog

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
    assert "written anew" not in run_again(work)
    rate_elsewhere(work, "IMG_000.jpg")
    assert "1 photo of which people said something was written anew by another program" in run_again(work)
    now = row(work, "IMG_000.jpg")
    assert (now["item_id"] != old["item_id"], now["decision"], now["caption"] != OWN) == (True, None, True)
    assert "With yes=true" in carried(work, capsys, "travel")
    assert row(work, "IMG_000.jpg")["decision"] is None, "it only said so"
    assert "1 photo: 1 text, 1 decision" in carried(work, capsys, "travel", "yes=true")
    now = row(work, "IMG_000.jpg")
    assert now["caption"] == OWN
    assert now["decision"] == "lapsed", "names are taken for good: a target would get another one"
    assert now["file_name"] != old["file_name"]
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        shows = what_counts(people.assertions(catalog)).shows
    assert shows[face.replace(str(old["item_id"]), str(now["item_id"]))] == shows[face]
    assert "nothing to carry" in carried(work, capsys, "travel")
    assert "written anew" not in run_again(work)
    assert decide.command(["travel", "undo", f"paths.runs={work.folder / 'runs'}"]) == 0
    assert row(work, "IMG_000.jpg")["decision"] is None


def test_a_set_with_another_name_says_what_was_decided_under_the_old_one(
    work: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit(0, OWN)
    work.decide("rejected", range(2), "not for the page")
    said = run_again(work, "set.name=canals")
    assert "2 of these photos have texts, decisions or ratings in the set travel, and none in canals" in said
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


def rejected(work: Workplace) -> int:
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        sql = "SELECT count(*) FROM decisions WHERE set_name = 'canals' AND decision = 'rejected'"
        found: Sequence[int] = catalog.execute(sql).fetchone()
    return found[0]
