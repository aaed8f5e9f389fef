"""How much of what witnesses say together is new, and what a class says about a detector's silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from claims_book import BOOK, DETECTOR, box

from runner.errors import ConfigError
from runner.facts import TRACE, Fact
from runner.text.claims.calibration import Calibration, Outcomes, Scores, dump, load
from runner.text.claims.dependence import Dependence
from runner.text.claims.evidence import Heard
from runner.text.claims.odds import weight
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.silence import Prior
from runner.text.claims.verdict import CAPTIONER
from runner.text.claims.weighing import weigh

SEEING = replace(
    DETECTOR,
    overall=Outcomes(present=1000, missed=400),
    classes={"dog": Outcomes(500, 50), "fork": Outcomes(500, 350)},
    scores=Scores((0.0, 0.1, 0.3), (30, 10, 60), (80, 15, 5)),
)


def risk(text: str, book: dict[str, Calibration], *facts: Fact) -> float:
    """How likely the one claim of the text is wrong, with two detectors and a second captioner that looked."""
    (found,) = weigh(read(text), facts, ("detector", "other", "second"), book, writer="first")
    assert found.probability is not None
    return found.probability


def counting(**weights: float) -> dict[str, Calibration]:
    """The calibrations of two detectors and a captioner, where the parts of the odds count for so much."""
    captioner = replace(BOOK[CAPTIONER], dependence=Dependence(**weights))
    return {**BOOK, "detector": SEEING, "other": replace(SEEING, witness="other"), CAPTIONER: captioner}


def test_independent_parts_add_up_and_dependent_ones_count_for_less() -> None:
    before = Prior(-2.0, 0.5, 0.25)
    assert Dependence().log_odds(before, -1.0, 3.0) == pytest.approx(0.75)
    assert Dependence(things=0.0, captioners=0.5, boxes=0.5).log_odds(before, -1.0, 3.0) == pytest.approx(-1.0)


def test_two_silent_detectors_say_less_where_they_miss_the_same_things() -> None:
    said = facts_of_text("second", "A dog.")
    alone = {name: each for name, each in counting(boxes=0.5).items() if name != "other"}
    assert risk("A dog.", alone, *said) < risk("A dog.", counting(boxes=0.5), *said)
    assert risk("A dog.", counting(boxes=0.5), *said) < risk("A dog.", counting(), *said)


def test_what_a_captioner_confirms_counts_by_its_weight() -> None:
    said = facts_of_text("second", "A dog.")
    assert risk("A dog.", counting(captioners=1.0), *said) < risk("A dog.", counting(captioners=0.1), *said)


def test_silence_about_what_a_detector_seldom_misses_tells_more() -> None:
    silent = Heard(named=False, neighbour=False)
    assert sum(weight(SEEING, "dog", None, silent)) > sum(weight(SEEING, "zebra", None, silent))
    assert sum(weight(SEEING, "zebra", None, silent)) > sum(weight(SEEING, "fork", None, silent))


def test_a_trace_is_weighed_by_its_class_too_and_a_box_by_its_score_alone() -> None:
    trace = Heard(named=False, neighbour=False, score=0.2)
    named = Heard(named=True, neighbour=False, score=0.9)
    assert sum(weight(SEEING, "dog", None, trace)) > sum(weight(SEEING, "fork", None, trace))
    assert weight(SEEING, "dog", None, named) == weight(SEEING, "fork", None, named)
    assert risk("A dog.", counting(), Fact("detector", TRACE, "dog", 0.2)) > risk("A dog.", counting(), box("dog"))


def test_weights_are_read_as_they_were_written_and_left_out_where_they_are_usual(tmp_path: Path) -> None:
    made = replace(BOOK[CAPTIONER], dependence=Dependence(boxes=0.6))
    (tmp_path / "captioner.yaml").write_text(dump(made), encoding="utf-8")
    assert load(tmp_path / "captioner.yaml") == made
    assert "dependence" not in dump(BOOK[CAPTIONER])


@pytest.mark.parametrize("broken", ["{boxes: much}", "{eyes: 1}", "[1, 2]"])
def test_weights_of_unknown_parts_are_refused(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "captioner.yaml"
    path.write_text(f"{dump(BOOK[CAPTIONER])}dependence: {broken}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="captioner"):
        load(path)


def test_the_shipped_captioner_says_what_its_witnesses_count_for() -> None:
    shipped = load(Path(__file__).parents[3] / "conf" / "witness" / "captioner.yaml")
    assert shipped.silence is not None
    assert 0 < shipped.dependence.boxes < 1, "detectors learnt from the same photos"
    assert shipped.silence.weights["writer"] == 1
    assert shipped.silence.weights["boxes"] > 0
