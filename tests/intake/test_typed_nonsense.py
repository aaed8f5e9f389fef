"""Whatever is typed, and whatever a folder is called: a set that runs, or a message beside its field beforehand."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import program
import pytest

from runner.composition.set_names import free_name
from runner.imaging import samples
from runner.intake import planned as planning
from runner.intake.planned import PlannedSet
from runner.intake.problems import problems
from runner.messages import word


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    samples.lay_out(tmp_path / "photos")
    return tmp_path / "photos"


def said(planned: PlannedSet) -> dict[str, str]:
    """What is wrong, in words, by field."""
    return {field: word(message, "en") for field, message in problems(planned, [], []).items()}


@pytest.mark.parametrize("name", ["2024", "1e3", "true", "nan", "1_0", "Null", "-a", "ä b", "a=b", "x{y}", "#1"])
def test_a_name_that_is_taken_is_one_that_runs(folder: Path, tmp_path: Path, name: str) -> None:
    planned = PlannedSet(str(folder / "Café"), name, "espresso")
    assert said(planned) == {}
    planning.write(planned)
    words = [*planning.words(planned), "caption=composer", f"paths.runs={tmp_path}/runs", "--cfg", "job"]
    ended = program.run(words, tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_folder_that_is_called_by_its_year_runs_to_its_end(folder: Path, tmp_path: Path) -> None:
    planning.write(PlannedSet(str(folder / "Café"), "2024", "espresso"))
    words = ["set=2024", "caption=composer", f"paths.runs={tmp_path / 'runs'}"]
    ended = program.run(words, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "runs" / "2024" / "latest" / "rows.parquet").is_file()


@pytest.mark.parametrize("name", ["a,b", "${x}", "[a]", '"a"', "'a'", "null", "{a}"])
def test_a_name_that_no_command_can_say_is_refused(folder: Path, name: str) -> None:
    assert "cannot be written after set=" in said(PlannedSet(str(folder), name))["name"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("a\x7fb", "U+007F"),
        ("a\x85b", "U+0085"),
        ("a\ud800b", "U+D800"),
        ("a\u2028b", "on one line"),
        ("a\tb", "on one line"),
        ("x" * 10_000, "longer than 500"),
    ],
)
@pytest.mark.parametrize("field", ["subject", "location", "category", "hints"])
def test_what_no_text_can_hold_is_said_beside_its_field(folder: Path, typed: str, wrong: str, field: str) -> None:
    planned = replace(PlannedSet(str(folder), "herons"), **{field: (typed,) if field == "hints" else typed})  # type: ignore[arg-type]
    assert wrong in said(planned)[field]


@pytest.mark.parametrize(
    "typed",
    [
        "🦩 🧑\u200d🚀", "a\"b'c`d", "عربي\u200f abc", "\ufeffab", "a\ufffeb", "../../x", "${oc.env:HOME}", "\\${x}",
        "# x", "a: b", "null", "007", "C:\\new\\x", "- a", "*a", "%s{date}", "é",
    ],
)  # fmt: skip
def test_any_other_text_is_in_the_file_as_it_was_typed(folder: Path, typed: str) -> None:
    planned = PlannedSet(str(folder), "herons", typed, typed, typed, (typed, "wetland"))
    assert said(planned) == {}
    planning.write(planned)
    there = planning.loaded(PlannedSet(str(folder), "herons"))
    assert (there.subject, there.location, there.category, there.hints) == (typed, typed, typed, (typed, "wetland"))
    planning.write(replace(there, category="Other"))  # nothing else is touched, and nothing piles up
    assert planning.loaded(there).hints == (typed, "wetland")


@pytest.mark.parametrize("name", [b"line\nbreak", b"del\x7f", b"${oc.env:HOME}", b"quote'\"", b" blank ", b"[*]?"])
def test_an_oddly_named_folder_is_found_again(tmp_path: Path, name: bytes) -> None:
    odd = os.path.join(os.fsencode(tmp_path), name)
    os.mkdir(odd)
    planned = PlannedSet(os.fsdecode(odd), "herons")
    assert said(planned) == {}
    planning.write(planned)
    text = planning.file_of("herons").read_text("utf-8")
    assert planning.file_text(replace(planned, changes=True)) == text


def test_a_folder_whose_name_no_file_can_hold_is_said_and_starts_nothing(tmp_path: Path) -> None:
    odd = os.path.join(os.fsencode(tmp_path), b"caf\xe9")
    os.mkdir(odd)
    assert "Rename that folder" in said(PlannedSet(os.fsdecode(odd), "herons"))["folder"]


def test_a_name_in_other_letters_than_one_that_there_is_is_refused(folder: Path) -> None:
    planning.write(PlannedSet(str(folder), "herons"))
    assert "“herons”" in said(PlannedSet(str(folder), "Herons"))["name"]
    assert "comes with the program" in said(PlannedSet(str(folder), "Travel"))["name"]
    assert "used by the runs folder itself" in said(PlannedSet(str(folder), "people"))["name"]
    assert (free_name("people"), free_name("Faces")) == ("people_2", "Faces_2")
    assert free_name("Herons") == "Herons_2"
    assert free_name("Egrets", ["egrets"]) == "Egrets_2"
