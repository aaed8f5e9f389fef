"""The data for picks are collected from the rows of whichever stages a run had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from runner.facts import Region
from runner.people.face_row import FaceRow, Kept
from runner.people.options import ScoreRules
from runner.people.person_row import PeopleRow, PersonFace
from runner.people.persons import Person
from runner.people.said import Said
from runner.picks.detail_row import DetailRow
from runner.picks.gathering import gathered
from runner.picks.photos import COLUMNS
from runner.schema import ClassifyRow, DeriveRow, EmbedRow, ExifRow, Label, QualityRow, Row
from runner.stages.objects import ObjectRow
from runner.store import evidence

KINDS: Mapping[str, type[Row]] = {
    "pictures": DeriveRow, "metadata": ExifRow, "quality": QualityRow, "seen": ClassifyRow, "detail": DetailRow,
    "vectors": EmbedRow, "objects": ObjectRow, "faces": FaceRow, "people": PeopleRow,
}  # fmt: skip
SOURCES = pl.DataFrame({"item_id": ["a", "b", "a"], "source_path": ["/p/1.jpg", "/p/2.jpg", "/p/3.jpg"],
                        "is_copy": [False, False, True]})  # fmt: skip
FILE = Kept("x", 1, "0" * 64)
ANN, BEN = Person("p1", "Ann", "main"), Person("p2", "Ben", "other")


def known(
    given: Mapping[str, Sequence[tuple[str, Row]]], persons: Sequence[Person] = (), said: Said | None = None
) -> pl.DataFrame:
    """What is gathered from these rows."""

    def port(name: str) -> pl.LazyFrame:
        records = [{"item_id": item, **evidence.to_record(row)} for item, row in given.get(name, ())]
        return pl.LazyFrame(records, schema={"item_id": pl.String(), **evidence.columns(KINDS[name])})

    return gathered(SOURCES, port, said or Said({each.person_id: each for each in persons}), ScoreRules())


def derived() -> DeriveRow:
    return DeriveRow(40, 30, (), 0.5, 0.5, 0.0, 0.1, 0.2, 0.8, 1.0, (), 0.3, 0.3, "0f" * 8)


def face(number: int, eyes: float | None, left: float, size: float = 0.2, sharpness: float = 0.4) -> FaceRow:
    region = Region(left, 0.3, left + size, 0.3 + size)
    return FaceRow(number, f"f{left}", region, 0.9, 0.9, 300, 0, 0, 0, eyes, eyes, 0.8, 0.1, sharpness, FILE, FILE,
                   "d", "e", "CPU")  # fmt: skip


def whose(*faces: tuple[float, str, str | None]) -> PeopleRow:
    told = tuple(
        PersonFace(f"f{left}", Region(left, 0, 1, 1), "person" if person else "unknown", group, person, True)
        for left, group, person in faces
    )
    return PeopleRow((), told, 0, 0)


def test_every_photo_that_was_decoded_is_there_once_with_what_is_known() -> None:
    exif = ExifRow(None, 60, "Nikon D70", None, 0.01, 8.0, 200, 35.0, None, 1, 51.0, 12.0, None, None, None, (), None,
                   None, None, '{"exif": {"EXIF BodySerialNumber": "77"}}')  # fmt: skip
    label = Label("airliner", 0.9, ("vehicle", "aircraft", "airliner"))
    boxes = [
        ObjectRow(0, "dog", 0.9, "fact", Region(0, 0, 0.1, 0.1), "m", "CPU"),
        ObjectRow(1, "cat", 0.6, "fact", Region(0, 0, 0.5, 1), "m", "CPU"),
        ObjectRow(2, "cow", 0.3, "glimpse", Region(0, 0, 1, 1), "m", "CPU"),
    ]
    table = known(
        {
            "pictures": [("a", derived()), ("b", derived())],
            "metadata": [("a", exif)],
            "quality": [("a", QualityRow(6.5, "Good", ()))],
            "seen": [("a", ClassifyRow((label,), (), "m", "CPU"))],
            "objects": [("a", each) for each in boxes],
        }
    )
    assert table.schema == COLUMNS
    assert table["item_id"].to_list() == ["a", "b"]
    first, second = table.iter_rows(named=True)
    assert (first["path"], first["camera"], first["quality"]) == ("/p/1.jpg", "Nikon D70 77", 6.5)
    assert (first["subject"], first["box"]["right"]) == ("aircraft", 0.5)
    assert (second["camera"], second["subject"], second["box"], second["eyes_open"]) == (None, None, None, None)


def test_the_worst_prominent_face_counts_and_says_whose_it_is() -> None:
    faces = [face(0, 0.3, 0.1, sharpness=0.5), face(1, 0.05, 0.6, sharpness=0.2), face(2, 0.01, 0.9, size=0.05)]
    people = whose((0.1, "p1", "Ann"), (0.6, "p2", "Ben"), (0.9, "g", None))
    given: dict[str, Any] = {
        "pictures": [("a", derived())],
        "faces": [("a", each) for each in faces],
        "people": [("a", people)],
    }
    row = known(given, [ANN, BEN]).row(0, named=True)
    assert (row["eyes_open"], row["closed"], row["people"]) == (False, ["Ben"], ["p1", "p2"])
    assert (row["face_sharpness"], row["main_missing"], row["whole"]) == (0.2, [], True)


def test_main_people_are_missed_only_where_faces_were_looked_for() -> None:
    given: dict[str, Any] = {
        "pictures": [("a", derived()), ("b", derived())],
        "faces": [("a", face(0, None, 0.1))],
        "people": [("a", whose((0.1, "g", None)))],
    }
    one, other = known(given, [ANN]).iter_rows(named=True)
    assert (one["main_missing"], one["eyes_open"], one["closed"]) == (["Ann"], None, [])
    assert other["main_missing"] is None


def test_who_was_merged_renamed_or_forgotten_since_the_run_has_the_name_of_now_or_none() -> None:
    given: dict[str, Any] = {
        "pictures": [("a", derived())],
        "faces": [("a", face(0, 0.05, 0.1)), ("a", face(1, 0.05, 0.6))],
        "people": [("a", whose((0.1, "p1", "Ann"), (0.6, "p9", "Zoë")))],
    }
    now = Said({"p2": Person("p2", "Anna", "main")}, stays={"p1": "p2"})
    row = known(given, said=now).row(0, named=True)
    assert (sorted(row["closed"]), row["people"], row["main_missing"]) == (["", "Anna"], ["p2"], [])
