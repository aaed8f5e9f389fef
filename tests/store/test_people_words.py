from __future__ import annotations

from pathlib import Path

import pytest

from runner.facts import Region
from runner.store import forgotten_people, people, seals
from runner.store.catalog import open_catalog
from runner.store.face_id import face_id
from runner.store.people import Word

FACE, OTHER = (face_id(f"{number:016x}", Region(0.1, 0.1, 0.4, 0.4)) for number in (1, 2))


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return tmp_path


def words(runs: Path) -> list[Word]:
    with open_catalog(runs / "catalog.db") as catalog:
        return [Word(*each[1:6]) for each in people.assertions(catalog)]


def say(runs: Path, *said: Word, reviewer: str = "ann") -> None:
    with open_catalog(runs / "catalog.db") as catalog:
        people.record(catalog, reviewer, said)


def test_words_say_who_and_when_and_from_where(runs: Path) -> None:
    with open_catalog(runs / "catalog.db") as catalog:
        people.record(catalog, "ann", [Word("is", FACE, person="p1")], source="digiKam")
        (word,) = people.assertions(catalog)
    assert (word.reviewer, word.source, word.face, word.person) == ("ann", "digiKam", FACE, "p1")
    assert word.at.startswith("20")


def test_undo_and_redo_go_step_by_step(runs: Path) -> None:
    first, second = Word("is", FACE, person="p1"), Word("not", FACE, person="p1")
    say(runs, first)
    say(runs, second)
    steps = []
    for step in (people.undo, people.undo, people.undo, people.redo, people.redo, people.redo):
        with open_catalog(runs / "catalog.db") as catalog:
            step(catalog, "ann")
        steps.append(words(runs))
    assert steps == [[first], [], [], [first], [first, second], [first, second]]


def test_a_new_word_ends_redo(runs: Path) -> None:
    say(runs, Word("is", FACE, person="p1"))
    with open_catalog(runs / "catalog.db") as catalog:
        people.undo(catalog, "ann")
    say(runs, Word("stranger", FACE))
    with open_catalog(runs / "catalog.db") as catalog:
        assert not people.redo(catalog, "ann")
    assert words(runs) == [Word("stranger", FACE)]


def test_nobody_takes_back_what_others_said(runs: Path) -> None:
    say(runs, Word("is", FACE, person="p1"), reviewer="ben")
    with open_catalog(runs / "catalog.db") as catalog:
        assert not people.undo(catalog, "ann")
    assert words(runs)


def test_what_is_forgotten_is_in_no_byte_of_the_catalogue(runs: Path) -> None:
    say(runs, Word("person", person="p1", value="Annabella Quartermaine"), Word("is", FACE, person="p1"))
    say(runs, Word("person", person="p2", value="Ben"), Word("is", OTHER, person="p2"))
    with open_catalog(runs / "catalog.db") as catalog:
        forgotten_people.forget(catalog, "ann", [FACE], ["p1"])
        assert forgotten_people.forgotten(catalog) == [FACE]
    assert words(runs) == [Word("person", person="p2", value="Ben"), Word("is", OTHER, person="p2")]
    bytes_left = b"".join(path.read_bytes() for path in runs.glob("catalog.db*"))
    assert b"Quartermaine" not in bytes_left
    assert b"Ben" in bytes_left


def test_a_catalogue_of_an_earlier_version_gets_its_tables(runs: Path) -> None:
    with open_catalog(runs / "catalog.db") as catalog:
        newer = (
            "people_assertions",
            "people_changes",
            "forgotten_faces",
            "forgotten_persons",
            "people_exports",
            "same_photos",
            "carried",
        )
        for table in newer:
            catalog.execute(f"DROP TABLE {table}")
        seals.lift(catalog)
        catalog.execute("ALTER TABLE parts DROP COLUMN basis")
        catalog.execute("PRAGMA user_version = 12")
        catalog.execute("PRAGMA application_id = 0")
    say(runs, Word("stranger", FACE))
    assert words(runs) == [Word("stranger", FACE)]
