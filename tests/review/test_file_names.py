"""File names in the review: they follow the subject on approval, or are a person's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from runner import cli
from runner.review.planning import Refused
from runner.review.session import Session
from runner.store.catalog import open_catalog
from runner.store.effective import effective_rows
from runner.store.names import claim_name, owner

Call = Callable[..., tuple[int, str]]
CAT = 'name:"Chelsea the cat"'


@pytest.fixture
def cat(session: Session) -> int:
    """A photo whose texts break no rule, whatever is said of its subject."""
    (place,) = session.find(CAT)
    return place


@pytest.fixture
def call(runs: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def one(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.run([*words, f"paths.runs={runs}", *(["reviewer=Ada"] if words[0] != "history" else [])])
        said = capsys.readouterr()
        return code, said.out + said.err

    return one


def describe(session: Session, place: int, subject: str) -> None:
    session.edit({place: {"subject": subject}}, "subject")


def names_there(session: Session) -> dict[str, str]:
    """What publishing would read."""
    review_set = session.review_set
    with open_catalog(review_set.catalog) as catalog:
        rows = effective_rows(review_set.photos, review_set.fields, catalog, review_set.set_name)
    return dict(zip(rows["item_id"], rows["file_name"], strict=True))


def test_the_name_follows_the_subject_on_approval_and_not_before(session: Session, cat: int) -> None:
    before = session.snapshot.row(cat)["file_name"]
    describe(session, cat, "Tabby cat named Chelsea")
    row = session.snapshot.row(cat)
    assert row["file_name"] == before
    expected = session.preview_name(cat, row)
    assert expected is not None
    assert expected.startswith("Tabby_cat_named_Chelsea_")
    done = session.approve([cat])
    assert f"New file name: {expected}." in done.sentence
    assert session.snapshot.row(cat)["file_name"] == expected
    assert session.snapshot.effective_decision(cat) == "approved"
    item = session.snapshot.items[cat]
    assert names_there(session)[item] == expected
    with open_catalog(session.review_set.catalog) as catalog:
        assert owner(catalog, expected) == item


def test_undo_takes_name_and_approval_back_together(session: Session, cat: int) -> None:
    before = session.snapshot.row(cat)["file_name"]
    describe(session, cat, "Tabby cat")
    session.approve([cat])
    session.undo()
    assert (session.snapshot.row(cat)["file_name"], session.snapshot.effective_decision(cat)) == (before, None)
    session.redo()
    assert session.snapshot.row(cat)["file_name"].startswith("Tabby_cat_")
    assert session.snapshot.effective_decision(cat) == "approved"


def test_a_subject_that_is_taken_back_takes_its_name_with_it(session: Session, cat: int) -> None:
    before = session.snapshot.row(cat)["file_name"]
    describe(session, cat, "Tabby cat")
    session.approve([cat])
    session.edit({cat: {"subject": None}}, "revert")
    assert session.preview_name(cat, session.snapshot.row(cat)) == before
    session.approve([cat])
    assert session.snapshot.row(cat)["file_name"] == before


def test_a_name_that_a_person_typed_stays_whatever_the_subject_becomes(session: Session, cat: int) -> None:
    session.edit({cat: {"file_name": "  Chelsea, the cat.JPEG "}}, "name")
    assert session.snapshot.row(cat)["file_name"] == "Chelsea_the_cat.jpg"
    describe(session, cat, "Tabby cat")
    assert session.preview_name(cat, session.snapshot.row(cat)) == "Chelsea_the_cat.jpg"
    session.approve([cat])
    assert session.snapshot.row(cat)["file_name"] == "Chelsea_the_cat.jpg"
    session.edit({cat: {"file_name": ""}}, "no name of my own")
    assert session.preview_name(cat, session.snapshot.row(cat)).startswith("Tabby_cat_")  # type: ignore[union-attr]


def test_the_runs_own_name_typed_again_stays_too(session: Session, cat: int) -> None:
    own = session.snapshot.row(cat)["file_name"]
    describe(session, cat, "Tabby cat")
    session.edit({cat: {"file_name": own}}, "as it was")
    session.approve([cat])
    assert session.snapshot.row(cat)["file_name"] == own


def test_a_name_of_another_photo_blocks_and_says_whose_it_is(session: Session, cat: int) -> None:
    (other,) = session.find("name:_MG_5120")
    taken = session.snapshot.row(other)["file_name"]
    session.edit({cat: {"file_name": taken.upper()}}, "name")
    (finding,) = (each for each in session.findings(session.snapshot.row(cat)) if each.field == "file_name")
    assert (finding.rule, finding.severity) == ("name_taken", "error")
    refused = session.approve([cat]).refused
    assert "Belongs to _MG_5120.jpg" in refused[cat]
    assert session.snapshot.state(cat) == "blocked"
    session.edit({cat: {"file_name": "Chelsea"}}, "name")
    assert not session.approve([cat]).refused


def test_two_photos_are_not_typed_the_same_name(session: Session, cat: int) -> None:
    (other,) = session.find("name:_MG_5120")
    session.edit({cat: {"file_name": "Mine"}}, "name")
    session.edit({other: {"file_name": "mine.jpg"}}, "name")
    assert "Chelsea the cat" in session.approve([other]).refused[other]


def test_a_name_that_another_program_was_faster_with_is_refused(
    session: Session, cat: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.edit({cat: {"file_name": "Mine"}}, "name")
    planner = session.naming.findings
    monkeypatch.setattr(session.naming, "findings", lambda *_: ())  # looked at before the other took it
    with open_catalog(session.review_set.catalog) as catalog:
        assert claim_name(catalog, "0" * 16, "Mine.jpg")
    with pytest.raises(Refused, match=r"Mine.jpg now belongs to another photo"):
        session.approve([cat])
    assert session.snapshot.effective_decision(cat) is None
    assert planner(session.snapshot, session.snapshot.row(cat))


def test_many_approvals_get_numbers_of_their_own(session: Session) -> None:
    places = session.find("outcome:passed")[:3]
    said = {"subject": "Grey heron", "location": "Texel", "keywords": ["grey heron", "Texel", "bird", "wader"]}
    where = ("in shallow water", "on a wooden pole", "beside a fishing boat")
    texts = [
        {"caption": f"A grey heron stands {it} at Texel.", "alt_text": f"Grey bird with a long neck {it}."}
        for it in where
    ]
    session.edit({place: {**said, **own} for place, own in zip(places, texts, strict=True)}, "many")
    done = session.approve(places)
    assert (done.refused, "3 file names changed" in done.sentence) == ({}, True)
    names = [session.snapshot.row(place)["file_name"] for place in places]
    assert len(set(names)) == 3
    assert all(name.startswith("Grey_heron_Texel_") for name in names)


def test_the_command_line_names_a_photo_and_undoes_it(call: Call, session: Session, cat: int) -> None:
    before = session.snapshot.row(cat)["file_name"]
    assert call("edit", "demo", CAT, "file_name=Chelsea at noon")[0] == 0
    session.refresh()
    assert session.snapshot.row(cat)["file_name"] == "Chelsea_at_noon.jpg"
    assert "Edited the file name: Chelsea_at_noon.jpg" in call("history", "demo", CAT)[1]
    call("decide", "demo", "undo")
    session.refresh()
    assert session.snapshot.row(cat)["file_name"] == before
    code, said = call("edit", "demo", "*", "file_name=all")
    assert (code, "file_name= names one photo" in said) == (2, True)
    code, said = call("edit", "demo", CAT, "subject=Tabby cat")
    assert "Once approved, it will be named Tabby_cat_" in said


def test_a_dry_run_says_the_name_and_reserves_nothing(call: Call, session: Session, cat: int) -> None:
    describe(session, cat, "Tabby cat")
    expected = session.preview_name(cat, session.snapshot.row(cat))
    _, said = call("decide", "demo", "approve", CAT, "dry_run=true")
    assert f"New file name: {expected}." in said
    assert expected is not None
    with open_catalog(session.review_set.catalog) as catalog:
        assert owner(catalog, expected) is None
