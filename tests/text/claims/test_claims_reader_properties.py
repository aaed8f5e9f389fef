"""Properties of the reader that hold for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from runner.text.claims.reader import facts_of_text, read, read_keywords

WORDS = st.sampled_from(
    "a the no without two 2 several pair of couple dog cat man people car bus orange mouse bat glass light remote "
    "and or not is are there in on \" ' “ ” . , ; - statue sign says STOP PH-BFL 1999 May red black possibly waiting "
    "for like teddy bear hot traffic wine glasses skis people's é ß \u200b 🚗".split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))
THINGS = st.sampled_from("dog cat horse bicycle truck bench kite zebra umbrella couch".split())
NEGATIONS = st.sampled_from(
    [
        "There is no {}.",
        "A room without a {}.",
        "A room without any {} in it",
        "It does not show a {}.",
        "No {} is there",
    ]
)


@given(TEXTS)
def test_spans_lie_in_the_text_and_hold_the_words(text: str) -> None:
    for claim in read(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.words == text[claim.start : claim.end]


@given(TEXTS)
def test_the_facts_of_a_text_are_among_its_claims(text: str) -> None:
    claimed = {claim.value for claim in read(text)}
    assert {fact.value for fact in facts_of_text("w", text) if fact.kind == "object"} <= claimed


@given(NEGATIONS, THINGS)
def test_a_negated_thing_is_never_claimed(sentence: str, thing: str) -> None:
    assert thing not in {claim.value for claim in read(sentence.format(thing))}


@given(THINGS, st.integers(2, 12))
def test_digits_and_their_plural_are_one_count(thing: str, number: int) -> None:
    plural = {"bench": "benches", "couch": "couches"}.get(thing, f"{thing}s")
    found = [(claim.value, claim.of) for claim in read(f"{number} {plural} on grass") if claim.kind == "count"]
    assert found == [(str(number), thing)]


@given(st.lists(TEXTS, max_size=6))
def test_keywords_are_read_in_their_own_characters(keywords: list[str]) -> None:
    for claim in read_keywords(keywords):
        assert keywords[claim.index][claim.start : claim.end] == claim.words
