"""Charts as inline SVG, without a library or requests; colours come from the page's style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from runner.reports.wording import duration
from runner.schema import ComparisonRow

WIDTH, HEIGHT = 620, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 24, 18, 44
_ROOM = 19  # smallest distance between letters


@dataclass(frozen=True, slots=True)
class Point:
    """One variant in the chart of cost against readiness."""

    letter: str
    name: str
    across: ComparisonRow  # time per photo in seconds
    up: ComparisonRow  # share of ready photos


def track(row: ComparisonRow, reach: float) -> str:
    """Draw a difference on a line from −reach to +reach: zero in the middle, a bar for its interval, a mark for it."""
    if row.difference is None or not reach:
        return ""
    low, high = (row.difference if end is None else end for end in (row.diff_low, row.diff_high))
    at, left, right = (50 + 48 * max(-1.0, min(1.0, value / reach)) for value in (row.difference, low, high))
    return (
        '<svg class="track" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">'
        '<line class="zero" x1="50" x2="50" y1="0" y2="14"/>'
        f'<line class="reach" x1="{left:.2f}" x2="{right:.2f}" y1="7" y2="7"/>'
        f'<line class="mark" x1="{at:.2f}" x2="{at:.2f}" y1="2" y2="12"/></svg>'
    )


def reach(rows: Iterable[ComparisonRow]) -> float:
    """Return the largest absolute end of the differences of one measure: the common scale of its tracks."""
    ends = [abs(end) for row in rows for end in (row.difference, row.diff_low, row.diff_high) if end is not None]
    return max(ends, default=0.0)


def scatter(points: Sequence[Point]) -> str:
    """Draw the share of ready photos over the time per photo, with intervals; empty if there is nothing to draw."""
    drawn = [each for each in points if each.across.value is not None and each.up.value is not None]
    if not drawn:
        return ""
    longest = _round_up(max(max(each.across.value or 0.0, each.across.high or 0.0) for each in drawn))
    said = "; ".join(f"{each.letter}: {100 * (each.up.value or 0):.0f} % ready, {_time(each)}" for each in drawn)
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(said)}">',
        *(_level(share) for share in (0, 0.25, 0.5, 0.75, 1)),
        *(_moment(longest * quarter / 4, longest) for quarter in range(5)),
        f'<text x="{WIDTH - _RIGHT}" y="{HEIGHT - 6}" text-anchor="end">time of generation a photo</text>',
        *(_point(each, y, longest) for each, y in _labelled(drawn, longest)),
        "</svg>",
    ]
    return "".join(parts)


def _labelled(points: Sequence[Point], longest: float) -> Iterator[tuple[Point, float]]:
    """Yield each point with the height of its letter, which moves down if another letter is in the way."""
    taken: list[tuple[float, float]] = []
    for each in sorted(points, key=lambda point: -(point.up.value or 0.0)):
        x, y = _x(each.across.value, longest), _y(each.up.value)
        while any(abs(x - other) < _ROOM and abs(y - height) < _ROOM for other, height in taken):
            y += 2
        taken.append((x, y))
        yield each, y


def _level(share: float) -> str:
    y = _y(share)
    return (
        f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{100 * share:.0f} %</text>'
    )


def _moment(seconds: float, longest: float) -> str:
    return f'<text x="{_x(seconds, longest):.1f}" y="{HEIGHT - 26}" text-anchor="middle">{_seconds(seconds)}</text>'


def _point(each: Point, height: float, longest: float) -> str:
    """A dot with its intervals, and next to it the letter of its variant at this height."""
    x, y = _x(each.across.value, longest), _y(each.up.value)
    lines = _line("whisker", x, _y(each.up.low), x, _y(each.up.high)) if _ends(each.up) else ""
    if _ends(each.across):
        lines += _line("whisker", _x(each.across.low, longest), y, _x(each.across.high, longest), y)
    beside = x + 18
    lines += _line("whisker", x, y, beside, height)
    return (
        f'<g class="point"><title>{escape(each.name)}</title>{lines}<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        f'<rect x="{beside - 10:.1f}" y="{height - 9:.1f}" width="20" height="18" rx="9"/>'
        f'<text class="letter" x="{beside:.1f}" y="{height + 4:.1f}" text-anchor="middle">{escape(each.letter)}</text>'
        "</g>"
    )


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _ends(row: ComparisonRow) -> bool:
    return row.low is not None and row.high is not None


def _x(seconds: float | None, longest: float) -> float:
    return _LEFT + 12 + (WIDTH - _LEFT - _RIGHT - 24) * (seconds or 0.0) / longest


def _y(share: float | None) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (share or 0.0)


def _round_up(longest: float) -> float:
    """Round up to the next of 1, 2, 3, 4, 6 and 8 times a power of ten."""
    step = 0.001
    while True:
        for times in (1, 2, 3, 4, 6, 8):
            if longest <= times * step:
                return times * step
        step *= 10


def _seconds(seconds: float) -> str:
    return "0" if not seconds else duration(1000 * seconds)


def _time(each: Point) -> str:
    return f"{_seconds(each.across.value or 0.0)} a photo"
