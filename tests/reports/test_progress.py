from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from runner.errors import DecodeError
from runner.reports.progress import lines
from runner.reports.progress.watching import watch
from runner.schema import Row
from runner.stage import Item
from runner.store import progress_file

PHOTO = Item("0123456789abcdef", Path("a.jpg"))


def told(folder: Path, terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=100, color_system=None)
    with watch(console, folder) as observer:
        observer.discovered(3, 3)
        observer.planned("derive", 2, 1, certain=True)
        observer.planned("caption", 2, 3, certain=False)
        observer.planned("check", 1, 0, certain=False)
        observer.said("caption", "[some] model runs on CPU")
        observer.advanced("derive", PHOTO, Row(), 1)
        observer.paused(0.0)
        observer.paused(0.5)
        observer.continued()
        observer.advanced("derive", PHOTO, DecodeError("it is damaged"), 0)
        observer.finished("derive", 2)
        observer.advanced("caption", PHOTO, Row(), 0)
        observer.finished("caption", 1)
        observer.finished("check", 0)
    return out.getvalue()


def test_piped_progress_is_plain_lines(tmp_path: Path) -> None:
    assert told(tmp_path, terminal=False).splitlines() == [
        "files: 3 found",
        "derive: 2 to do, 1 reused",
        "caption: up to 2 to do, 3 reused",
        "caption: [some] model runs on CPU",
        "paused: what is under way ends, nothing is begun",
        "the pause is over",
        "derive: 2 done, 1 of them failed",
        "caption: 1 done",
        "check: no photo came so far",
    ]


def test_a_line_between_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_EVERY_S", 0.0)
    assert told(tmp_path, terminal=False).count("derive: 1 done, 1 to do\n") == 1


def test_a_terminal_gets_bars_with_counts_and_failures(tmp_path: Path) -> None:
    said = told(tmp_path, terminal=True).splitlines()
    last = [line for line in said if "derive" in line][-1]
    assert any("caption: [some] model runs on CPU" in line for line in said)
    assert "2/2" in last
    assert "1 failed" in last
    assert "1/1" in [line for line in said if "caption" in line][-1]


def test_what_the_console_shows_stands_in_the_file(tmp_path: Path) -> None:
    told(tmp_path, terminal=False)
    progress = progress_file.read(tmp_path)
    assert progress is not None
    assert progress.files == (3, 3)
    assert [(each.name, each.done, each.failed, each.todo, each.reused) for each in progress.stages] == [
        ("derive", 2, 1, 0, 1),
        ("caption", 1, 0, 0, 3),
        ("check", 0, 0, 0, 0),
    ]
    assert [(each.stage, each.count, each.file) for each in progress.failures] == [("derive", 1, "a.jpg")]


def test_a_name_that_is_not_text_is_shown_with_its_bytes(tmp_path: Path) -> None:
    with watch(Console(file=io.StringIO()), tmp_path) as observer:
        observer.discovered(1, 1)
        observer.planned("derive", 1, 0, certain=True)
        observer.advanced("derive", Item("0123456789abcdef", Path("\udcff.jpg")), DecodeError("it is damaged"), 0)
    progress = progress_file.read(tmp_path)
    assert progress is not None
    assert [each.file for each in progress.newest] == [each.file for each in progress.failures] == ["\\xff.jpg"]
