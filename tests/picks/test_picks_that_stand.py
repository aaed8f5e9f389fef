"""`pick:keep` finds the latest picks and people's flags since then, in a run that picked nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import program
import pytest
from test_picks_run import opened, shoot

from runner.composition import cull
from runner.review import query
from runner.review.commands import rows
from runner.review.facets import FacetCounts
from runner.review.query import FilterError
from runner.review.session import Session
from runner.store import picks_file
from runner.store.rows import FILE


@pytest.fixture(scope="module")
def unpicked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos and a run of them that picked nothing."""
    folder = tmp_path_factory.mktemp("unpicked")
    (folder / "photos").mkdir()
    shoot(folder / "photos")
    words = ["set=travel", "caption=composer", f"set.source={folder / 'photos'}"]
    program.run([*words, f"paths.runs={folder / 'runs'}"], folder, check=True)
    return folder


@pytest.fixture
def folder(unpicked: Path) -> Iterator[Path]:
    """The same, and as it was afterwards."""
    yield unpicked
    (unpicked / "runs" / "travel" / "latest" / picks_file.FILE).unlink(missing_ok=True)
    session = opened(unpicked)
    session.rate(range(len(session.snapshot)), "flag", None)


def pick(folder: Path, *words: str) -> None:
    assert cull.command(["travel", f"paths.runs={folder / 'runs'}", *words]) == 0


def found(session: Session, text: str) -> set[str]:
    return {session.snapshot.photos.name(place).partition(".")[0] for place in session.find(text)}


def test_the_last_ranking_is_what_filters_and_facets_find(folder: Path) -> None:
    before = (folder / "runs" / "travel" / "latest" / FILE).read_bytes()
    pick(folder, "keep=2")
    with pytest.raises(FilterError):
        opened(folder).find("pick:keep")  # nothing is written unless it is asked for
    pick(folder, "keep=2", "yes=true")
    assert len(opened(folder).find("pick:keep")) == 2
    pick(folder, "keep=3", "yes=true")
    session = opened(folder)
    assert len(found(session, "pick:keep")) == 3
    assert "burst_0" in found(session, "picked_because:sharper pick_rank:>1")
    counts = FacetCounts(session.snapshot).facets(session.snapshot, query.parse(""))
    picks = next(each for each in counts if each.key == "pick")
    assert {each.value: each.count for each in picks.values} == {"keep": 3, "drop": 12, "whole": 3}
    assert (folder / "runs" / "travel" / "latest" / FILE).read_bytes() == before


def test_what_a_person_says_counts_at_once(folder: Path) -> None:
    pick(folder, "keep=2", "yes=true")
    session = opened(folder)
    kept, dropped = session.find("pick:keep"), session.find("pick:drop")
    session.rate([kept[0]], "flag", "reject")
    session.rate([dropped[0]], "flag", "pick")
    assert set(session.find("pick:keep")) == {kept[1], dropped[0]}
    row = session.snapshot.row(dropped[0])
    assert (row["pick"], row["picked_because"]["id"]) == ("keep", "pick.person")
    assert session.snapshot.row(kept[0])["picked_because"]["id"] == "drop.person"
    counts = FacetCounts(session.snapshot).facets(session.snapshot, query.parse(""))
    keep = next(value for each in counts if each.key == "pick" for value in each.values if value.value == "keep")
    assert keep.count == 2


def test_a_photo_with_a_text_of_a_person_is_found_too(folder: Path) -> None:
    pick(folder, "keep=2", "yes=true")
    session = opened(folder)
    first = session.find("pick:keep")[0]
    session.edit({first: {"caption": "A palace at dusk, seen from the lawn in front of it."}}, "edit")
    assert first in session.find("pick:keep")
    session.rate([first], "flag", "reject")
    assert first not in session.find("pick:keep")
    session.undo()
    session.undo()


def test_tables_of_the_command_line_have_the_picks_that_stand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pick(folder, "keep=2", "yes=true")
    session = opened(folder)
    session.rate([session.find("pick:drop")[0]], "flag", "pick")
    capsys.readouterr()
    out = folder / "rows.jsonl"
    rows.command(["travel", "pick:keep", f"paths.runs={folder / 'runs'}", f"out={out}"])
    read = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [each["pick"] for each in read] == ["keep"] * 3


def test_a_damaged_ranking_is_none_and_is_said(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    pick(folder, "keep=2", "yes=true")
    (folder / "runs" / "travel" / "latest" / picks_file.FILE).write_bytes(b"PAR1 no table PAR1")
    session = opened(folder)
    assert "pick" not in session.snapshot.photos.table.columns
    assert "picks of the run itself stand" in caplog.text
    assert session.snapshot.picks.equals(pl.Series("pick", [None] * len(session.snapshot), dtype=pl.String))
