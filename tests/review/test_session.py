"""A person's work on a real run: written, checked, decided, undone, and never lost or overwritten."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from reviewed_demo import as_it_stands

from runner.errors import EnvError
from runner.review import review_set
from runner.review.planning import Refused
from runner.review.session import Session
from runner.store.catalog import open_catalog
from runner.store.decisions import ConcurrentChange
from runner.store.effective import effective_rows
from tests.reviewed_demo import held

GOOD = {
    "caption": "A Falcon 9 rocket waits on the pad of Launch Complex 40 at Cape Canaveral in the evening.",
    "alt_text": "White rocket beside its tower under a dark blue sky, with bright lamps at the ground.",
}


@pytest.fixture
def rocket(session: Session) -> int:
    (place,) = session.find("name:DSC07712")
    return place


def again(session: Session) -> Session:
    return Session(session.review_set, "Ada")


def test_what_needs_work_comes_first(session: Session) -> None:
    states = [session.snapshot.state(place) for place in session.find()]
    assert states == sorted(states, key=["blocked", "passed", "failed"].index)
    assert len(states) == 17, "the copy is no photo of its own"


def test_an_approval_is_durable_and_bound_to_what_was_seen(session: Session) -> None:
    (place,) = session.find("name:_MG_5120")
    session.approve([place])
    assert again(session).snapshot.state(place) == "approved"
    session.edit({place: {"caption": "The Summer Palace stands above its lake in China, seen in the afternoon."}}, "x")
    assert session.snapshot.state(place) == again(session).snapshot.state(place) == "lapsed"
    session.undo()
    assert session.snapshot.state(place) == again(session).snapshot.state(place) == "approved"


def test_a_blocked_photo_waits_for_a_person(session: Session, rocket: int) -> None:
    done = session.approve([rocket])
    assert "Repeats the caption" in done.refused[rocket]
    session.edit({rocket: {"caption": "Rocket."}}, "x")
    assert session.snapshot.state(rocket) == "blocked"
    assert "at least 4 needed" in (session.obstacle(rocket) or ""), "a person's text is checked too"
    session.edit({rocket: GOOD}, "x")
    assert session.snapshot.state(rocket) == "mended"
    assert session.approve([rocket]).refused == {}
    assert again(session).snapshot.state(rocket) == "approved"


def test_what_publishing_reads_is_what_the_reviewer_shows(session: Session, rocket: int) -> None:
    session.edit({rocket: GOOD}, "x")
    session.approve([rocket])
    rows = pl.read_parquet(session.review_set.run / "rows.parquet")
    with open_catalog(session.review_set.catalog) as catalog:
        table = effective_rows(rows, session.review_set.fields, catalog, "demo")
    approved = table.filter(pl.col("decision") == "approved").row(0, named=True)
    assert approved["caption"] == GOOD["caption"]
    assert (approved["caption_from"], approved["edit_errors"]) == ("human", [])


def test_a_failed_photo_can_only_be_rejected(session: Session) -> None:
    (place,) = session.find("name:notes")
    assert "could not be processed" in session.approve([place]).refused[place]
    session.reject([place], "no photo")
    assert session.snapshot.state(place) == "rejected"


def test_a_rejection_needs_a_reason(session: Session) -> None:
    with pytest.raises(Refused, match="needs a reason"):
        session.reject([0], "  ")


def test_many_at_once_do_what_can_be_done_and_say_what_cannot(session: Session) -> None:
    done = session.approve(session.find())
    assert done.sentence == "Approved 6 photos."
    assert len(done.refused) == 11
    assert session.snapshot.states()["approved"] == 6
    session.undo()
    assert again(session).snapshot.states()["approved"] == 0


def test_everything_is_undone_and_done_again(session: Session, rocket: int) -> None:
    before = dict(session.snapshot.row(rocket))
    session.edit({rocket: {"caption": GOOD["caption"]}}, "Caption")
    session.edit({rocket: {"keywords": ["rocket", "Falcon 9", "evening", "Cape Canaveral"]}}, "Keywords")
    session.reject([rocket], "too dark")
    for _ in range(3):
        session.undo()
    assert session.snapshot.row(rocket) == before
    assert session.snapshot.effective_decision(rocket) is None
    with pytest.raises(Refused, match="nothing to undo"):
        session.undo()
    for _ in range(3):
        session.redo()
    assert session.snapshot.state(rocket) == again(session).snapshot.state(rocket) == "rejected"
    assert again(session).snapshot.row(rocket)["caption"] == GOOD["caption"]
    with pytest.raises(Refused, match="nothing to redo"):
        session.redo()


def test_the_runs_own_text_typed_again_is_no_edit(session: Session, rocket: int) -> None:
    text = session.snapshot.original(rocket)["caption"]
    assert session.edit({rocket: {"caption": text}}, "x").sentence == "Nothing to change."
    session.edit({rocket: {"caption": "Another text about a rocket."}}, "x")
    session.edit({rocket: {"caption": text}}, "x")
    assert not session.snapshot.is_edited(rocket)


def test_two_reviewers_do_not_overwrite_each_other(session: Session, rocket: int) -> None:
    other = Session(session.review_set, "Bert")
    other.edit({rocket: {"caption": "Bert wrote about this rocket first."}}, "x")
    with pytest.raises(Refused, match="Bert wrote this caption in the meantime"):
        session.edit({rocket: {"caption": GOOD["caption"]}}, "x")
    assert again(session).snapshot.row(rocket)["caption"] == "Bert wrote about this rocket first."
    (passed,) = session.find("name:_MG_5120")
    other.reject([passed], "seen it")
    with pytest.raises(ConcurrentChange, match="Bert changed this photo"):
        session.approve([passed])
    assert session.snapshot.state(passed) == "rejected", "what the other did is shown now"


def test_nobody_undoes_what_somebody_else_wrote_since(session: Session, rocket: int) -> None:
    session.edit({rocket: {"caption": GOOD["caption"]}}, "x")
    Session(session.review_set, "Bert").edit({rocket: {"caption": "Bert corrected the caption."}}, "x")
    session.refresh()
    with pytest.raises(Refused, match="Bert has changed it since"):
        session.undo()
    assert session.snapshot.row(rocket)["caption"] == "Bert corrected the caption."


def test_a_held_catalogue_is_a_sentence_and_loses_nothing(
    session: Session, rocket: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runner.review.recording.PATIENCE_S", 0.05)
    with held(session.review_set.runs), pytest.raises(EnvError, match="in use by another program"):
        session.reject([rocket], "blurred")
    assert session.snapshot.effective_decision(rocket) is None
    session.reject([rocket], "blurred")
    assert again(session).snapshot.state(rocket) == "rejected"


def test_a_run_that_goes_on_shows_what_is_ready(run: Path, runs: Path) -> None:
    (run / "rows.parquet").unlink()
    (run / "manifest.json").unlink()
    for part in (run / "evidence" / "name").glob("*.parquet"):
        part.unlink()
    as_it_stands(run)
    session = Session(review_set.read(run, runs), "Ada")
    assert not session.review_set.finished
    assert session.snapshot.states() == {"passed": 6, "blocked": 8, "failed": 3}
    (place,) = session.find("name:_MG_5120")
    assert "at the end of the run" in session.approve([place]).refused[place]
    session.reject([place], "blurred")
    assert session.snapshot.state(place) == "rejected"


def test_rows_of_another_version_are_a_sentence(run: Path, runs: Path) -> None:
    rows = pl.read_parquet(run / "rows.parquet")
    rows.drop("alt_text").write_parquet(run / "rows.parquet")
    as_it_stands(run)
    with pytest.raises(EnvError, match="by another version: it has no alt_text"):
        review_set.read(run, runs)
    (run / "rows.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(EnvError, match="not as it was written"):
        review_set.read(run, runs)
    as_it_stands(run)
    with pytest.raises(EnvError, match="cannot be read"):
        review_set.read(run, runs)


def test_without_the_runs_rules_nothing_edited_is_approved(session: Session, rocket: int) -> None:
    (session.review_set.run / ".hydra" / "config.yaml").unlink()
    with pytest.raises(EnvError, match=r"config\.yaml is gone"):
        session.edit({rocket: GOOD}, "x")


def test_undo_takes_back_nothing_newer_of_the_same_person_in_another_window(session: Session) -> None:
    (place,) = session.find("name:_MG_5120")
    session.approve([place])
    other = again(session)
    session.reset([place])
    other.refresh()
    other.reject([place], "The client does not want it.")
    session.refresh()
    with pytest.raises(Refused, match="You have changed it since, in another window or by a command"):
        session.undo()
    assert again(session).snapshot.state(place) == "rejected"
    other.undo()
    session.refresh()
    session.undo()
    assert again(session).snapshot.state(place) == "approved", "what came between was taken back"


def test_undo_leaves_a_newer_text_and_newer_stars_of_another_window(session: Session, rocket: int) -> None:
    other = again(session)
    session.edit({rocket: GOOD}, "x")
    session.rate([rocket], "stars", 3)
    other.refresh()
    other.rate([rocket], "stars", 5)
    session.refresh()
    with pytest.raises(Refused, match="You have changed it since"):
        session.undo()
    assert again(session).snapshot.rating(session.snapshot.items[rocket], "stars") == 5
    other.undo()
    other.edit({rocket: {"caption": GOOD["caption"].replace("waits", "stands")}}, "x")
    session.refresh()
    session.undo()
    with pytest.raises(Refused, match="You have changed it since"):
        session.undo()
    assert "stands" in str(again(session).snapshot.row(rocket)["caption"])


def test_an_approval_is_not_given_back_over_a_text_that_was_rejected_since(session: Session) -> None:
    (place,) = session.find("name:_MG_5120")
    session.approve([place])
    other = again(session)
    session.reset([place])
    other.refresh()
    other.reject_text([place], "caption", "wrong place")
    session.refresh()
    with pytest.raises(Refused, match="You have changed it since"):
        session.undo()
    assert again(session).snapshot.state(place) != "approved"


def test_back_and_forth_in_one_window_is_never_refused(session: Session, rocket: int) -> None:
    session.edit({rocket: GOOD}, "x")
    session.edit({rocket: {"caption": GOOD["caption"].replace("waits", "stands")}}, "x")
    for _ in range(2):
        session.undo()
        session.undo()
        assert not session.snapshot.is_edited(rocket)
        session.redo()
        session.redo()
        assert "stands" in str(session.snapshot.row(rocket)["caption"])
