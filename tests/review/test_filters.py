"""The filter language: what it means, and its messages about what it does not understand."""

from __future__ import annotations

import pickle
from dataclasses import asdict
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from reviewed_demo import as_it_stands

from runner.messages import say
from runner.review import review_set
from runner.review.filters import expression
from runner.review.meanings import DeclaredColumn, FilterContext, is_filterable
from runner.review.query import All, Either, FilterError, Not, Term, parse
from runner.review.session import Session
from runner.store import rows as review_rows
from runner.store.rows import RowColumn


def test_terms_stand_together_or_apart() -> None:
    both = All((Term("outcome", ":", "blocked"), Term("quality", ">", "6")))
    assert parse("outcome:blocked quality:>6") == both
    assert parse("outcome:blocked AND quality:>6") == both
    assert parse("a OR b c") == Either((Term(None, ":", "a"), All((Term(None, ":", "b"), Term(None, ":", "c")))))
    assert parse("NOT (a OR b)") == Not(Either((Term(None, ":", "a"), Term(None, ":", "b"))))
    assert parse("-is:best") == Not(Term("is", ":", "best"))
    assert parse("") == All(())


def test_quotes_keep_blanks_and_capitals_of_words_are_words() -> None:
    assert parse('text:"old canal"') == Term("text", ":", "old canal")
    assert parse('caption:AND "OR"') == All((Term("caption", ":", "AND"), Term(None, ":", "OR")))


@pytest.mark.parametrize("text", ["(a", "a OR", "NOT", "a AND", "()", "OR b", "a)", "quality:"])
def test_half_a_filter_is_a_sentence(text: str) -> None:
    with pytest.raises(FilterError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outcom:blocked", "Did you mean outcome:"),
        ("outcome:bloked", "passed, repaired, blocked, failed"),
        ("quality:good", "needs a number"),
        ("date:yesterday", "a year, month or day"),
        ("decision:maybe", "undecided, decided"),
        ("is:red", "edited, best"),
        ("missing:soul", "caption, alt_text"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(text: str, said: str) -> None:
    with pytest.raises(FilterError, match=said):
        expression(parse(text))


def names(session: Session, text: str) -> set[str]:
    paths = session.snapshot.photos.table["source_path"]
    return {paths[place].rpartition("/")[2] for place in session.find(text)}


def test_every_key_finds_what_it_says(session: Session) -> None:
    assert names(session, "keyword:espresso") == {"IMG_2301.JPG", "IMG_2302.JPG"}
    assert names(session, "keyword:espress") == set(), "a keyword is found by whole words"
    assert names(session, "keyword:espress*") == {"IMG_2301.JPG", "IMG_2302.JPG"}
    assert names(session, 'text:"launch complex"') == names(session, "launch complex") == {"DSC07712.JPG"}
    assert names(session, "rule:caption_is_alt") == {"DSC07712.JPG"}
    assert names(session, "outcome:failed") == {"IMG_2303.JPG", "IMG_0000.JPG", "notes.jpg"}
    assert names(session, "band:top") == names(session, "quality:>=7.5") == {"_MG_5120.jpg"}
    assert names(session, "is:best") == {"IMG_2302.JPG", "Chelsea the cat.jpg"}
    assert names(session, "is:series -is:best") == {"IMG_2301.JPG", "DSCF4471.JPG"}
    assert names(session, "date:2019-11") == {"Chelsea the cat.jpg", "DSCF4471.JPG"}
    assert names(session, "date:<2014 OR name:tripod") == {"_MG_5120.jpg", "tripod.png"} | names(session, "date:<2014")
    assert names(session, "subject:été") == {"_MG_5120.jpg"}
    assert names(session, "missing:caption outcome:blocked") == names(session, "missing:alt_text -outcome:failed")
    assert names(session, "decision:undecided") == names(session, "")


def test_filters_see_what_people_wrote_and_decided(session: Session) -> None:
    (place,) = session.find("name:tripod")
    session.edit({place: {"caption": "A photographer bends over a camera.", "keywords": ["tripod", "zeppelin"]}}, "x")
    assert names(session, "keyword:zeppelin") == names(session, "is:edited") == {"tripod.png"}
    assert names(session, 'caption:"a tripod"') == set()
    session.reject([place], "blurred")
    assert names(session, "decision:rejected") == names(session, "decision:decided") == {"tripod.png"}
    session.edit({place: {"keywords": None, "caption": None}}, "x")
    assert names(session, "is:edited") == set()


def test_a_word_alone_is_searched_for_in_name_folder_and_texts(session: Session) -> None:
    assert names(session, "DSC07712") == names(session, "name:dsc07712") == {"DSC07712.JPG"}
    assert names(session, "Café") == names(session, "folder:café") >= {"IMG_2301.JPG", "IMG_2302.JPG"}
    assert names(session, "text:DSC07712") == set(), "text: is about texts alone"
    above = Path(session.snapshot.photos.table["source_path"][0]).parents[2].name
    assert names(session, f"path:{above}") == names(session, "")
    assert names(session, f'folder:"{above}"') == set(), "what all paths have in common is not searched"
    assert names(session, "*") == names(session, "")


@pytest.mark.parametrize(
    ("text", "word", "span"),
    [
        ("outcome:failed qualit:>6", "qualit:6", (15, 24)),
        ("name:x  quality:good", "quality:good", (8, 20)),
        ("heron (caption:x", "(", (6, 7)),
        ("heron )", ")", (6, 7)),
        ("heron quality:", "quality:", (6, 14)),
        ("heron OR", "OR", (6, 8)),
    ],
)
def test_a_problem_says_which_word_is_wrong_and_where(text: str, word: str, span: tuple[int, int]) -> None:
    with pytest.raises(FilterError) as problem:
        expression(parse(text))
    assert (problem.value.word, problem.value.span) == (word, span)
    again = pickle.loads(pickle.dumps(problem.value))
    assert (str(again), again.span) == (str(problem.value), span)


UNREAD = say("unread.charset", tags=["Image Title"])

COLUMNS = (
    DeclaredColumn("horizon", "Tilt of the horizon", pl.Float64()),
    DeclaredColumn("sky", "Sky", pl.String()),
    DeclaredColumn("boxes", "What is in it", pl.List(pl.String())),
    DeclaredColumn("is_sharp", "Sharp", pl.Boolean()),
    DeclaredColumn("seen_on", "Seen on", pl.Date()),
    DeclaredColumn("unread", "Could not be read", pl.List(review_rows.MESSAGE)),
    DeclaredColumn("regions", "Regions", pl.List(pl.Struct({"x": pl.Int64()}))),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("horizon:>2", {"a"}),
        ("horizon:<=2", {"b"}),
        ("sky:CLOUD", {"a", "b"}),
        ("boxes:heron", {"a"}),
        ("boxes:her", set()),
        ("boxes:her*", {"a"}),
        ("is_sharp:yes", {"b"}),
        ("is_sharp:no", {"a"}),
        ("seen_on:2026-11", {"a"}),
        ("seen_on:<2026", {"b"}),
        ("unread:tags", set()),
        ("unread:character", {"a"}),
        ("missing:boxes", {"b"}),
        ("missing:unread", {"b"}),
        ("NOT boxes:heron sky:cloud", {"b"}),
    ],
)
def test_a_declared_column_is_a_key_by_its_type(text: str, found: set[str]) -> None:
    days = [date(2026, 11, 3), date(2025, 1, 1)]
    table = pl.DataFrame({"id": ["a", "b"], "horizon": [2.5, 2.0], "sky": ["Clouds", "no cloud"],
                          "boxes": [["heron", "reed"], []], "unread": [[asdict(UNREAD)], []],
                          "is_sharp": [False, True], "seen_on": days},
                         schema_overrides={"unread": pl.List(review_rows.MESSAGE)})  # fmt: skip
    matching = table.filter(expression(parse(text), FilterContext(COLUMNS)))
    assert set(matching["id"]) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("horizn:>2", "Did you mean horizon:"),
        ("horizon:steep", "needs a number: horizon:>6"),
        ("seen_on:soon", "seen_on:2019-05"),
        ("is_sharp:maybe", "yes, no"),
        ("regions:x", "no filter regions"),
    ],
)
def test_problems_of_declared_columns_name_them(text: str, said: str) -> None:
    with pytest.raises(FilterError, match=said):
        expression(parse(text), FilterContext(tuple(each for each in COLUMNS if is_filterable(each.dtype))))


def test_a_column_that_a_stage_declared_is_found_in_the_rows_of_a_run(run: Path, runs: Path) -> None:
    prepared = review_rows.read(run)
    table = prepared.table.with_columns(horizon=pl.int_range(pl.len()).cast(pl.Float64))
    review_rows.write(run, table, (*prepared.columns, RowColumn("horizon", "Tilt", "tilt", None, True)))
    as_it_stands(run)
    session = Session(review_set.read(run, runs), "Ada")
    assert session.find("horizon:<2", "run") == [0, 1]
    session.edit({0: {"caption": "A cup of espresso stands on a saucer."}}, "x")
    assert session.find("horizon:<2", "run") == [0, 1], "an edited photo keeps its other columns"
