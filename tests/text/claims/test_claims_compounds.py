"""Words that can name a thing but do not: as part of another name, as a verb, or as an age."""

from __future__ import annotations

import pytest

from runner.text.claims.reader import read


def seen(text: str) -> list[str]:
    return [claim.value for claim in read(text) if claim.kind == "object" and claim.mode == "seen"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An apple tree behind a boat shed", ["tree"]),
        ("A giraffe enclosure with a sheep farm", []),
        ("A passenger window", ["window"]),
        ("Kids' toys on a rug", ["toy", "rug"]),
        ("The kids' toys on a rug", ["child", "toy", "rug"]),
        ("A sandwich board beside a bed of flowers", []),
        ("A carrot cake and a corn dog", ["carrot cake"]),
        ("A guinea pig eats a carrot", ["carrot"]),
        ("A greyhound bus", ["greyhound bus"]),
        ("A baby bottle and a baby bird", ["baby bottle", "bird"]),
        ("An adult and two baby zebras", ["zebra"]),
        ("A subway car and a train with five cars", ["subway car", "train", "train car"]),
        ("A train passes a road with two cars", ["train", "road", "car"]),
        ("A pizza oven and an oven mitt", ["pizza oven"]),
        ("A family of ducks", ["duck"]),
        ("A family of four", ["family"]),
    ],
)
def test_a_word_in_the_name_of_something_else_is_no_thing(text: str, found: list[str]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her feet sink into the sand.", ["sand"]),
        ("The tree bears fruit.", ["tree", "fruit"]),
        ("The woman books a hotel.", ["woman"]),
        ("They duck under the tree.", ["tree"]),
        ("He wants to train dogs.", ["dog"]),
        ("A man next to train tracks", ["man"]),
        ("The woman with the books", ["woman", "book"]),
        ("Two bears eat.", ["bear"]),
        ("A dog runs along a fence.", ["dog", "fence"]),
        ("A cat walks past.", ["cat"]),
        ("The bus stops at a corner.", ["bus"]),
        ("People wait at bus stops.", ["person", "bus stop"]),
        ("Cars park beside two buses.", ["car", "bus"]),
        ("The TV shows a map.", ["tv"]),
        ("A zebra crossing the road", ["zebra", "road"]),
        ("A zebra crossing in front of a wall", ["wall"]),
        ("A bird watching a fish", ["bird", "fish"]),
        ("A horse racing on grass", ["horse", "grass"]),
        ("Horse racing on grass", ["grass"]),
    ],
)
def test_a_word_that_is_a_verb_where_it_stands_is_no_thing(text: str, found: list[str]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The car's door is open.", ["car"]),
        ("A car door", []),
        ("The truck's driver", ["truck", "driver"]),
        ("A truck driver", ["driver"]),
        ("The dog's owner", ["dog", "dog owner"]),
        ("A cat's eye", []),
    ],
)
def test_a_possessive_proves_its_owner(text: str, found: list[str]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Two of the elephants are adults, the third is a baby.", False),
        ("A zebra mother and her baby", False),
        ("A woman feeds an elephant and a baby.", True),
        ("A baby sleeps beside a dog.", True),
        ("Adults look at animals.", True),
    ],
)
def test_the_young_of_animals_are_no_people(text: str, person: bool) -> None:
    assert any(value in ("adult", "baby", "mother") for value in seen(text)) == person


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An orange and a banana", ["orange fruit", "banana"]),
        ("A woman in an orange shirt eats an orange.", ["woman", "shirt", "orange fruit"]),
        ("An orange and white cat", ["cat"]),
        ("They wear orange and green.", []),
        ("A red, orange, and brown wall", ["wall"]),
        ("He peels a ripe orange.", ["orange fruit"]),
    ],
)
def test_an_orange_is_a_fruit_where_it_is_a_noun(text: str, found: list[str]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A couple walks along the beach.", True),
        ("An elderly couple", True),
        ("A couple of dogs", False),
        ("A couple dogs", False),
    ],
)
def test_a_couple_is_two_people_unless_it_counts(text: str, people: bool) -> None:
    assert any(claim.value.startswith("couple") for claim in read(text)) == people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("laptop, keyboard, car, park, stop, sign", ["laptop", "keyboard", "car", "sign"]),
        ("Objects: toy, horse, train, station", ["toy", "horse", "train"]),
        ("bus\nlane", ["bus"]),
        ("A St. Bernard on a tennis-court", ["st bernard"]),
        ("A dog's-tooth shirt", ["shirt"]),
    ],
)
def test_no_name_goes_on_behind_a_mark(text: str, found: list[str]) -> None:
    assert seen(text) == found
