"""Prints the end of a run on the terminal: outcomes, failures with reasons, and where the report is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from runner.reports import wording
from runner.reports.before_review.brief import brief
from runner.reports.run_figures import OUTCOMES, Failure, Figures

LISTED = 20
"""Upper limit for the failures that are named; the report has all of them."""

FEW, OF_MANY = 6, 3
"""Up to `FEW` failures of one kind are all named; of more, only the first `OF_MANY`."""

NARROW = 64
"""On terminals with fewer columns the table leaves the meanings out."""

_STYLES = {"passed": "green", "repaired": "cyan", "blocked": "yellow", "failed": "red", "copy": "bright_black"}


def show(console: Console, summary: Figures, report: Path) -> None:
    """Print the outcomes, the report before review, where the report is, the failures and their number.

    On a terminal, lines are folded to its width. Piped output has one unbroken line per fact, without colour or frame.
    Characters that the output's encoding lacks are written as escapes.
    """
    if console.is_terminal:
        console.print(_table(summary, meanings=console.width >= NARROW))
    else:
        _print_lines(console, summary)
    for line in brief(summary):
        console.print(Text(_printable(console, line), overflow="fold"), soft_wrap=not console.is_terminal)
    _print_line(console, f"Report: {report}")
    _print_failures(console, summary)
    if failed := summary.outcomes["failed"]:
        _print_line(console, f"{wording.count(failed, 'photo')} failed.")


def _print_failures(console: Console, summary: Figures) -> None:
    """Print at most 20 failures. Of a kind that many photos share, only the first few are named."""
    many = {kind for kind, number in summary.failures_by_kind.items() if number > FEW}
    named: Counter[str] = Counter()
    listed = 0
    for failure in summary.failures:
        named[failure.kind] += 1
        if (failure.kind not in many or named[failure.kind] <= OF_MANY) and listed < LISTED:
            _print_failure(console, failure)
            listed += 1
            if failure.kind in many and named[failure.kind] == OF_MANY:
                rest = summary.failures_by_kind[failure.kind] - OF_MANY
                _print_line(console, f"and {rest:,} more that failed in the same way ({failure.kind}): see the report")
    alike = sum(summary.failures_by_kind[kind] - OF_MANY for kind in many)
    if (rest := len(summary.failures) - listed - alike) > 0:
        _print_line(console, f"and {rest:,} more: see the report")


def _table(summary: Figures, *, meanings: bool) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("Outcome", no_wrap=True)
    table.add_column("Files", justify="right", no_wrap=True)
    if meanings:
        table.add_column("Meaning", style="dim")
    for outcome in OUTCOMES:
        number = summary.outcomes[outcome]
        cells = [outcome, f"{number:,}", *([wording.MEANINGS[outcome]] if meanings else [])]
        table.add_row(*cells, style=_STYLES[outcome] if number else "dim")
    return table


def _print_lines(console: Console, summary: Figures) -> None:
    for outcome in OUTCOMES:
        _print_line(console, f"{outcome:<8} {summary.outcomes[outcome]:>9,}  {wording.MEANINGS[outcome]}")


def _print_failure(console: Console, failure: Failure) -> None:
    path, reason = _printable(console, failure.source_path), _printable(console, failure.reason)
    if not console.is_terminal:
        _print_line(console, f"failed: {path}: {reason} ({failure.kind})")
        return
    console.print(Padding(Text(path, style="bold", overflow="fold"), (0, 0, 0, 2)))
    console.print(Padding(Text.assemble((f"{failure.kind}: ", "red"), reason, overflow="fold"), (0, 0, 0, 4)))


def _print_line(console: Console, line: str) -> None:
    console.print(Text(_printable(console, line)), soft_wrap=True)


def _printable(console: Console, text: str) -> str:
    """The text on one line, in characters that the output can encode."""
    return wording.visible(text).encode(console.encoding, "backslashreplace").decode(console.encoding)
