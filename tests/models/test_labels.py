from __future__ import annotations

import pytest

from runner.models.onnx.labels import most_specific
from runner.schema import Label

ANIMAL = Label("animal", 0.97, ("animal",))
DOG = Label("dog", 0.9, ("animal", "dog"))
BEAGLE = Label("beagle", 0.3, ("animal", "dog", "beagle"))
PUG = Label("pug", 0.55, ("animal", "dog", "pug"))
CAT = Label("cat", 0.07, ("animal", "cat"))
LABELS = (BEAGLE, PUG, CAT, ANIMAL, DOG)


@pytest.mark.parametrize(
    ("threshold", "name"), [(0.98, None), (0.95, "animal"), (0.7, "dog"), (0.55, "pug"), (0.3, "pug"), (0.01, "pug")]
)
def test_it_goes_down_for_as_long_as_the_threshold_holds(threshold: float, name: str | None) -> None:
    found = most_specific(LABELS, threshold)
    assert (found.name if found else None) == name


def test_it_follows_the_most_probable_branch_and_not_the_longest() -> None:
    food = Label("food", 0.6, ("food",))
    tabby = Label("tabby", 0.35, ("animal", "mammal", "cat", "tabby"))
    assert most_specific((tabby, food), 0.3) == food


def test_equally_probable_labels_are_the_same_thing_named_ever_more_precisely() -> None:
    same = [
        Label(name, 0.8, ("animal", "cat", "tabby")[:depth])
        for depth, name in ((1, "animal"), (3, "tabby"), (2, "cat"))
    ]
    found = most_specific(same, 0.5)
    assert found is not None
    assert found.name == "tabby"


def test_classes_without_groups_can_be_chosen_too() -> None:
    knot = Label("knot", 0.8, ("knot",))
    assert most_specific((knot,), 0.5) == knot
    assert most_specific((), 0.5) is None
