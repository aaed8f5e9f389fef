"""Decisions about single texts: bound to the text, part of the decision about the photo, durable, undone."""

from __future__ import annotations

import polars as pl
import pytest

from runner.review.planning import Refused
from runner.review.session import Session
from runner.store.catalog import open_catalog
from runner.store.decisions import ConcurrentChange
from runner.store.effective import effective_rows

OTHER = "The Summer Palace above its lake, seen from the water on a summer afternoon."


@pytest.fixture
def palace(session: Session) -> int:
    (place,) = session.find("name:_MG_5120")
    return place


def again(session: Session) -> Session:
    return Session(session.review_set, "Ada")


def decided(session: Session, place: int) -> dict[str, str]:
    return {name: marked.decision for name, marked in session.snapshot.field_decisions(place).items()}


def published(session: Session, place: int) -> str | None:
    """What publishing goes by."""
    rows = pl.read_parquet(session.review_set.run / "rows.parquet")
    with open_catalog(session.review_set.catalog) as catalog:
        table = effective_rows(rows, session.review_set.fields, catalog, "demo")
    found: str | None = table.row(by_predicate=pl.col("item_id") == session.snapshot.items[place], named=True)[
        "decision"
    ]
    return found


def test_a_photo_is_approved_when_its_last_text_is(session: Session, palace: int) -> None:
    session.approve_text([palace], "caption")
    session.approve_text([palace], "keywords")
    assert published(session, palace) is None, "a photo goes as a whole or not at all"
    done = session.approve_text([palace], "alt_text")
    assert "and with them the photo" in done.sentence
    assert published(session, palace) == "approved"
    assert again(session).snapshot.state(palace) == "approved"
    session.undo()
    assert published(session, palace) is None
    assert decided(again(session), palace) == {"caption": "approved", "keywords": "approved"}


def test_a_rejected_text_takes_the_approval_back_and_waits_for_another(session: Session, palace: int) -> None:
    session.approve([palace])
    session.reject_text([palace], "caption", "says nothing of the lake")
    assert session.snapshot.state(palace) == again(session).snapshot.state(palace) == "blocked"
    assert published(session, palace) is None
    refused = session.approve([palace]).refused[palace]
    assert refused == "Ada rejected its caption: says nothing of the lake. It needs another one."
    assert session.find("is:returned") == session.find("state:blocked is:returned") == [palace]
    session.edit({palace: {"caption": OTHER}}, "x")
    assert session.snapshot.state(palace) == "passed"
    assert session.find("is:returned") == []
    assert session.approve([palace]).refused == {}
    session.undo()
    session.undo()
    assert session.snapshot.state(palace) == "blocked", "the text that was rejected stands again"
    session.approve_text([palace], "caption")
    assert decided(session, palace) == {"caption": "approved"}


def test_a_decision_is_about_the_text_that_was_seen(session: Session, palace: int) -> None:
    for name in ("caption", "alt_text"):
        session.approve_text([palace], name)
    session.edit({palace: {"caption": OTHER}}, "x")
    assert decided(session, palace) == {"alt_text": "approved"}
    session.approve_text([palace], "keywords")
    assert session.snapshot.effective_decision(palace) is None, "the new caption is not approved"
    session.approve_text([palace], "caption")
    assert session.snapshot.effective_decision(palace) == "approved"


def test_a_text_with_an_error_or_none_is_not_approved(session: Session) -> None:
    (tripod,) = session.find("name:tripod")
    assert "Only names the subject" in session.approve_text([tripod], "caption").refused[tripod]
    assert session.approve_text([tripod], "alt_text").refused == {}, "that one is right"
    (failed,) = session.find("name:notes")
    assert "There is no alt text" in session.approve_text([failed], "alt_text").refused[failed]
    with pytest.raises(Refused, match="needs a reason"):
        session.reject_text([tripod], "caption", " ")


def test_taking_a_text_back_takes_the_photo_back(session: Session, palace: int) -> None:
    for name in ("caption", "alt_text", "keywords"):
        session.approve_text([palace], name)
    session.reset_text([palace], "caption")
    assert session.snapshot.effective_decision(palace) is None
    assert decided(session, palace) == {"alt_text": "approved", "keywords": "approved"}
    session.reset([palace])
    assert decided(again(session), palace) == {}
    assert session.reset_text([palace], "caption").sentence == "Nothing to change."


def test_two_reviewers_do_not_decide_past_each_other(session: Session, palace: int) -> None:
    Session(session.review_set, "Bert").reject_text([palace], "caption", "dull")
    with pytest.raises(ConcurrentChange, match="Bert changed this photo"):
        session.approve([palace])
    assert session.snapshot.state(palace) == "blocked"
    assert published(session, palace) is None
