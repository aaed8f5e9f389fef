"""A wrong option in a file is reported with its line; one on the command line needs none."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner import user_folder
from runner.composition.located import located

SET = "# my photos\nsource: /photos\nlanguge: de\ntable:\n  file: a.csv\n  jion: name\n"
CHOICES = {"set": "mine", "caption": "composer"}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "set" / "mine.yaml"
    file.parent.mkdir()
    file.write_text(SET)
    monkeypatch.setattr(user_folder, "folders", lambda: [tmp_path])
    return file


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        ("set.languge: unknown option.", 3),
        ("set.table.jion: unknown option.", 6),
        ("set.table.on: has to be said.", 4),
    ],
)
def test_the_line_of_the_option_is_named(own: Path, problem: str, line: int) -> None:
    assert located([problem], CHOICES, []) == [f"{own}, line {line}: {problem}"]


@pytest.mark.parametrize(
    ("problem", "overrides"),
    [
        ("set.languge: unknown option.", ["+set.languge=de"]),
        ("set.subject: has to be said.", []),
        ("executor.proceses: unknown option.", []),
        ("Nothing to do with an option.", []),
    ],
)
def test_what_stands_in_no_file_stays_as_it_is(own: Path, problem: str, overrides: list[str]) -> None:
    assert located([problem], CHOICES, overrides) == [problem]


def test_a_file_that_is_gone_or_broken_takes_nothing_away(own: Path) -> None:
    own.write_text("a: [")
    assert located(["set.languge: unknown option."], CHOICES, []) == ["set.languge: unknown option."]
    own.unlink()
    assert located(["set.languge: unknown option."], CHOICES, []) == ["set.languge: unknown option."]
