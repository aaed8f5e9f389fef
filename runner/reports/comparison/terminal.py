"""Prints a comparison on the terminal: a line per variant, the main sentence, and where the page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from runner.reports.comparison.compared import Comparison
from runner.reports.comparison.headline import headline, shown
from runner.reports.comparison.measures import label
from runner.reports.comparison.saying import NONE_SHOWN, change, letter, value
from runner.reports.comparison.variants import Variant
from runner.reports.wording import visible
from runner.schema import ComparisonRow

COLUMNS = {
    "ready": "ready", "seconds": "time", "errors": "errors", "blocked": "blocked", "approved": "approved",
    "ungrounded": "no source", "tokens_written": "tokens", "failed": "failed",
}  # fmt: skip
"""Measures in the table, per photo: as many as fit, without those that no variant has a value of."""

NAMES = 34
"""Widest column for names of variants; longer names are folded."""

NAMED = 6
"""Upper limit for the differences that are named per variant; the page has all of them."""

_UNFOLDED = 10_000


def show(console: Console, found: Comparison, page: Path) -> None:
    """Print the table, the variants that did not finish, where the page is, and the conclusion.

    If the output is piped, every fact is one unbroken line.
    """
    wide = console if console.is_terminal else Console(file=console.file, width=_UNFOLDED)
    if found.base:
        wide.print(_table(found, wide.width))
    for each in found.variants:
        if not each.photos.height:
            _line(wide, f"{each.name}: {each.state}, no rows. {each.error or ''}".rstrip())
    _line(wide, f"Comparison: {page}")
    conclude(wide, found)


def conclude(console: Console, found: Comparison) -> None:
    """Print what is better or worse than the base, and the main sentence."""
    others = [each for each in found.variants if each.photos.height and each is not found.base]
    if found.base and others:
        _line(console, f"Against {_called(found.base)}, on the same photos:")
    for each in others:
        _line(console, f"{_called(each)}: {_said(shown(found, each)) or NONE_SHOWN}")
    _line(console, headline(found))


def _called(variant: Variant) -> str:
    return f"{letter(variant.number)}, {variant.name}"


def _table(found: Comparison, width: int) -> Table:
    figures = [(each, found.of(each)) for each in found.variants if each.photos.height]
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("", no_wrap=True)
    longest = max(len(each.name) for each, _ in figures)
    table.add_column("variant", overflow="fold", max_width=None if width == _UNFOLDED else NAMES)
    shown = _fitting([rows for _, rows in figures], width - min(longest, NAMES))
    for name in shown:
        table.add_column(COLUMNS[name], justify="right", no_wrap=True)
    for each, rows in figures:
        cells = (value(rows[name]) if name in rows else "" for name in shown)
        table.add_row(letter(each.number), Text(visible(each.name)), *cells)
    return table


def _fitting(figures: Sequence[Mapping[str, ComparisonRow]], width: int) -> list[str]:
    """Measures that any variant has, the most important first, until the line is full."""
    known = [name for name in COLUMNS if any(_has(rows.get(name)) for rows in figures)]
    taken = list(accumulate((max(len(COLUMNS[name]), 7) + 3 for name in known), initial=6))
    return [name for name, end in zip(known, taken[1:], strict=True) if end <= width]


def _said(differences: Sequence[ComparisonRow]) -> str:
    """What is better and what is worse than the base; the rest is only counted."""
    said = [f"{each.verdict}: {label(each.measure, each.about)} {change(each)}" for each in differences[:NAMED]]
    rest = len(differences) - len(said)
    return "; ".join(said) + (f"; and {rest} more" if rest else "")


def _has(row: ComparisonRow | None) -> bool:
    return row is not None and row.value is not None


def _line(console: Console, text: str) -> None:
    console.print(Text(visible(text), overflow="fold"), soft_wrap=not console.is_terminal)
