"""`comparison.html`: a page about a sweep that works offline, contains its data and pictures, and makes no requests."""

from __future__ import annotations

import functools
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from runner.reports import wording
from runner.reports.comparison import charts, saying
from runner.reports.comparison.compared import Comparison
from runner.reports.comparison.headline import headline, shown
from runner.reports.comparison.measures import GROUPS, MEASURES, MEMORY, PREFERRED, Measure, label, of_column, of_source
from runner.reports.comparison.paired import FEWEST, resamples
from runner.reports.comparison.records import PAGE, ComparedPhotos
from runner.reports.comparison.thumbnails import Thumbnails
from runner.reports.comparison.variants import Variant
from runner.reports.intervals import CONFIDENCE
from runner.reports.run_page.html import asset, script_hash
from runner.reports.run_page.packing import squeezed
from runner.schema import ComparisonRow
from runner.store.atomic import write_atomically

STEPS = 20
"""Number of bars in the histogram of disagreement."""

_PAGE_FILES = Path(__file__).parent.parent / "page"


@dataclass(frozen=True, slots=True)
class Column:
    """One variant on the page."""

    letter: str
    variant: Variant
    outcomes: Mapping[str, int]
    rows: Mapping[str, ComparisonRow]
    is_base: bool
    shown: Sequence[tuple[str, ComparisonRow]]  # label and row of each difference that is better or worse


@dataclass(frozen=True, slots=True)
class Line:
    """One measure on the page, with a row per variant."""

    label: str
    meaning: str
    rows: Sequence[ComparisonRow | None]
    reach: float  # scale of its tracks


def write(found: Comparison, runs: Path, sweep: Path) -> Path:
    """Write `comparison.html` into the sweep's folder; returns its path."""
    path = sweep / "comparison.html"
    photos = ComparedPhotos(found)
    thumbnails = Thumbnails(runs.absolute() / "renditions", sweep.absolute(), len(photos.every))
    write_atomically(path, lambda temporary: _write(temporary, found, photos, thumbnails))
    return path


def _write(path: Path, found: Comparison, photos: ComparedPhotos, thumbnails: Thumbnails) -> None:
    """Write the page piece by piece, because its pictures are too large to be in memory more than once."""
    place = secrets.token_hex(16)  # random, so no text of the page can contain it
    before, after = _page(found, photos, place, pictures_inside=thumbnails.inside).split(place)
    with path.open("wb") as file:
        file.write(before.encode("utf-8", "backslashreplace"))
        file.write(photos.index().encode())
        for records in photos.pages():
            text = json.dumps(list(thumbnails.addressed(records)), ensure_ascii=False)
            file.write(b"\n" + squeezed(text.encode("utf-8", "backslashreplace")).encode())
        file.write(after.encode("utf-8", "backslashreplace"))


def _page(found: Comparison, photos: ComparedPhotos, place: str, *, pictures_inside: bool) -> str:
    columns = [_column(found, variant) for variant in found.variants]
    script = asset("shared.js") + asset("comparison.js")
    return _template().render(
        file=found.file,
        base=found.base,
        headline=headline(found),
        columns=columns,
        ended=sum(each.variant.photos.height > 0 for each in columns),
        groups={group: lines for group in GROUPS if (lines := _lines(columns, group))},
        rules=_rules(columns),
        foresight=found.foresight,
        standings=[(next(c for c in columns if c.variant.run_id == each.run_id), each) for each in found.standings],
        scatter=_scatter(columns),
        apart=_apart(photos),
        photos=len(photos.every),
        page_size=PAGE,
        pictures_inside=pictures_inside,
        meanings=wording.MEANINGS,
        resamples=resamples(len(photos.every)),
        confidence=CONFIDENCE,
        fewest=FEWEST,
        style=asset("report.css") + asset("comparison.css"),
        script=script,
        script_hash=script_hash(script),
        pack=place,
    )


def _column(found: Comparison, variant: Variant) -> Column:
    counts = dict(variant.photos["outcome"].value_counts().iter_rows())
    shown_differences = [(label(row.measure, row.about), row) for row in shown(found, variant)]
    outcomes = {name: counts.get(name, 0) for name in wording.MEANINGS if name != "copy"}
    return Column(
        saying.letter(variant.number), variant, outcomes, found.of(variant), variant is found.base, shown_differences
    )


def _lines(columns: Sequence[Column], group: str) -> list[Line]:
    """The lines of a group for which any variant has a value."""
    measures: list[Measure] = [each for each in (*MEASURES, PREFERRED, MEMORY) if each.group == group]
    if group == "Grounding":
        keys = sorted({key for column in columns for key in column.rows if key.startswith("grounds_of:")})
        measures += [of_source(key.removeprefix("grounds_of:")) for key in keys]
    if group == "Stages":
        names = sorted({key for column in columns for key in column.rows if key.startswith("column:")})
        measures += [of_column(name.removeprefix("column:")) for name in names]
    lines = [_line(columns, each) for each in measures]
    return [line for line in lines if any(row and row.value is not None for row in line.rows)]


def _line(columns: Sequence[Column], measure: Measure) -> Line:
    rows = [column.rows.get(measure.key) for column in columns]
    return Line(measure.label, measure.meaning, rows, charts.reach(row for row in rows if row))


def _rules(columns: Sequence[Column]) -> list[Line]:
    """A line per rule with findings, the most frequently broken first."""
    keys = {key for column in columns for key in column.rows if key.startswith("rule:")}
    rows = {key.removeprefix("rule:"): [column.rows.get(key) for column in columns] for key in keys}
    lines = [
        Line(rule, "", own, charts.reach(row for row in own if row))
        for rule, own in rows.items()
        if any(row and row.value for row in own)
    ]
    return sorted(lines, key=lambda line: (-sum((row.value or 0) for row in line.rows if row), line.label))


def _scatter(columns: Sequence[Column]) -> str:
    timed = [column for column in columns if "seconds" in column.rows and "ready" in column.rows]
    return charts.scatter(
        [charts.Point(each.letter, each.variant.name, each.rows["seconds"], each.rows["ready"]) for each in timed]
    )


def _apart(photos: ComparedPhotos) -> list[int]:
    """Histogram of photos by disagreement, in `STEPS` steps from 0 to 1."""
    counts = [0] * STEPS
    for each in photos.every:
        counts[min(STEPS - 1, int(each.disagreement * STEPS))] += 1
    return counts


@functools.cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_PAGE_FILES)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    filters: dict[str, object] = {
        "visible": wording.visible, "count": wording.count, "value": saying.value, "between": saying.between,
        "change": saying.change, "rests_on": saying.rests_on, "track": charts.track,
    }  # fmt: skip
    environment.filters.update(filters)
    return environment.get_template("comparison.html.j2")
