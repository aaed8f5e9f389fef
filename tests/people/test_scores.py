from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from runner.people.options import ScoreRules
from runner.people.persons import Person
from runner.people.scores import FLAGS, face_flags, photo_flags

RULES = ScoreRules()
ANN, BEN = Person("ann", "Ann", "main"), Person("ben", "Ben", "other")
PERSONS = {"ann": ANN, "ben": BEN}
GOOD: dict[str, Any] = {
    "item_id": "1", "region": {"left": 0.1, "top": 0.1, "right": 0.3, "bottom": 0.3}, "eye_left": 0.3, "eye_right": 0.3,
    "mouth_width": 0.8, "mouth_lift": 0.1, "yaw": 0.0, "sharpness": 0.5, "pixels": 200,
    "person_id": None,
}  # fmt: skip


def table(*faces: dict[str, Any]) -> pl.DataFrame:
    schema = {"person_id": pl.String, "eye_left": pl.Float64, "eye_right": pl.Float64, "sharpness": pl.Float64}
    return pl.DataFrame([{**GOOD, **face} for face in faces], schema_overrides=schema)


def photo(*faces: dict[str, Any], rules: ScoreRules = RULES) -> dict[str, Any]:
    return photo_flags(face_flags(table(*faces), PERSONS, rules), PERSONS, rules).row(0, named=True)


@pytest.mark.parametrize(
    ("flag", "bad"),
    [
        ("eyes_open", {"eye_left": 0.05, "eye_right": 0.1}),
        ("smiles", {"mouth_width": 0.5}),
        ("in_focus", {"sharpness": 0.1}),
        ("whole", {"region": {"left": 0.0, "top": 0.1, "right": 0.3, "bottom": 0.3}}),
    ],
)
def test_one_bad_face_among_ten_is_seen(flag: str, bad: dict[str, Any]) -> None:
    good, found = photo(*[{}] * 10), photo(*[{}] * 9, bad)
    assert [good[name] for name in FLAGS] == [True] * 4
    assert good["score"] == 1.0
    assert found[flag] is False
    assert [found[name] for name in FLAGS if name != flag] == [True] * 3
    assert found["score"] < 1.0


def test_a_small_face_in_the_background_counts_only_where_it_matters() -> None:
    behind = {"region": {"left": 0.8, "top": 0.8, "right": 0.85, "bottom": 0.85}, "eye_left": 0.05, "eye_right": 0.05}
    assert photo({}, behind)["eyes_open"] is True
    assert photo({}, {**behind, "person_id": "ann"})["eyes_open"] is False
    assert photo({}, {**behind, "person_id": "ben"})["eyes_open"] is True


def test_what_cannot_be_told_is_unknown_and_costs_nothing() -> None:
    hidden = {"eye_left": None, "eye_right": None, "yaw": 60.0, "sharpness": None}
    found = photo(hidden)
    assert [found[name] for name in FLAGS] == [None, None, None, True]
    assert found["score"] == 1.0
    assert photo({"eye_left": 0.15, "eye_right": 0.16})["eyes_open"] is None
    assert photo({"mouth_width": 0.62})["smiles"] is None
    assert photo({"mouth_width": 0.5, "pixels": 60})["smiles"] is None
    assert photo({"pixels": 60})["smiles"] is True, "a wide smile is seen in a small face too"
    assert photo(hidden, {"eye_left": 0.0, "eye_right": 0.0})["eyes_open"] is False


def test_main_people_who_are_missing_are_named() -> None:
    assert photo({})["main_missing"] == ["Ann"]
    assert photo({"person_id": "ann"})["main_missing"] == []
    flags = face_flags(table({}), {"ben": BEN}, RULES)
    assert photo_flags(flags, {"ben": BEN}, RULES)["main_missing"].to_list() == [[]]


def test_the_face_of_a_main_person_weighs_more() -> None:
    blurred = {"sharpness": 0.1}
    assert photo({"person_id": "ann", **blurred}, {})["score"] < photo({"person_id": "ben", **blurred}, {})["score"]


@pytest.mark.parametrize(
    ("changed", "face"),
    [
        ({"eyes_closed": 0.05}, {"eye_left": 0.1, "eye_right": 0.1}),
        ({"eyes_open": 0.35}, {}),
        ({"smile": (0.9, 0.05)}, {}),
        ({"smile": (0.7, 0.2)}, {}),
        ({"no_smile": 0.5}, {"mouth_width": 0.55}),
        ({"mouth_pixels": 300}, {"mouth_width": 0.5}),
        ({"profile": 10.0}, {"yaw": 20.0}),
        ({"focus": 0.6}, {}),
        ({"edge": 0.15}, {}),
        ({"prominent": 0.01}, {"sharpness": 0.1, "region": {"left": 0.4, "top": 0.4, "right": 0.45, "bottom": 0.45}}),
        ({"eyes_weight": 9.0}, {"sharpness": 0.1}),
        ({"smile_weight": 9.0}, {"sharpness": 0.1}),
        ({"focus_weight": 9.0}, {"sharpness": 0.1}),
        ({"whole_weight": 9.0}, {"sharpness": 0.1}),
        ({"main": 9.0}, {"person_id": "ann", "sharpness": 0.1}),
        ({"other": 9.0}, {"person_id": "ben", "sharpness": 0.1}),
        ({"nobody": 9.0}, {"sharpness": 0.1}),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) and each else "face",
)
def test_every_rule_changes_a_result(changed: dict[str, Any], face: dict[str, Any]) -> None:
    other = {"person_id": "ben" if face.get("person_id") == "ann" else "ann"}
    before, after = (photo(face, other, rules=rules) for rules in (RULES, replace(RULES, **changed)))
    assert before != after
