"""Photos of different things, separated by what was recognised in them."""

from __future__ import annotations

from runner.text.claims.grouping import groups

CAT, TABBY = ("cat", "mammal", "animal"), ("tabby", "cat", "mammal", "animal")
PLANE, JET = ("airliner", "aircraft", "vehicle"), ("fighter jet", "aircraft", "vehicle")


def said(*terms: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {str(number): each for number, each in enumerate(terms)}


def test_each_group_is_called_by_what_its_photos_have_in_common() -> None:
    found = groups(said(CAT, CAT, TABBY, CAT, PLANE, PLANE, JET, ()))
    assert [(group.term, group.items) for group in found] == [
        ("cat", ("0", "1", "2", "3")),
        ("aircraft", ("4", "5", "6")),
    ]


def test_few_photos_are_no_group() -> None:
    assert groups(said(CAT, PLANE)) == []
    assert groups({}) == []
    many = groups(said(*[CAT] * 50, *[PLANE] * 4))
    assert [group.term for group in many] == ["cat"]


def test_words_that_name_no_subject_part_nothing() -> None:
    assert groups(said(*[("macro",)] * 5, *[("photo", "picture")] * 5)) == []


def test_kinds_of_one_family_are_groups_of_their_own() -> None:
    zebra, dog = ("zebra", "hoofed mammal", "mammal", "animal"), ("dog", "mammal", "animal")
    found = groups(said(*[zebra] * 5, *[dog] * 4, *[PLANE] * 3, ("owl", "bird", "animal")))
    assert [(group.term, len(group.items)) for group in found] == [("zebra", 5), ("dog", 4), ("airliner", 3)]
