"""Formats the figures of a comparison: "86 %", "+21 points (7 to 36)", "no difference shown"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import ascii_uppercase

from runner.reports.comparison.measures import PREFERRED
from runner.reports.wording import count, duration
from runner.schema import ComparisonRow

NONE_SHOWN = "no difference shown"
MISSING = "–"

_VALUES: Mapping[str, Callable[[float], str]] = {
    "share": lambda value: f"{100 * value:.0f} %" if value == 0 or value >= 0.1 else f"{100 * value:.1f} %",
    "count": lambda value: _short(value, 2),
    "words": lambda value: _short(value, 1),
    "tokens": lambda value: f"{value:,.0f}",
    "seconds": lambda value: duration(1000 * value),
    "cosine": lambda value: f"{value:.3f}",
    "distance": lambda value: f"{value:.2f}",
    "megabytes": lambda value: f"{value:,.0f} MB",
}

_CHANGES: Mapping[str, Callable[[float], str]] = {
    "share": lambda value: f"{100 * value:.0f}" if abs(value) >= 0.095 or value == 0 else f"{100 * value:.1f}",
    "seconds": lambda value: f"{value:.2f}" if abs(value) < 9.995 else f"{value:.1f}",
    "tokens": lambda value: f"{value:,.0f}",
    "words": lambda value: _short(value, 1),
}

_AFTER = {"share": " points", "seconds": " s"}


def value(row: ComparisonRow) -> str:
    """Format the value: "86 %", "1.2 s"; a dash if there is none."""
    return MISSING if row.value is None else _VALUES[row.unit](row.value)


def between(row: ComparisonRow) -> str:
    """Format the interval of the value: "57 % to 100 %"; empty if there is none."""
    if row.low is None or row.high is None:
        return ""
    word = _VALUES[row.unit]
    return f"{word(row.low)} to {word(row.high)}"


def change(row: ComparisonRow) -> str:
    """Format the difference with its interval: "+21 points (7 to 36)"; empty if there is none."""
    if row.difference is None:
        return ""
    word = _CHANGES.get(row.unit, _thousandths)
    said = f"{'+' if row.difference > 0 else ''}{word(row.difference)}{_AFTER.get(row.unit, '')}"
    ends = "" if row.diff_low is None or row.diff_high is None else f" ({word(row.diff_low)} to {word(row.diff_high)})"
    return f"{said}{ends}".replace("-", "−")


def rests_on(row: ComparisonRow) -> str:
    """Return the number of photos behind the difference, or behind the value if nothing is compared."""
    return count(
        row.pairs if row.base else row.photos, "pair" if row.base and row.measure != PREFERRED.name else "photo"
    )


def letter(number: int) -> str:
    """Return a short name for a variant by its number: A, B, …, Z, 26, 27."""
    return ascii_uppercase[number] if number < len(ascii_uppercase) else str(number)


def _thousandths(number: float) -> str:
    return _short(number, 3)


def _short(number: float, digits: int) -> str:
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
