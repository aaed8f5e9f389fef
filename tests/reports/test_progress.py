from __future__ import annotations

import io

from rich.console import Console

from runner.reports.progress import watch


def told(terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=100, color_system=None)
    with watch(console) as observer:
        observer.discovered(3, 3)
        observer.planned("derive", 2, 1)
        observer.advanced("derive", 1, False)
        observer.advanced("derive", 0, True)
        observer.finished("derive")
    return out.getvalue()


def test_piped_progress_is_plain_lines() -> None:
    assert told(terminal=False).splitlines() == [
        "files: 3 found",
        "derive: 2 to do, 1 reused",
        "derive: done, 1 failed",
    ]


def test_a_terminal_gets_bars_with_counts_and_failures() -> None:
    last = [line for line in told(terminal=True).splitlines() if "derive" in line][-1]
    assert "2/2" in last
    assert "1 failed" in last
