"""Runs of version 0.1.0 are read and published; people's decisions about them still hold in the next run."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

import program
import pytest

from runner.store import evidence, legacy
from runner.store import rows as review_rows
from runner.store.catalog import open_catalog
from runner.store.effective import effective_rows

FIXTURE = Path(__file__).parents[1] / "fixtures" / "runs_of_0.1.0.tar.xz"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with tarfile.open(FIXTURE) as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path


def latest(place: Path) -> Path:
    return (place / "runs/travel/latest").resolve()


def command(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    words = ["set=travel", "set.location=Amsterdam", f"paths.runs={place / 'runs'}"]
    return program.run([*words, *arguments], place)


def decisions(place: Path, run: Path) -> dict[str, str | None]:
    prepared = review_rows.read(run)
    with open_catalog(place / "runs/catalog.db") as catalog:
        legacy.renew(catalog, place / "runs")
        now = effective_rows(prepared.table, prepared.fields, catalog, "travel")
    return {Path(row["source_path"]).name: row["decision"] for row in now.iter_rows(named=True)}


DECIDED = {
    "IMG_000.jpg": "approved", "IMG_001.jpg": "approved", "IMG_002.jpg": "approved", "IMG_003.jpg": "rejected",
    "broken.jpg": None,
}  # fmt: skip


def test_its_rows_have_all_that_is_published(place: Path) -> None:
    prepared = review_rows.read(latest(place))
    photos = prepared.photos().filter(prepared.photos()["outcome"] == "passed")
    assert photos["renditions"].list.len().to_list() == [3] * 4
    assert photos["category"].to_list() == ["Travel Photography"] * 4
    assert {"subject", "location", "renditions", "series"} <= set(prepared.fields)
    assert photos["content_hash"].str.len_chars().to_list() == [32] * 4


def test_what_was_decided_holds(place: Path) -> None:
    assert decisions(place, latest(place)) == DECIDED
    with open_catalog(place / "runs/catalog.db") as catalog:
        kept = catalog.execute("SELECT earlier_hash FROM decisions WHERE decision = 'approved'").fetchall()
    assert all(len(each) == 16 for (each,) in kept), "what the approval was bound to then is kept"


def test_an_approval_whose_run_is_gone_lapses(place: Path) -> None:
    run = latest(place)
    other = place / "elsewhere"
    run.rename(other)
    with open_catalog(place / "runs/catalog.db") as catalog:
        legacy.renew(catalog, place / "runs")
    prepared = review_rows.read(other)
    with open_catalog(place / "runs/catalog.db") as catalog:
        now = effective_rows(prepared.table, prepared.fields, catalog, "travel")
    assert sorted(now["decision"].drop_nulls()) == ["lapsed", "lapsed", "lapsed", "rejected"]


def test_the_reviewer_opens_it(place: Path) -> None:
    from runner.review.review_set import read
    from runner.review.session import Session

    session = Session(read(latest(place), place / "runs"), "Ann")
    assert session.snapshot.states()["approved"] == 3
    assert (
        session.review_set.photos.filter(session.review_set.photos["outcome"] == "passed")["picture"].null_count() == 0
    )


def next_run(place: Path, *arguments: str) -> tuple[Path, Path]:
    """The folders of the run of 0.1.0 and of one made now."""
    ended = command(place, f"set.source={place / 'photos'}", "caption=composer", *arguments)
    assert ended.returncode == 0, ended.stderr
    earlier, run = sorted(each for each in (place / "runs/travel").glob("2026*") if each.is_dir())
    return earlier, run


def test_what_was_decided_holds_in_the_next_run_and_is_published(place: Path) -> None:
    earlier, run = next_run(place)
    assert decisions(place, run) == DECIDED, "the same photos have the same content"
    for stage in ("quality", "classify"):
        assert evidence.read(run, stage)["reused_from"].to_list() == [earlier.name] * 4, "it is not computed again"
    texts = [evidence.read(each, "caption").sort("item_id")["caption"].to_list() for each in (earlier, run)]
    assert texts[0] == texts[1], "the composer's new edition changes none of these sentences"
    ended = command(place, "graph=publish", "publish=local", f"publish.root={place / 'site'}", "publish.yes=true")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(list((place / "site").rglob("*.jpg"))) == 6


def test_a_captioner_that_writes_as_it_did_is_not_asked_again(place: Path) -> None:
    """Without its edition the composer is one, like every captioner that is a model."""
    earlier, run = next_run(place, "~caption.settings")
    for stage in ("quality", "classify", "caption"):
        assert evidence.read(run, stage)["reused_from"].to_list() == [earlier.name] * 4, "it is not computed again"
