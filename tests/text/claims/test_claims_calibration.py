"""Counting mistakes of witnesses, keeping the counts in files, and the rates derived from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from claims_book import BOOK, DETECTOR, WRITER, box
from hypothesis import given
from hypothesis import strategies as st

from runner.errors import ConfigError
from runner.facts import TRACE, Fact
from runner.text.claims.calibrating import (
    Counted,
    Read,
    calibrate,
    count_outcomes,
    labelled,
    observations,
    pooled,
    reading_outcomes,
    writer_of,
)
from runner.text.claims.calibration import Calibration, Errors, Outcomes, Scores, dump, load, load_book
from runner.text.claims.evidence import Heard
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.limits import NEVER, error_limit
from runner.text.claims.odds import prior, probability, weight
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.verdict import CAPTIONER, Weighed
from runner.text.claims.weighing import weigh

KNOWN = frozenset({"person", "dog", "boat"})
LEXICON = default_lexicon()


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    for each in BOOK.values():
        path = tmp_path / f"{each.witness}.yaml"
        path.write_text(dump(each))
        assert load(path) == each


def test_a_users_calibration_comes_before_the_one_that_is_shipped(tmp_path: Path) -> None:
    for name, samples in (("shipped", 10), ("own", 20)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.yaml").write_text(dump(Calibration("x", "text", name, Outcomes(samples, 1))))
    book = load_book([tmp_path / "shipped", tmp_path / "own"])
    assert book["x"].measured_on == "own"


def test_the_shipped_calibrations_say_what_they_were_measured_on() -> None:
    book = load_book([Path(__file__).parents[3] / "conf" / "witness"])
    assert CAPTIONER in book
    assert all(each.measured_on and each.overall.present for each in book.values())
    assert all(each.writer is None or each.writer.overall.claims for each in book.values())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: [",
        "witness: x",
        "{witness: x, kind: boxes, measured_on: y, overall: {present: 1, missed: 2}}",
        "{witness: x, kind: eyes, measured_on: y}",
        "{witness: x, kind: text, measured_on: y, classes: [dog]}",
        "{witness: x, kind: text, measured_on: y, writer: {overall: {claims: 1, wrong: 5}}}",
        "{witness: x, kind: boxes, measured_on: y, scores: {steps: [0, 0.3], present: [1], absent: [1, 2]}}",
        "{witness: x, kind: boxes, measured_on: y, scores: {steps: [0.1, 0.3], present: [1, 2], absent: [1, 2]}}",
        "{witness: x, kind: boxes, measured_on: y, scores: {steps: [0, 0.3], present: [1, -2], absent: [1, 2]}}",
    ],
)
def test_what_is_no_calibration_is_refused_with_its_path(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="broken"):
        load(path)


def test_observations_are_counted_by_truth() -> None:
    things = labelled(read("A man, a dog and a yacht near a tree."), frozenset({"person", "boat"}), KNOWN, LEXICON)
    assert [(each.thing, each.order, each.present) for each in things] == [
        ("person", "first", True),
        ("dog", "second", False),
        ("boat", "third", True),
    ]
    seen = observations("second", things, facts_of_text("second", "A woman and a dog."), KNOWN, LEXICON)
    found = calibrate("second", "text", "one photo", seen)
    assert found.overall == Outcomes(present=2, missed=1, absent=1, invented=1)
    assert found.classes == {"boat": Outcomes(1, 1), "dog": Outcomes(0, 0, 1, 1), "person": Outcomes(1, 0)}
    assert writer_of(things).overall == Errors(3, 1)
    assert writer_of(things).strata["second"] == Errors(1, 1)


def test_a_guess_is_no_claim_to_be_counted() -> None:
    assert labelled(read("Possibly a dog."), frozenset(), KNOWN, LEXICON) == []


def test_pooled_calibrations_add_up() -> None:
    both = pooled("captioner", "two of them", [WRITER, WRITER])
    assert both.overall == WRITER.overall + WRITER.overall
    assert both.writer is not None
    assert both.writer.overall == Errors(2000, 120)
    assert both.classes["dog"].present == 2 * WRITER.classes["dog"].present


def test_a_class_with_few_samples_is_drawn_to_the_rate_of_all() -> None:
    rare = Outcomes(present=1, missed=1)
    assert 0.05 < rare.miss(0.05) < 0.1
    assert Outcomes().miss(0.3) == pytest.approx(0.3)


def test_silence_speaks_against_a_thing_and_naming_it_for_it() -> None:
    silent = sum(weight(DETECTOR, "dog", None, Heard(named=False, neighbour=False)))
    named = sum(weight(DETECTOR, "dog", None, Heard(named=True, neighbour=False)))
    assert silent > 0 > named


def test_a_named_neighbour_speaks_less_against_a_thing_where_that_was_counted() -> None:
    near = Outcomes(present=100, missed=40, absent=100, invented=10)  # there: 60 of 100 neighbours named, else 10
    calibration = Calibration("x", "text", "", DETECTOR.overall, DETECTOR.classes, near=near)
    alone = sum(weight(calibration, "dog", None, Heard(named=False, neighbour=False)))
    beside = sum(weight(calibration, "dog", None, Heard(named=False, neighbour=True)))
    assert beside < alone


def test_small_things_are_missed_more_often() -> None:
    strata = {"tiny": Outcomes(100, 80, 0, 0), "huge": Outcomes(100, 2, 0, 0)}
    calibration = Calibration("x", "boxes", "", DETECTOR.overall, DETECTOR.classes, strata)
    silent = Heard(named=False, neighbour=False)
    assert sum(weight(calibration, "dog", "tiny", silent)) < sum(weight(calibration, "dog", "huge", silent))


def test_what_is_named_late_is_wrong_more_often() -> None:
    things = labelled(read("A man, a dog and a yacht."), frozenset({"person"}), KNOWN, LEXICON)
    writer = writer_of(things * 50)
    assert sum(prior(writer, "person", "first")) < sum(prior(writer, "person", "later"))


@given(st.floats(-600, 600))
def test_log_odds_become_probabilities(odds: float) -> None:
    assert 0 <= probability(odds) <= 1
    assert probability(odds) + probability(-odds) == pytest.approx(1)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60), st.floats(0.5, 1), st.floats(0, 0.2))
def test_errors_from_the_limit_are_as_right_as_they_have_to_be(
    said: list[tuple[float, bool]], precision: float, flagged: float
) -> None:
    limit = error_limit(said, 100, precision=precision, most_flagged=flagged)
    errors = [wrong for probability, wrong in said if probability >= limit]
    if limit < NEVER:
        assert sum(errors) >= precision * len(errors)
        assert len(errors) - sum(errors) <= flagged * 100


def test_counts_are_measured_by_what_exceeds_them() -> None:
    people = [Counted("person", too_low=False, exceeded=False)] * 9 + [Counted("person", too_low=False, exceeded=True)]
    animals = [Counted("animal", too_low=True, exceeded=seen) for seen in (True, True, False)]
    assert count_outcomes([*people, *animals]) == Outcomes(present=10, missed=1, absent=3, invented=1)
    made = calibrate("detector", "boxes", "", [], counts=[*people, *animals])
    assert made.counts == Outcomes(present=10, missed=1, absent=3, invented=1)
    assert made.count_groups == {
        "animal": Outcomes(absent=3, invented=1),
        "person": Outcomes(present=10, missed=1),
    }


def test_registrations_are_measured_by_nationality() -> None:
    read = [Read("PH", right=True)] * 8 + [Read("N", right=False), Read(None, right=False)]
    assert reading_outcomes(read) == {
        "registration": Outcomes(present=10, missed=1, absent=10, invented=2),
        "registration N": Outcomes(present=1, missed=1, absent=1, invented=1),
        "registration PH": Outcomes(present=8, missed=0, absent=8, invented=0),
    }
    assert reading_outcomes([]) == {}


def test_boxes_are_observed_like_words() -> None:
    things = labelled(read("A man and a dog."), frozenset({"person"}), KNOWN, LEXICON)
    seen = observations("detector", things, [box("person")], KNOWN, LEXICON)
    assert [(each.thing, each.present, each.named) for each in seen] == [("person", True, True), ("dog", False, False)]


def test_the_best_score_of_a_thing_says_how_much_its_silence_means() -> None:
    things = labelled(read("A man, a dog and a yacht."), frozenset({"person", "boat"}), KNOWN, LEXICON)
    facts = [box("person"), Fact("detector", TRACE, "dog", 0.12), Fact("detector", TRACE, "boat", 0.22)]
    seen = observations("detector", things, facts, KNOWN, LEXICON)
    assert [(each.thing, each.named, each.score) for each in seen] == [
        ("person", True, 0.9), ("dog", False, 0.12), ("boat", False, 0.22),
    ]  # fmt: skip
    scores = calibrate("detector", "boxes", "one photo", seen).scores
    assert dict(zip(scores.steps, zip(scores.present, scores.absent, strict=True), strict=True)) == {
        0.0: (0, 0), 0.06: (0, 0), 0.1: (0, 1), 0.15: (0, 0), 0.2: (1, 0), 0.3: (0, 0), 0.5: (0, 0), 0.7: (1, 0),
    }  # fmt: skip
    assert (
        calibrate("second", "text", "one photo", observations("second", things, [], KNOWN, LEXICON)).scores == Scores()
    )


def test_a_higher_score_never_speaks_more_against_a_thing() -> None:
    scores = Scores((0, 0.1, 0.2, 0.3), (10, 10, 5, 75), (60, 20, 15, 5))
    ratios = [scores.log_ratio(score) for score in (0, 0.05, 0.15, 0.25, 0.3, 1)]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[0] > 1.5
    assert ratios[-1] < -2.5
    assert ratios[2] == ratios[3], "the third step alone would say more than the second"


def test_a_trace_of_a_thing_names_nothing_and_supports_nothing() -> None:
    traced = replace(DETECTOR, scores=Scores((0, 0.1, 0.3), (5, 10, 85), (80, 15, 5)))
    book = {**BOOK, "detector": traced}
    claims, looked = read("A dog."), ("detector",)

    def found(*facts: Fact) -> Weighed:
        return weigh(claims, facts, looked, book, writer="first")[0]

    silent, trace = found(), found(Fact("detector", TRACE, "dog", 0.2))
    assert silent.opposing == trace.opposing == ("detector",)
    assert trace.supporting == ()
    assert silent.probability is not None
    assert trace.probability is not None
    assert silent.probability > trace.probability > 0.05
    assert found(box("dog")).verdict == "supported"
