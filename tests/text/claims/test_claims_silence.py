"""What it means if a second captioner does not make a claim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from claims_book import BOOK, box

from runner.errors import ConfigError
from runner.facts import Fact
from runner.text.claims.associations import Associations, count, likelihood_ratio
from runner.text.claims.calibration import dump, load
from runner.text.claims.evidence import DESCRIPTION
from runner.text.claims.reader import facts_of_text, read, read_keywords
from runner.text.claims.silence import MEASURES, Regression
from runner.text.claims.verdict import CAPTIONER
from runner.text.claims.weighing import weigh

BEACH = frozenset({"dog", "boat"})
STREET = frozenset({"car", "bicycle"})
SCENES = count(
    [
        *[(BEACH, frozenset({"sand", "sunny"}))] * 20,
        *[(STREET, frozenset({"pavement", "sunny"}))] * 20,
        *[(frozenset({"person"}), frozenset({"sunny"}))] * 20,
    ]
)


def regression(**weights: float) -> Regression:
    """A regression in which all other measures weigh nothing."""
    return Regression(0.0, {**dict.fromkeys(MEASURES, 0.0), **weights}, SCENES)


def risk(text: str, said: str, silence: Regression, thing: str = "dog", *seen: Fact) -> float:
    """How likely it is that the thing in the text is wrong, when a second captioner says something else."""
    book = {**BOOK, CAPTIONER: replace(BOOK[CAPTIONER], silence=silence)}
    facts = (*seen, *facts_of_text("second", said), Fact("second", DESCRIPTION, said))
    found = weigh(read(text), facts, ("detector", "second"), book, writer="first")
    (probability,) = {each.probability for each in found if each.claim.kind == "object" and each.claim.value == thing}
    assert probability is not None
    return probability


def test_words_of_the_second_text_can_tell_of_a_thing_that_it_does_not_name() -> None:
    by_words = regression(words=-1.0)
    assert risk("A dog.", "White sand.", by_words) < 0.5 < risk("A dog.", "The pavement.", by_words)
    assert risk("A dog.", "A sunny day.", by_words) == pytest.approx(0.5)  # is said of everything


def test_things_that_witnesses_see_speak_for_what_goes_with_them() -> None:
    by_company = regression(company=-1.0)
    beside = [risk("A dog.", "Nothing.", by_company, "dog", box(name)) for name in ("boat", "car")]
    assert beside[0] < 0.5 < beside[1]


def test_a_later_sentence_is_wrong_more_often_where_that_was_measured() -> None:
    late = regression(sentence=1.0)
    first = risk("A dog runs. It is a sunny day.", "Sand.", late)
    second = risk("It is a sunny day. A dog runs.", "Sand.", late)
    assert first == pytest.approx(0.5)
    assert second > first


def test_a_thing_that_the_second_one_names_is_weighed_without_regression() -> None:
    certain = regression(silence=100.0)
    assert risk("A dog.", "A car.", certain) > 0.99
    assert risk("A dog.", "A dog.", certain) < 0.5


def test_keywords_have_no_place_in_a_text_and_are_weighed_by_rates_alone() -> None:
    book = {**BOOK, CAPTIONER: replace(BOOK[CAPTIONER], silence=regression(silence=-100.0))}
    (found,) = weigh(read_keywords(["dog"]), facts_of_text("second", "A car."), ("second",), book, writer="first")
    without = weigh(read_keywords(["dog"]), facts_of_text("second", "A car."), ("second",), BOOK, writer="first")
    assert (found,) == without


def test_what_is_together_by_chance_is_not_kept() -> None:
    assert SCENES.with_things["dog"] == {"bicycle": 0, "boat": 20, "car": 0, "person": 0}
    assert "sunny" not in SCENES.words
    assert SCENES.with_words["dog"] == {"pavement": 0, "sand": 20}


def test_the_likelihood_ratio_is_that_of_a_table_of_two_by_two() -> None:
    assert likelihood_ratio(10, 20, 20, 40) == pytest.approx(0.0)
    assert likelihood_ratio(20, 20, 20, 40) == pytest.approx(2 * 40 * 0.6931471805599453)  # 2 N ln 2


def test_a_regression_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = replace(BOOK[CAPTIONER], silence=regression(silence=0.5, words=-0.25))
    (tmp_path / "captioner.yaml").write_text(dump(made), encoding="utf-8")
    assert load(tmp_path / "captioner.yaml") == made


@pytest.mark.parametrize(
    "broken",
    [
        {"with_things": {"dog": {"boat": 21}}},  # more often together than there are dogs
        {"with_words": {"dog": {"unheard": 1}}},
        {"things": {**SCENES.things, "dog": 61}},
    ],
)
def test_impossible_counts_are_refused(tmp_path: Path, broken: dict[str, object]) -> None:
    known: Associations = replace(SCENES, **broken)  # type: ignore[arg-type]
    made = replace(BOOK[CAPTIONER], silence=replace(regression(), associations=known))
    (tmp_path / "captioner.yaml").write_text(dump(made), encoding="utf-8")
    with pytest.raises(ConfigError, match="captioner"):
        load(tmp_path / "captioner.yaml")
