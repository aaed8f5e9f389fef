from __future__ import annotations

import pytest

from runner.text.lettering.ownership import Ownership, others, ownership
from runner.text.lettering.registrations import LineReading, Registration, registrations


def looks(*read: tuple[str, float]) -> list[LineReading]:
    """Looks of which every letter is as certain as the others."""
    return [LineReading(text, score, score) for text, score in read]


def asserted(*lines: list[tuple[str, float]]) -> list[str]:
    return [found.mark for found in registrations([looks(*line) for line in lines]) if found.asserted]


@pytest.mark.parametrize(
    ("read", "mark"),
    [
        ("N502SX", "N502SX"), ("D-AIXP", "D-AIXP"), ("OO-SJF", "OO-SJF"), ("B-8100", "B-8100"), ("JA387A", "JA387A"),
        ("D·AIXP", "D-AIXP"), ("PH - WWZ", "PH-WWZ"), ("N 502SX", "N502SX"), ("Air Show N502SX 2019", "N502SX"),
        ("9V-SGR", "9V-SGR"),
    ],
)  # fmt: skip
def test_a_mark_that_is_read_clearly_is_asserted_as_its_register_writes_it(read: str, mark: str) -> None:
    (found,) = registrations([looks((read, 0.99))])
    assert (found.mark, found.asserted) == (mark, True)


@pytest.mark.parametrize(
    ("read", "mark"),
    [
        ("NI54TS", "N154TS"), ("NB31FR", "N831FR"), ("V725DT", "N725DT"), ("N2O2VG", "N202VG"), ("N34BM5", "N348MS"),
        ("B8100", "B-8100"), ("00-SJF", "OO-SJF"),
    ],
)  # fmt: skip
def test_letters_that_are_often_confused_are_corrected_where_only_one_mark_is_possible(read: str, mark: str) -> None:
    (found,) = registrations([looks((read, 0.99))])
    assert (found.mark, found.asserted) == (mark, True)
    assert found.confidence < 0.99


def test_each_correction_costs_confidence() -> None:
    plain, once, twice = (registrations([looks((read, 1.0))])[0].confidence for read in ("N831FR", "NB31FR", "N34BM5"))
    assert plain > once > twice


@pytest.mark.parametrize(
    "read",
    [
        "N502$X",  # N502SX or N5025X
        "DELTA",  # D-ELTA, or a word
        "DAIXP",  # as well a word
        "FedEx",  # in small letters, no mark
        "N28J",  # too short: may be a part
        "GA202N",  # N202VG turned over
        "A320", "BOEING 737", "1800", "F-16C", "MD-11", "Hello", "",
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_not_asserted(read: str) -> None:
    assert asserted([(read, 1.0)]) == []


def test_unclear_letters_assert_nothing() -> None:
    assert asserted([("TT-ATA", 0.84)]) == []
    assert asserted([("TT-ATA", 0.84), ("TT-ATA", 0.9)]) == ["TT-ATA"]
    (one_letter,) = registrations([[LineReading("TT-ATA", 0.95, 0.7)]])
    assert not one_letter.asserted


def test_a_letter_that_may_be_its_look_alike_has_to_be_certain() -> None:
    """D-ABOL may be D-ABQL; TT-ATA has no letter that looks like another."""
    assert asserted([("D-ABOL", 0.97)], [("TT-ATA", 0.97)]) == ["TT-ATA"]
    assert asserted([("D-ABOL", 0.99)]) == ["D-ABOL"]


def test_looks_that_disagree_assert_nothing_and_both_marks_stay_possible() -> None:
    found = registrations([looks(("N57018", 0.99), ("N57015", 0.96))])
    assert found == [Registration("N57018", 0.99, 0, False), Registration("N57015", 0.96, 0, False)]


def test_a_look_without_a_mark_disagrees_with_none() -> None:
    assert asserted([("N57018", 0.99), ("N5701", 0.4), ("57018", 0.8)]) == []  # N5701 is another mark
    assert asserted([("N57018", 0.99), ("57018", 0.8)]) == ["N57018"]


def test_a_part_of_a_mark_elsewhere_asserts_neither_and_two_aircraft_are_both_asserted() -> None:
    assert asserted([("N282J", 0.99)], [("N282JD", 0.99)]) == []
    assert asserted([("N502SX", 0.99)], [("D-AIXP", 0.98)]) == ["N502SX", "D-AIXP"]
    assert asserted([("N502SX", 0.99)], [("N502SX", 0.97)]) == ["N502SX"]


def test_the_line_of_a_mark_is_the_one_that_shows_it_best() -> None:
    found = registrations([looks((text, score)) for text, score in (("KLM", 1.0), ("PH-WWZ", 0.96), ("PH-WWZ", 0.99))])
    assert found == [Registration("PH-WWZ", 0.99, 2, True)]


@pytest.mark.parametrize(
    ("line", "kind", "owner"),
    [
        ("© 2019 Jane Miller", "copyright", "Jane Miller"),
        ("(C) John Doe 2004", "copyright", "John Doe"),
        ("@ 2004 Hans Meier", "copyright", "Hans Meier"),
        ("Copyright 2011-2014 Photographer X. All rights reserved.", "copyright", "Photographer X"),
        ("© 2019 Jane Miller / JetPhotos", "copyright", "JetPhotos"),
        ("all rights reserved", "copyright", None),
        ("gettyimages", "agency", "Getty Images"),
        ("Getty Images/AFP", "agency", "Getty Images"),
        ("Jane Lee/AFP", "agency", "AFP"),
        ("planespotters.net", "agency", "Planespotters.net"),
        ("www.airliners.net", "agency", "Airliners.net"),
        ("Photo by Ann Lee", "credit", "Ann Lee"),
        ("Foto: Karl Weber", "credit", "Karl Weber"),
        ("Jane Lee Photography", "credit", "Jane Lee"),
        ("www.janelee.photography", "address", "janelee.photography"),
    ],
)
def test_marks_of_ownership(line: str, kind: str, owner: str | None) -> None:
    assert ownership(line) == Ownership(kind, owner, line)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        "DELTA",
        "UNITED",
        "KEPA",
        "Reuters building",
        "STOP",
        "Photo",
        "Coca-Cola",
        "cafe",
        "N502SX",
        "me@work",
        "C 172",
        "",
    ],
)
def test_signs_and_titles_are_no_marks_of_ownership(line: str) -> None:
    assert ownership(line) is None


def test_the_photographers_own_marks_are_not_somebody_elses() -> None:
    own = frozenset({"Jane Miller", "janemiller.com"})
    for line, foreign in (
        ("© 2019 Jane Miller", False), ("© Jane Miller Photography", False), ("www.janemiller.com", False),
        ("© 2019 John Doe", True), ("gettyimages", True), ("all rights reserved", True),
    ):  # fmt: skip
        found = ownership(line)
        assert found is not None
        assert others(found, own) is foreign, line
