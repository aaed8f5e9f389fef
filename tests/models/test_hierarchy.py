from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.errors import EnvError
from runner.models.onnx.hierarchy import DECIMALS, LEAST, likely_groups, read_hierarchy, top_classes
from runner.models.onnx.packaged import classifier_files

HIERARCHY = read_hierarchy(classifier_files("efficientnet_lite0")[1])
NUMBERS = {names[-1]: number for number, names in enumerate(HIERARCHY.classes)}


def probabilities(**shares: float) -> np.ndarray:
    """All of ImageNet's classes at 0, except these (underscores for spaces)."""
    found = np.zeros(len(HIERARCHY.classes))
    for name, share in shares.items():
        found[NUMBERS[name.replace("_", " ")]] = share
    return found


def write(folder: Path, text: str) -> Path:
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_output_of_imagenet_has_a_name() -> None:
    assert len(HIERARCHY.classes) == 1000
    assert all(len(names) >= 1 for names in HIERARCHY.classes)
    ungrouped = {names[-1] for names in HIERARCHY.classes if len(names) == 1}
    assert ungrouped == {"bottle cap", "spiral", "knot", "bubble"}


@pytest.mark.parametrize(
    ("number", "path"),
    [
        (0, ("animal", "fish", "tench")),
        (21, ("animal", "bird", "bird of prey", "kite bird")),
        (134, ("animal", "bird", "waterbird", "wading bird", "crane bird")),
        (281, ("animal", "mammal", "cat", "tabby")),
        (404, ("vehicle", "aircraft", "airliner")),
        (517, ("machine", "construction crane")),
        (698, ("architecture", "building", "palace")),
        (837, ("accessory", "eyewear", "sunglasses")),
        (967, ("food", "drink", "espresso")),
        (999, ("personal care product", "toilet paper")),
    ],
)
def test_names_stand_at_imagenets_numbers(number: int, path: tuple[str, ...]) -> None:
    assert HIERARCHY.classes[number] == path


def test_a_name_stands_for_one_thing_whatever_its_case() -> None:
    names = Counter(each[-1].lower() for each in (*HIERARCHY.classes, *HIERARCHY.groups))
    assert [name for name, count in names.items() if count > 1] == []


def test_names_can_stand_in_a_caption() -> None:
    odd = [
        each[-1] for each in HIERARCHY.classes if not re.fullmatch(r"[A-Za-zé][A-Za-zé'-]*( [A-Za-zé'-]+)*", each[-1])
    ]
    assert odd == []


def test_the_tree_is_whole() -> None:
    groups = set(HIERARCHY.groups)
    assert {names[:depth] for names in HIERARCHY.classes for depth in range(1, len(names))} == groups
    assert not groups & set(HIERARCHY.classes)
    assert all(HIERARCHY.membership.sum(axis=1) >= 2), "a group of one class says no more than the class"
    assert list(HIERARCHY.groups) == sorted(HIERARCHY.groups, key=len), "the general before the particular"


def test_many_unlikely_breeds_are_a_likely_dog() -> None:
    found = np.zeros(1000)
    dogs = [number for number, names in enumerate(HIERARCHY.classes) if "dog" in names]
    found[dogs] = 0.9 / len(dogs)
    assert [label.name for label in likely_groups(HIERARCHY, found)[:3]] == ["animal", "mammal", "dog"]
    assert likely_groups(HIERARCHY, found)[2].probability == pytest.approx(0.9)
    assert top_classes(HIERARCHY, found, 1)[0].probability < 0.01


def test_classes_come_most_probable_first_with_their_way_down() -> None:
    first, second, third = top_classes(HIERARCHY, probabilities(espresso=0.3, tabby=0.6), 3)
    assert (first.name, first.probability) == ("tabby", 0.6)
    assert (second.name, second.path) == ("espresso", ("food", "drink", "espresso"))
    assert third.probability == 0


def test_unlikely_groups_are_left_out() -> None:
    groups = likely_groups(HIERARCHY, probabilities(tabby=LEAST, espresso=LEAST - 0.001))
    assert [label.name for label in groups] == ["animal", "mammal", "cat"]


def test_the_last_bits_of_a_float_change_nothing() -> None:
    found = probabilities(tabby=0.25, espresso=0.25, airliner=0.5)
    jitter = np.linspace(-4e-8, 4e-8, 1000) * (found > 0)
    assert top_classes(HIERARCHY, found + jitter, 5) == top_classes(HIERARCHY, found, 5)
    assert likely_groups(HIERARCHY, found + jitter) == likely_groups(HIERARCHY, found)


@given(st.lists(st.tuples(st.integers(0, 999), st.floats(0.01, 1)), min_size=1, max_size=40))
def test_a_group_is_never_less_probable_than_what_lies_in_it(shares: list[tuple[int, float]]) -> None:
    found = np.zeros(1000)
    for number, share in shares:
        found[number] += share
    found /= found.sum()
    groups = likely_groups(HIERARCHY, found)
    known = {label.path: label.probability for label in groups}
    for label in (*groups, *(each for each in top_classes(HIERARCHY, found, 5) if each.probability >= LEAST)):
        assert label.probability == round(label.probability, DECIMALS) <= 1
        assert all(known[label.path[:depth]] >= label.probability for depth in range(1, len(label.path)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('0 = "cat"\n2 = "dog"', "not numbered from 0 to 1"),
        ('[animal]\n0 = "cat"\n[pet]\n0 = "dog"', "not numbered from 0 to 1"),
        ('0 = "crane"\n1 = "crane"', "stand for two things: crane"),
        ('[cat.tabby]\n0 = "cat"', "stand for two things: cat"),
        ('zero = "cat"', "invalid literal"),
        ("[animal\n", "line 1"),
    ],
)
def test_class_names_that_cannot_be_used_are_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(EnvError, match=why) as caught:
        read_hierarchy(write(tmp_path, text))
    assert "names.toml cannot be used" in str(caught.value)


def test_missing_class_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvError, match="No such file"):
        read_hierarchy(tmp_path / "names.toml")
