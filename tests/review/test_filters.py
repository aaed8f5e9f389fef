"""The filter language: what it means, and what it says about what it does not understand."""

from __future__ import annotations

import pytest

from runner.review.filters import expression
from runner.review.query import All, Either, FilterProblem, Not, Term, parse
from runner.review.session import Session


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
    with pytest.raises(FilterProblem):
        parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outcom:blocked", "Did you mean outcome:"),
        ("outcome:bloked", "passed, repaired, blocked, failed"),
        ("quality:good", "a number belongs there"),
        ("date:yesterday", "a year, month or day"),
        ("decision:maybe", "undecided, decided"),
        ("is:red", "edited, best"),
        ("missing:soul", "caption, alt_text"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(text: str, said: str) -> None:
    with pytest.raises(FilterProblem, match=said):
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
