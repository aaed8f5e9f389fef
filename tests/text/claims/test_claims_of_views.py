"""Indoors or outdoors, weather and scene: read from texts, and weighed against the choice of a dual encoder."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims_book import BOOK, GOOD

from runner.facts import Fact
from runner.text.claims.calibration import Calibration
from runner.text.claims.reader import read
from runner.text.claims.scenery import KINDS, default_scenery
from runner.text.claims.verdict import Weighed
from runner.text.claims.weighing import weigh

LABELS = [label.name for label in default_scenery().labels]
ENCODER = Calibration("encoder", "choice", "made for tests", GOOD, dict.fromkeys(LABELS, GOOD))


def views(text: str) -> list[tuple[str, str, str]]:
    return [(claim.kind, claim.value, claim.mode) for claim in read(text) if claim.kind in KINDS]


def weighed(text: str, *facts: Fact, measured: bool = True, looked: tuple[str, ...] = ("encoder",)) -> Weighed:
    book = {**BOOK, "encoder": ENCODER} if measured else BOOK
    (found,) = (each for each in weigh(read(text), facts, looked, book, writer="w") if each.claim.kind in KINDS)
    return found


def chosen(kind: str, label: str) -> Fact:
    return Fact("encoder", kind, label, 0.9)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An indoor market.", [("setting", "indoors", "seen"), ("scene", "shop", "seen")]),
        ("A dog in a snowy forest.", [("weather", "snowy", "seen"), ("scene", "forest", "seen")]),
        ("A sunny beach.", [("weather", "sunny", "seen"), ("scene", "beach", "seen")]),
        ("Cars on busy streets under overcast skies.", [("scene", "street", "seen"), ("weather", "cloudy", "seen")]),
        ("A man in his living room.", [("scene", "living room", "seen")]),
        ("A street sign and a kitchen table.", []),
        ("No fog.", []),
        ("The words 'kitchen' are on a sign.", []),
        ("It is possibly a kitchen.", [("scene", "kitchen", "supposed")]),
    ],
)
def test_views_are_read(text: str, found: list[tuple[str, str, str]]) -> None:
    assert views(text) == found


def test_every_label_is_read_under_its_own_words() -> None:
    for label in default_scenery().labels:
        assert default_scenery().named(label.name) == label


def test_a_measured_choice_confirms_and_contradicts() -> None:
    right = weighed("A kitchen.", chosen("scene", "kitchen"))
    assert (right.verdict, right.supporting) == ("supported", ("encoder",))
    wrong = weighed("A kitchen.", chosen("scene", "beach"))
    assert (wrong.verdict, wrong.opposing, wrong.value) == ("contradicted", ("encoder",), "beach")


@pytest.mark.parametrize("label", ["kitchen", "beach"])
def test_what_nobody_measured_says_nothing(label: str) -> None:
    found = weighed("A kitchen.", chosen("scene", label), measured=False)
    assert (found.verdict, found.supporting, found.opposing) == ("unwitnessed", (), ())


def test_a_witness_that_chose_nothing_of_the_group_is_no_witness() -> None:
    found = weighed("A kitchen.", chosen("setting", "outdoors"))
    assert (found.verdict, found.opposing) == ("unwitnessed", ())


def test_what_people_say_of_it_is_not_contradicted() -> None:
    said = Fact("human", "scene", "kitchen")
    found = weighed("A kitchen.", chosen("scene", "beach"), said, looked=("encoder", "human"))
    assert (found.verdict, found.supporting) == ("supported", ("human",))


def test_a_guess_is_not_contradicted() -> None:
    assert weighed("It is possibly a kitchen.", chosen("scene", "beach")).verdict == "unwitnessed"


def test_an_encoder_that_often_errs_about_a_label_contradicts_nothing() -> None:
    weak = replace(GOOD, missed=900, invented=100)
    book = {**BOOK, "encoder": replace(ENCODER, classes={"kitchen": weak})}
    (found,) = (
        each
        for each in weigh(read("A kitchen."), (chosen("scene", "beach"),), ("encoder",), book, writer="w")
        if each.claim.kind == "scene"
    )
    assert found.verdict == "unwitnessed"
