"""Claims weighed against witnesses: what is supported, contradicted or unwitnessed, and how severely."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims_book import BOOK, DETECTOR, box

from runner.facts import Fact
from runner.text.claims.calibration import Calibration, Outcomes
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.verdict import Limits, Weighed
from runner.text.claims.weighing import weigh

ALL = ("detector", "second", "reader")


def weighed(
    text: str,
    *facts: Fact,
    looked: tuple[str, ...] = ALL,
    book: dict[str, Calibration] = BOOK,
    writer: str = "first",
    limits: Limits | None = None,
) -> dict[tuple[str, str], Weighed]:
    found = weigh(read(text), facts, looked, book, writer=writer, limits=limits)
    return {(each.claim.kind, each.claim.value): each for each in found}


def thing(text: str, *facts: Fact, looked: tuple[str, ...] = ALL, writer: str = "first") -> Weighed:
    (found,) = (
        each for each in weighed(text, *facts, looked=looked, writer=writer).values() if each.claim.kind == "object"
    )
    return found


SECOND_SEES_A_CAR = facts_of_text("second", "A car in a street.")


def test_two_witnesses_that_miss_a_thing_make_an_error() -> None:
    found = thing("A dog.", box("car"), *SECOND_SEES_A_CAR)
    assert (found.verdict, found.severity) == ("contradicted", "error")
    assert set(found.opposing) == {"detector", "second"}
    assert found.probability is not None
    assert found.probability > 0.95


def test_one_weak_witness_warns_at_most() -> None:
    alone = thing("A dog.", *SECOND_SEES_A_CAR, looked=("second",))
    assert (alone.verdict, alone.severity) == ("contradicted", "warn")


def test_a_witness_that_names_the_thing_supports_it_under_any_name() -> None:
    found = thing("A sailing boat.", box("boat"), looked=("detector",))
    assert (found.verdict, found.supporting, found.severity) == ("supported", ("detector",), None)
    kind = thing("A man.", box("person"), looked=("detector",))
    assert kind.verdict == "supported"
    broader = thing("A vehicle.", box("truck"), looked=("detector",))
    assert broader.verdict == "supported"


@pytest.mark.parametrize("gone", ["detector", "second"])
def test_without_either_witness_it_is_no_error(gone: str) -> None:
    facts = (box("car"), *SECOND_SEES_A_CAR)
    looked = tuple(name for name in ALL if name != gone)
    assert thing("A dog.", *facts, looked=looked).severity != "error"


@pytest.mark.parametrize(
    "facts",
    [(), (box("car"), *SECOND_SEES_A_CAR), (Fact("reader", "text", "STOP"), Fact("reader", "registration", "N1AA"))],
)
def test_nothing_is_contradicted_where_no_witness_looked(facts: tuple[Fact, ...]) -> None:
    text = 'Two dogs and a boat, a sign "GO", PH-BFL.'
    assert {each.verdict for each in weighed(text, *facts, looked=()).values()} == {"unwitnessed"}


def test_a_class_that_a_witness_cannot_know_is_unwitnessed_by_it() -> None:
    found = thing("A tree.", box("car"), *SECOND_SEES_A_CAR)
    assert (found.verdict, found.opposing, found.severity) == ("unwitnessed", (), None)


def test_a_witness_without_a_calibration_supports_and_never_denies() -> None:
    stranger = facts_of_text("stranger", "A car.")
    assert thing("A car.", *stranger, looked=("stranger",)).verdict == "supported"
    assert thing("A dog.", *stranger, looked=("stranger",)).verdict == "unwitnessed"


def test_a_text_never_supports_itself() -> None:
    own = facts_of_text("first", "A tree.")
    assert thing("A tree.", *own, looked=("first",)).verdict == "unwitnessed"
    also = facts_of_text("second", "A dog.")
    assert thing("A dog.", *also, looked=("second",), writer="second").verdict == "unwitnessed"


@pytest.mark.parametrize("text", ["A statue of a dog.", "It is possibly a dog.", "He waits for a dog."])
def test_figures_and_guesses_are_never_contradicted(text: str) -> None:
    found = weighed(text, box("car"), *SECOND_SEES_A_CAR)[("object", "dog")]
    assert (found.verdict, found.severity) == ("unwitnessed", None)


def test_what_nobody_measured_of_the_writer_is_no_error() -> None:
    book = {name: each for name, each in BOOK.items() if name != "captioner"}
    found = weighed("A dog.", box("car"), *SECOND_SEES_A_CAR, book=book)[("object", "dog")]
    assert (found.verdict, found.severity, found.probability) == ("unwitnessed", None, None)


def test_a_higher_limit_turns_errors_into_warnings() -> None:
    facts = (box("car"), *SECOND_SEES_A_CAR)
    strict = weighed("A dog.", *facts, limits=Limits(error=0.99999))[("object", "dog")]
    assert strict.severity == "warn"


def test_more_than_claimed_is_an_error_and_fewer_prove_nothing() -> None:
    three = (box("person"), box("person"), box("person"))
    low = weighed("Two people.", *three)[("count", "2")]
    assert (low.verdict, low.severity, low.value, low.opposing) == ("contradicted", "error", "3", ("detector",))
    assert weighed("Four people.", *three)[("count", "4")].verdict == "unwitnessed"
    assert weighed("3 people.", *three)[("count", "3")].verdict == "supported"


@pytest.mark.parametrize("seen", range(3, 11))
def test_several_is_never_wrong_between_three_and_ten(seen: int) -> None:
    found = weighed("Several people.", *[box("person")] * seen)
    assert {each.severity for each in found.values()} == {None}


def test_what_is_spoken_of_again_is_not_counted_again() -> None:
    text = "Two people sit on a bench. The people talk, and the two people smile."
    (count,) = [each for (kind, _), each in weighed(text, *[box("person")] * 3).items() if kind == "count"]
    assert count.severity == "error"


def test_counts_of_one_text_add_up() -> None:
    three = [box("person")] * 3
    assert weighed("Two men and a woman.", *three)[("count", "2")].severity is None
    assert weighed("Two men before a crowd.", *three)[("count", "2")].severity is None


def test_passers_by_far_smaller_than_the_largest_are_not_counted() -> None:
    assert weighed("A single person.", box("person", 0.8), *[box("person", 0.1)] * 5)[("count", "1")].severity is None
    assert weighed("A single person.", *[box("person", 0.4)] * 4)[("count", "1")].severity == "error"


def test_a_count_is_no_error_where_counts_were_not_measured() -> None:
    book = {**BOOK, "detector": Calibration("detector", "boxes", "", DETECTOR.overall, DETECTOR.classes)}
    assert weighed("Two people.", *[box("person")] * 4, book=book)[("count", "2")].severity == "warn"


def test_text_in_the_picture_is_confirmed_and_never_denied() -> None:
    read_there = Fact("reader", "text", "ROUTE 66 DINER", 0.98)
    assert weighed('A sign "Route 66".', read_there)[("text", "Route 66")].verdict == "supported"
    assert weighed('A sign "Route 67".', read_there)[("text", "Route 67")].verdict == "unwitnessed"


def test_registrations_agree_across_letters_that_look_alike() -> None:
    assert (
        weighed("PH-BFL lands.", Fact("reader", "registration", "PHBFL"))[("registration", "PH-BFL")].verdict
        == "supported"
    )
    other = weighed("PH-BFL lands.", Fact("reader", "registration", "PH-BFK"))[("registration", "PH-BFL")]
    assert (other.verdict, other.severity, other.value) == ("contradicted", "warn", "PH-BFK")
    assert weighed("PH-BFL lands.")[("registration", "PH-BFL")].verdict == "unwitnessed"


def test_a_registration_is_confirmed_by_a_line_that_was_read() -> None:
    line = Fact("reader", "text", "PH BFL", 0.9)
    assert weighed("PH-BFL lands.", line)[("registration", "PH-BFL")].verdict == "supported"


def test_a_kind_of_what_another_captioner_names_is_less_surely_wrong() -> None:
    book = {**BOOK, "second": replace(BOOK["second"], near=Outcomes(100, 40, 100, 10))}
    apart = weighed("A dog.", *facts_of_text("second", "A car."), looked=("second",), book=book)[("object", "dog")]
    broader = weighed("A dog.", *facts_of_text("second", "Animals."), looked=("second",), book=book)[("object", "dog")]
    assert apart.probability is not None
    assert broader.probability is not None
    assert broader.probability < apart.probability


def test_other_kinds_are_supported_by_a_witness_that_states_them() -> None:
    fact = Fact("exif", "date", "4 May 2021")
    assert weighed("Seen on 4 May 2021.", fact, looked=("exif",))[("date", "4 May 2021")].verdict == "supported"
    assert weighed("Seen on 5 May 2021.", fact, looked=("exif",))[("date", "5 May 2021")].verdict == "unwitnessed"


def test_what_a_witness_only_glimpsed_is_neither_supported_nor_denied_by_it() -> None:
    glimpse = Fact("detector", "glimpse", "dog", 0.4, box("dog").region)
    unsure = thing("A dog.", glimpse, *SECOND_SEES_A_CAR)
    assert "detector" not in (*unsure.supporting, *unsure.opposing)
    silent = thing("A dog.", box("car"), *SECOND_SEES_A_CAR)
    assert unsure.probability is not None
    assert silent.probability is not None
    assert unsure.probability < 0.1 < silent.probability
