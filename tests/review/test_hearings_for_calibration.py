"""What witnesses said about photos with known truth, as counted by `runner calibrate`."""

from __future__ import annotations

from runner.facts import Fact, Look, Region
from runner.review.calibrating.hearings import counts, kind_of, readings, speakers, views
from runner.review.calibrating.labels import of_approved, of_labels
from runner.schema import Texts
from runner.text.claims.calibrating import Counted, Observation, Read
from runner.text.claims.reader import read

BOX = Region(0.1, 0.1, 0.5, 0.5)


def test_labels_tell_of_things_numbers_views_and_registrations() -> None:
    truths, unknown = of_labels({"a": ["2 dog", "kitchen", "indoors", "PH-BFA"], "b": ["beach", "qwerty"]})
    first, second = truths["a"], truths["b"]
    assert (first.present, dict(first.counts)) == ({"dog"}, {"dog": 2})
    assert {label.name for label in first.views} == {"kitchen", "indoors"}
    assert {label.name for label in second.known_views} == {"kitchen", "indoors", "beach"}
    assert (first.registrations, second.registrations) == ({"PH-BFA"}, frozenset())
    assert unknown == ("qwerty",)


def test_what_a_person_left_of_a_view_fits_and_what_was_taken_out_does_not() -> None:
    truth = of_approved(Texts("A dog in a kitchen.", None, ()), Texts("A dog on a beach.", None, ()))
    assert {label.name for label in truth.views} == {"beach"}
    assert {label.name for label in truth.known_views} == {"beach", "kitchen"}


def test_a_chosen_label_is_held_against_the_claims_of_its_group_only() -> None:
    truths, _ = of_labels({"a": ["kitchen", "indoors"], "b": ["beach"]})
    chosen = [Fact("encoder", "scene", "beach", 0.9)]
    claims = read("An indoor kitchen, or a beach. On a beach.")
    assert views(claims, chosen, truths["a"]) == [
        Observation("beach", present=False, named=True),
        Observation("kitchen", present=True, named=False),
    ]
    assert views(claims, [], truths["a"]) == []


def test_a_reader_is_measured_by_photos_with_a_known_registration_only() -> None:
    truths, _ = of_labels({"a": ["PH-BFA"], "b": ["airplane"]})
    right, wrong = (Fact("read", "registration", mark, 0.9, BOX) for mark in ("PH-BFA", "N123AB"))
    assert readings([right, wrong], truths["a"]) == [Read("PH", right=True), Read("N", right=False)]
    assert readings([], truths["a"]) == [Read(None, right=False)]
    assert readings([wrong], truths["b"]) == []


def test_numbers_are_counted_by_the_group_of_their_things() -> None:
    truths, _ = of_labels({"a": ["3 dog", "2 person"]})
    facts = [Fact("boxes", "object", name, 0.9, BOX) for name in ("dog", "dog", "dog", "person")]
    claims = read("Two dogs and two people.")
    assert counts(claims, facts, truths["a"], Look("boxes")) == [
        Counted("animal", too_low=True, exceeded=True),
        Counted("person", too_low=False, exceeded=False),
    ]
    assert counts(claims, facts, truths["a"], Look("second", believed=False)) == []


def test_who_says_what_and_what_kind_of_witness_that_makes() -> None:
    said = [
        Fact("boxes", "object", "dog", 0.9, BOX),
        Fact("second", "scene", "beach"),
        Fact("encoder", "scene", "beach", 0.9),
        Fact("read", "registration", "PH-BFA", 0.9, BOX),
        Fact("names", "registration", "PH-BFA"),
    ]
    found = speakers(said)
    assert (found.namers, found.choosers, found.readers) == ({"boxes"}, {"encoder"}, {"read"})
    assert kind_of(Look("encoder", believed=False), views=True) == "choice"
    assert (kind_of(Look("boxes"), views=False), kind_of(Look("s", believed=False), views=False)) == ("boxes", "text")
