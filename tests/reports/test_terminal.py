from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from sample_run import Evidence

from runner.reports import terminal
from runner.reports.summary import summarise

REPORT = Path("runs/demo/2026-11-21_10-00-00-ab12/report.html")


def shown(evidence: Evidence, *, encoding: str = "utf-8", **options: Any) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    terminal.show(Console(file=stream, **options), summarise(evidence.rows, evidence.tables), REPORT)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_piped_output_is_plain_lines(sample: Evidence) -> None:
    sample.review("eeee", "failed", "photos/" + "long/" * 60 + "e.jpg", error_kind="decode", error="Not a picture.")
    output = shown(sample)
    assert output.isprintable() is False
    assert "\x1b" not in output
    assert not set(output) & set("─│┌┐━┃")
    assert output.splitlines()[:5] == [
        "passed           1  texts are ready for review",
        "repaired         0  corrected, then clean",
        "blocked          1  a text breaks a rule or is missing",
        "failed           3  could not be processed",
        "copy             1  same bytes as another file",
    ]
    assert f"failed: photos/{'long/' * 60}e.jpg: Not a picture. (decode)" in output.splitlines()


def test_what_to_know_before_review_is_said_in_the_numbers_of_the_page(sample: Evidence) -> None:
    sample.add("similar", "bbbb", near_duplicate_of="aaaa", series="aaaa", best=False)
    sample.add("similar", "aaaa", series="aaaa", best=True)
    sample.add("attempts", "bbbb", attempt=1, by="mending", fields=["caption"], won=[], ms=1.0)
    lines = shown(sample).splitlines()
    assert lines[5:12] == [
        "Worth a second look: 1 photo",
        "Near-duplicates of a better photo: 1 photo",
        "Series: 1, of 2 photos",
        "Tried again: 1 photo; 0 of 1 attempt accepted",
        "Errors, photos by rule: fluff 1",
        "Warnings, photos by rule: keyword_count 1",
        "Random sample to look at: 1 photo",
    ]


def test_of_what_did_not_occur_nothing_is_said(empty: Evidence) -> None:
    assert shown(empty).splitlines()[5] == f"Report: {REPORT}"


def test_the_last_line_says_how_many_failed(sample: Evidence, empty: Evidence) -> None:
    assert shown(sample).splitlines()[-1] == "2 photos failed."


def test_of_failures_that_there_were_not_nothing_is_said(empty: Evidence) -> None:
    empty.review("aaaa", "passed", "photos/a.jpg")
    assert shown(empty).splitlines()[-1] == f"Report: {REPORT}"


def test_the_report_path_is_never_broken(sample: Evidence) -> None:
    assert f"Report: {REPORT}" in shown(sample).splitlines()
    assert str(REPORT) in shown(sample, force_terminal=True, width=30)


def test_twenty_failures_are_named(empty: Evidence) -> None:
    for n in range(23):
        kind = ("decode", "too_small", "empty", "wrong_type")[n % 4]
        empty.review(f"{n:04}", "failed", f"photos/{n:02}.jpg", error_kind=kind, error="Not a picture.")
    output = shown(empty)
    assert output.count("failed: photos/") == 20
    assert "and 3 more: see the report" in output.splitlines()


def test_many_failures_of_a_kind_are_told_by_three(empty: Evidence) -> None:
    for n in range(40):
        empty.review(f"{n:04}", "failed", f"photos/{n:02}.jpg", error_kind="too_small", error=f"{n} pixels")
    empty.review("9999", "failed", "photos/z.jpg", error_kind="decode", error="Not a picture.")
    lines = shown(empty).splitlines()
    at = lines.index("failed: photos/00.jpg: 0 pixels (too_small)")
    assert lines[at : at + 5] == [
        "failed: photos/00.jpg: 0 pixels (too_small)",
        "failed: photos/01.jpg: 1 pixels (too_small)",
        "failed: photos/02.jpg: 2 pixels (too_small)",
        "and 37 more that failed in the same way (too_small): see the report",
        "failed: photos/z.jpg: Not a picture. (decode)",
    ]
    assert lines[-1] == "41 photos failed."


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_terminal_of_any_width_is_kept_to(sample: Evidence, width: int) -> None:
    sample.review(
        "eeee", "failed", "photos/été/🦋" + "x" * 300 + ".jpg", error_kind="decode", error="Not a picture. " * 9
    )
    output = shown(sample, force_terminal=True, width=width)
    lines = [Text.from_ansi(line).plain.rstrip() for line in output.splitlines()]
    folded = [line for line in lines if not line.startswith("Report: ")]
    assert max(cell_len(line) for line in folded) <= width
    assert "x" * 300 in "".join(line.strip() for line in lines)
    assert ("ready for review" in output) == (width >= 64)


@pytest.mark.parametrize("options", [{}, {"force_terminal": True, "width": 80}])
def test_a_file_name_cannot_break_the_output(empty: Evidence, options: dict[str, Any]) -> None:
    hostile = "photos/[bold]a\nfailed: \x1b[2J\r:smile: \u202egpj.exe"
    empty.review("aaaa", "failed", hostile, error_kind="decode", error="Bad\x07 bytes\nhere")
    plain = Text.from_ansi(shown(empty, **options)).plain
    assert "photos/[bold]a\\nfailed: \\x1b[2J\\r:smile: \\u202egpj.exe" in plain
    assert "Bad\\x07 bytes\\nhere" in plain


def test_an_output_that_lacks_letters_gets_escapes(empty: Evidence) -> None:
    empty.review("aaaa", "failed", "photos/été 🦋.jpg", error_kind="decode", error="Not a picture.")
    assert "photos/\\xe9t\\xe9 \\U0001f98b.jpg" in shown(empty, encoding="ascii")
