"""What the terminal says of a comparison: a line a variant, the sentence that matters, where the page is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from runner.reports.comparison.compared import Comparison
from runner.reports.comparison.headline import headline, shown
from runner.reports.comparison.measures import label
from runner.reports.comparison.saying import change, value
from runner.reports.wording import visible
from runner.schema import ComparisonRow

COLUMNS = {
    "ready": "ready", "blocked": "blocked", "failed": "failed", "errors": "errors", "ungrounded": "without source",
    "seconds": "time", "tokens_written": "tokens", "approved": "approved",
}  # fmt: skip
"""Measures in the table, each a photo; those that nothing has a value of left out."""

NAMED = 6
"""Differences of a variant that are named; the page has all of them."""

_UNFOLDED = 10_000


def show(console: Console, found: Comparison, page: Path) -> None:
    """Print the table, the sentence, and what did not come to its end. Piped, every fact is one unbroken line."""
    wide = console if console.is_terminal else Console(file=console.file, width=_UNFOLDED)
    if found.base:
        wide.print(_table(found))
    for each in found.variants:
        if not each.photos.height:
            _line(wide, f"{each.name}: {each.state}, no rows. {each.error or ''}".rstrip())
    for each in found.variants:
        if differences := shown(found, each):
            _line(wide, f"{each.name}: {_said(differences)}")
    _line(wide, headline(found))
    _line(wide, f"Comparison: {page}")


def _table(found: Comparison) -> Table:
    figures = {each.name: found.of(each) for each in found.variants if each.photos.height}
    shown = [name for name in COLUMNS if any(_has(rows.get(name)) for rows in figures.values())]
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("Variant", overflow="fold")
    for name in shown:
        table.add_column(COLUMNS[name], justify="right", no_wrap=True)
    for name, rows in figures.items():
        table.add_row(Text(visible(name)), *(value(rows[each]) if each in rows else "" for each in shown))
    return table


def _said(differences: Sequence[ComparisonRow]) -> str:
    """What is better and what is worse than the base, the rest counted."""
    said = [f"{each.verdict}: {label(each.measure, each.about)} {change(each)}" for each in differences[:NAMED]]
    rest = len(differences) - len(said)
    return "; ".join(said) + (f"; and {rest} more" if rest else "")


def _has(row: ComparisonRow | None) -> bool:
    return row is not None and row.value is not None


def _line(console: Console, text: str) -> None:
    console.print(Text(visible(text), overflow="fold"), soft_wrap=not console.is_terminal)
