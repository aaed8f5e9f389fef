"""Texts of many photos, spelling, differences, drafts and pace, each with real input."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from runner.messages import word
from runner.review import batch, dictionary, drafts, regeneration, vocabulary, wording
from runner.review.batch import Replacement
from runner.review.session import Session
from runner.review.spelling import Speller
from runner.review.throughput import Throughput
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, ReviewContext, record


@pytest.fixture(scope="module")
def speller() -> Speller:
    english = dictionary.find("en")
    assert english is not None
    return Speller(english, ["Schiphol", "winglets", "PH-BFB"])


@pytest.mark.parametrize(
    "text",
    [
        "A grey aeroplane with coloured winglets near the centre of Schiphol harbour.",
        "The theatre's jewellery was organised by a travelling neighbour.",
        "A low-flying KLM Boeing in Noordwijk.",
    ],
)
def test_right_words_and_names_are_not_doubted(speller: Speller, text: str) -> None:
    assert list(speller.doubts(text)) == []


def test_wrong_words_are_found_where_they_stand(speller: Speller) -> None:
    text = "Teh heron recieved a fish. Hte end."
    doubts = list(speller.doubts(text))
    assert [doubt.word for doubt in doubts] == ["Teh", "recieved", "Hte"]
    assert all(text[doubt.start : doubt.end] == doubt.word for doubt in doubts)
    assert "received" in speller.suggestions("recieved")
    speller.learn("recieved")
    assert [doubt.word for doubt in speller.doubts(text)] == ["Teh", "Hte"]


def test_a_difference_puts_both_texts_together_again() -> None:
    before, after = "A cat sits on the wall.", "A grey cat sleeps on the wall."
    pieces = wording.difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert {piece.text.strip() for piece in pieces if piece.kind == "new"} == {"grey", "sleeps"}


def test_replacing_keeps_to_words_fields_and_capitals(session: Session) -> None:
    places = session.find("keyword:espresso")
    wish = Replacement("espresso", "ristretto", ("caption", "keywords"))
    values = batch.replaced(session.snapshot, places, wish).values
    assert set(values) == set(places)
    assert all("ristretto" in fields["keywords"] and "alt_text" not in fields for fields in values.values())
    assert batch.replaced(session.snapshot, places, Replacement("espr", "x")).values == {}
    assert batch.replaced(session.snapshot, places, Replacement("ESPRESSO", "x", match_case=True)).values == {}
    assert batch.replaced(session.snapshot, places, Replacement("", "x")).values == {}
    assert (
        batch.replaced(session.snapshot, places, Replacement(".", r"\1", whole_words=False))
        .values[places[0]]["caption"]
        .endswith(r"\1")
    )


def test_a_keyword_replaced_by_one_that_is_there_leaves_one(session: Session) -> None:
    (place, *_) = session.find("keyword:espresso")
    session.edit({place: {"keywords": ["espresso", "coffee", "cup"]}}, "x")
    values = batch.replaced(session.snapshot, [place], Replacement("espresso", "coffee", ("keywords",))).values
    assert values == {place: {"keywords": ["coffee", "cup"]}}


def test_copies_reach_the_series_and_no_other(session: Session) -> None:
    first, second = session.find("name:IMG_230 -outcome:failed")
    session.edit({first: {"keywords": ["espresso", "saucer", "table"]}}, "x")
    values = batch.copied(session.snapshot, first, ["keywords", "location"]).values
    assert values == {second: {"keywords": ["espresso", "saucer", "table"]}}, "what is empty is not copied"


def test_a_text_that_another_photo_has_is_no_text_of_its_own(session: Session) -> None:
    first, other = session.find("name:_MG_5120")[0], session.find("name:DSC_0142")[0]
    taken = session.snapshot.row(other)
    session.edit({first: {"caption": taken["caption"].upper()}}, "x")
    found = {finding.rule for finding in session.snapshot.review(session.snapshot.items[first]).findings or ()}
    assert "duplicate_caption" in found
    assert "DSC_0142.JPG" in (session.obstacle(first) or "") or "caption" in (session.obstacle(first) or "")


def test_a_persons_text_is_held_against_near_ones_and_other_sets(session: Session, run: Path, runs: Path) -> None:
    first, other = session.find("name:_MG_5120")[0], session.find("name:DSC_0142")[0]
    (runs / "other").mkdir()
    shutil.copytree(run, runs / "other" / run.name)
    (runs / "other" / "latest").symlink_to(run.name)
    said = "A white tower stands on a green hill above the wide river in the summer of that year"
    with open_catalog(runs / "catalog.db") as catalog:
        record(
            catalog,
            ReviewContext("other", run.name, "Bert"),
            [Edit(session.snapshot.items[other], "alt_text", said)],
            [],
        )
    session.edit({other: {"caption": f"{said}."}}, "x")
    session.edit({first: {"caption": f"{said}, seen.", "alt_text": f"{said}!"}}, "x")
    found = {
        f.rule: word(f.said)
        for f in session.snapshot.review(session.snapshot.items[first]).findings or ()
        if "dupl" in f.rule
    }
    assert "Shares 94% of its words with the caption of" in found["duplicate_caption"]
    assert "waiting in the set 'other'" in found["duplicate_alt_text"]


def test_a_set_that_cannot_be_read_is_said_and_stops_nobody(session: Session, runs: Path) -> None:
    (runs / "other" / "latest").mkdir(parents=True)
    (runs / "other" / "latest" / "rows.parquet").write_text("none")
    (place,) = session.find("name:_MG_5120")
    session.edit({place: {"alt_text": "A tower on a hill above a lake, under a white sky."}}, "x")
    found = session.snapshot.review(session.snapshot.items[place]).findings or ()
    assert any(finding.message_id == "duplicates.unread" for finding in found)
    assert session.approve([place]).refused == {}


def test_completions_know_what_a_term_implies(session: Session) -> None:
    terms = dict(vocabulary.terms(session.checker.warm().thesaurus, session.review_set.photos))
    assert terms["little egret"].startswith("egret › heron")
    assert "espresso" in terms
    assert list(map(str.casefold, terms)) == sorted(map(str.casefold, terms))


def test_a_journal_forgets_what_became_an_edit_and_keeps_the_rest(tmp_path: Path) -> None:
    journal = drafts.Journal(tmp_path, "many birds", "Ada")
    for text in ("A", "A h", "A heron"):
        journal.type("1", "caption", text)
    journal.type("2", "keywords", ["heron"])
    journal.settle("1", "caption")
    (file,) = tmp_path.glob("*.drafts")
    with file.open("a") as cut:
        cut.write('["2", "caption", "cut o')
    file.rename(tmp_path / "many_birds.Ada.999999999.drafts")
    assert drafts.rescue(tmp_path, "many birds", "Bert") == ({}, [])
    found, _ = drafts.rescue(tmp_path, "many birds", "Ada")
    assert found == {("2", "keywords"): drafts.Draft(["heron"], None)}
    journal.settle("2", "keywords")


def test_a_file_that_cannot_be_read_keeps_no_other_text_from_coming_back(tmp_path: Path) -> None:
    drafts.Journal(tmp_path, "birds", "Ada").type("1", "caption", "A heron")
    (written,) = tmp_path.glob("*.drafts")
    written.rename(tmp_path / "birds.Ada.999999999.drafts")
    unreadable = tmp_path / "birds.Ada.999999998.drafts"
    unreadable.mkdir()
    found, files = drafts.rescue(tmp_path, "birds", "Ada")
    assert found == {("1", "caption"): drafts.Draft("A heron", None)}
    assert files == [tmp_path / "birds.Ada.999999999.drafts"], "what could not be read is not removed"
    (tmp_path / "birds.Ada.999999999.regenerating").write_text('["asked", {"1": "2026-11-29T10:00:00+00:00"}]\n')
    (tmp_path / "birds.Ada.999999998.regenerating").mkdir()
    asked, files = regeneration.unfinished(tmp_path, "birds", "Ada")
    assert list(asked) == ["1"]
    assert files == [tmp_path / "birds.Ada.999999999.regenerating"]


def test_pace_leaves_pauses_out() -> None:
    now = [0.0]
    pace = Throughput(lambda: now[0])
    assert pace.minutes_left(10) is None
    for seconds in (6, 6, 120, 6, 6):
        now[0] += seconds
        pace.count(1)
    worked = 4 * 6 + 60  # a pause of two minutes counts as one
    assert pace.per_minute() == pytest.approx(5 * 60 / worked)
    assert pace.minutes_left(10) == pytest.approx(10 * worked / 60 / 5)
