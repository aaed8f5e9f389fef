"""Facts within a series: which contradict each other, and which only add detail."""

from __future__ import annotations

import pytest

from runner.text.duplicates.agreement import Contradiction, contradict, contradictions


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("grey heron", "little egret"),
        ("Airbus A380", "Airbus A320"),
        ("Berlin, Germany", "Paris, France"),
        ("PH-BFA", "PH-BFB"),
        ("Boeing 737-800", "Boeing 747-400"),
    ],
)
def test_these_cannot_both_be_meant(one: str, other: str) -> None:
    assert contradict(one, other)
    assert contradict(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("heron", "Grey Heron"),
        ("a grey heron on the canal", "Grey heron with a fish"),
        ("Germany", "Berlin, Germany"),
        ("Airbus A380", "Airbus"),
        ("Airbus A380-800", "Airbus A380"),
        ("the", "heron"),
    ],
)
def test_these_only_say_more_or_less(one: str, other: str) -> None:
    assert not contradict(one, other)
    assert not contradict(other, one)


def test_what_most_of_a_series_say_counts() -> None:
    facts = ["little egret", "grey heron", None, "grey heron", "heron", "little egret"]
    series = ["s", "s", "s", "s", "s", None]
    assert contradictions(facts, series) == [Contradiction(0, 1)]


def test_of_facts_said_equally_often_the_first_counts() -> None:
    assert contradictions(["heron", "egret"], ["s", "s"]) == [Contradiction(1, 0)]


def test_photos_of_other_series_contradict_nothing() -> None:
    assert contradictions(["heron", "egret"], ["s", "t"]) == []
    assert contradictions(["heron", "egret"], [None, None]) == []
