"""Every witness removed in turn: what only that witness denied is then denied by nobody."""

from __future__ import annotations

import pytest
from claims_book import BOOK, CLASSES, GOOD, box

from runner.facts import Fact, Region
from runner.text.claims.calibration import Calibration, Outcomes
from runner.text.claims.evidence import DESCRIPTION
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.verdict import Limits, Weighed
from runner.text.claims.weighing import weigh

TEXT = "A dog and two people in a kitchen. The aircraft is PH-AAA."
SECOND = "A car in a street."
BOOK_OF_ALL = {
    **BOOK,
    "encoder": Calibration("encoder", "choice", "made for tests", GOOD, {"kitchen": GOOD}),
    "reader": Calibration("reader", "boxes", "made for tests", classes={"registration": Outcomes(100, 1, 100, 20)}),
}
SAID = {
    "detector": tuple(box("person") for _ in range(4)),
    "second": (*facts_of_text("second", SECOND), Fact("second", DESCRIPTION, SECOND)),
    "encoder": (Fact("encoder", "scene", "street", 0.95),),
    "reader": (Fact("reader", "registration", "PH-BFA", 0.99, Region(0.1, 0.1, 0.3, 0.2)),),
}
DENIED_BY = {"dog": {"detector", "second"}, "2": {"detector"}, "kitchen": {"encoder"}, "PH-AAA": {"reader"}}


def heard(looked: tuple[str, ...], facts: tuple[str, ...]) -> dict[str, Weighed]:
    """The claims that all witnesses together contradict, weighed."""
    said = [fact for name in facts for fact in SAID[name]]
    found = weigh(read(TEXT), said, looked, BOOK_OF_ALL, writer="w", limits=Limits(warning=0.1))
    return {each.claim.value: each for each in found if each.claim.value in DENIED_BY}


def test_together_they_contradict_each_claim() -> None:
    found = heard(tuple(SAID), tuple(SAID))
    assert {value: set(each.opposing) for value, each in found.items()} == DENIED_BY
    assert {each.verdict for each in found.values()} == {"contradicted"}


@pytest.mark.parametrize("gone", [*SAID])
@pytest.mark.parametrize("left_facts", [False, True], ids=["missing", "failed after it spoke"])
def test_without_a_witness_nothing_is_contradicted_in_its_name(gone: str, left_facts: bool) -> None:
    looked = tuple(name for name in SAID if name != gone)
    for value, each in heard(looked, tuple(SAID) if left_facts else looked).items():
        assert gone not in (*each.opposing, *each.supporting)
        assert set(each.opposing) == DENIED_BY[value] - {gone}
        if DENIED_BY[value] == {gone}:
            assert (each.verdict, each.severity) == ("unwitnessed", None)


def test_without_any_of_them_nothing_is_contradicted() -> None:
    assert {each.verdict for each in heard((), tuple(SAID)).values()} == {"unwitnessed"}


def test_the_classes_of_these_witnesses_are_those_of_the_claims() -> None:
    assert {"dog", "person"} <= {*CLASSES}
