from __future__ import annotations

import io

import pytest
from rich.console import Console

from runner.reports import progress
from runner.reports.progress import watch


def told(terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=100, color_system=None)
    with watch(console) as observer:
        observer.discovered(3, 3)
        observer.planned("derive", 2, 1, certain=True)
        observer.planned("caption", 2, 3, certain=False)
        observer.planned("check", 1, 0, certain=False)
        observer.said("caption", "[some] model runs on CPU")
        observer.advanced("derive", 1, False)
        observer.advanced("derive", 0, True)
        observer.finished("derive", 2)
        observer.advanced("caption", 0, False)
        observer.finished("caption", 1)
        observer.finished("check", 0)
    return out.getvalue()


def test_piped_progress_is_plain_lines() -> None:
    assert told(terminal=False).splitlines() == [
        "files: 3 found",
        "derive: 2 to do, 1 reused",
        "caption: up to 2 to do, 3 reused",
        "caption: [some] model runs on CPU",
        "derive: 2 done, 1 of them failed",
        "caption: 1 done",
        "check: no photo came so far",
    ]


def test_a_line_between_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_EVERY_S", 0.0)
    assert told(terminal=False).count("derive: 1 done, 1 to do\n") == 1


def test_a_terminal_gets_bars_with_counts_and_failures() -> None:
    said = told(terminal=True).splitlines()
    last = [line for line in said if "derive" in line][-1]
    assert any("caption: [some] model runs on CPU" in line for line in said)
    assert "2/2" in last
    assert "1 failed" in last
    assert "1/1" in [line for line in said if "caption" in line][-1]
