"""`runner runs trend`: outcomes, time and cost from run to run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from runner.errors import ConfigError, EnvError
from runner.store import evidence, runfile
from runner.store.chosen_file import chosen_file
from runner.store.runfile import RunFile

COLUMNS = {
    "started_at": pl.Datetime("us", "UTC"),
    "set": pl.String(),
    "run_id": pl.String(),
    "state": pl.String(),  # finished, stopped, interrupted, failed or killed
    "captioners": pl.List(pl.String()),  # captioners that wrote its texts
    "photos": pl.Int64(),  # without copies
    "passed": pl.Int64(),
    "repaired": pl.Int64(),
    "blocked": pl.Int64(),
    "failed": pl.Int64(),
    "ready": pl.Float64(),  # share of the photos that passed or were repaired, 0 to 1
    "computed": pl.Int64(),  # photos that the run worked on; the others had results of earlier runs
    "wall_s": pl.Float64(),  # from start to end
    "s_per_photo": pl.Float64(),  # wall_s over computed; null when nothing was computed
    "cost": pl.Float64(),  # null without prices
    "cost_per_photo": pl.Float64(),  # cost over computed
    "currency": pl.String(),
}
"""Columns of the trend. A run that did not reach its end has no outcomes."""

_BAR = 10
_WIDE = 110
"""Bars are shown on terminals with at least this many columns."""
_SPARKS = "▁▂▃▄▅▆▇█"


def command(words: Sequence[str], runs: Path, console: Console) -> int:
    """Run `runs trend [SET] [out=FILE.parquet]`; returns the exit code."""
    outs = [chosen_file(each.removeprefix("out="), (".parquet",)) for each in words if each.startswith("out=")]
    names = [word for word in words if not word.startswith("out=")]
    if len(names) > 1 or len(outs) > 1 or any("=" in name for name in names):
        raise ConfigError([f"{' '.join(words)}: Write: runner runs trend [SET] [out=FILE.parquet]"])
    table = trend(runs, names[0] if names else None)
    if not table.height:
        raise ConfigError([f"There is no run {f'of the set {names[0]} ' if names else ''}in {runs}."])
    for (set_name,), part in table.group_by("set", maintain_order=True):
        _show(console, str(set_name), part.to_dicts())
    for out in outs:
        _save(table, out)
        console.print(f"Trend: {out}", highlight=False, markup=False, soft_wrap=True)
    return 0


def trend(runs: Path, set_name: str | None) -> pl.DataFrame:
    """Return one row per run that has ended and prepared photos, sorted by set and start; of one set, or of all."""
    files = [file for run in runfile.find(runs) if (file := runfile.read(run))]
    ended = [file for file in files if file.state != "running" and file.published is None and file.graph != "publish"]
    rows = [_row(file) for file in ended if set_name in (None, file.set)]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort("set", "started_at")


def _row(file: RunFile) -> dict[str, Any]:
    summary = file.summary or {}
    counts: Mapping[str, int] = summary.get("outcomes") or {}
    photos = sum(count for name, count in counts.items() if name != "copy") if counts else None
    cost = file.cost or {}
    return {
        "started_at": datetime.fromisoformat(file.started_at).astimezone(UTC),
        "set": file.set,
        "run_id": file.run_id,
        "state": file.state,
        "captioners": list((summary.get("captioning") or {}).get("models") or ()),
        "photos": photos,
        **{name: counts.get(name) for name in ("passed", "repaired", "blocked", "failed")},
        "ready": (counts["passed"] + counts["repaired"]) / photos if photos else None,
        "computed": file.computed,
        "wall_s": file.wall_s,
        "s_per_photo": file.wall_s / file.computed if file.wall_s and file.computed else None,
        "cost": cost.get("total"),
        "cost_per_photo": cost.get("per_photo"),
        "currency": cost.get("currency") if cost.get("total") is not None else None,
    }


def _show(console: Console, set_name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Print a line per run, then each figure from the first run to the last."""
    blocks = _can_print(console, _SPARKS)
    table = Table(box=None, pad_edge=False, title=f"Set {set_name}", title_justify="left", title_style="bold")
    columns = _columns(rows, bars=console.width >= _WIDE, blocks=blocks)
    for name in columns:
        words = name.isspace() or name in ("run", "captioner")
        table.add_column(name.strip(), justify="left" if words else "right", no_wrap=True)
    for cells in zip(*columns.values(), strict=True):
        table.add_row(*map(Text, cells))
    console.print(table, highlight=False)
    for line in _lines(rows, blocks=blocks):
        console.print(line, highlight=False, markup=False)
    console.print("s each: the time of the whole run over the photos that it worked on.", style="dim", highlight=False)


def _columns(rows: Sequence[Mapping[str, Any]], *, bars: bool, blocks: bool) -> dict[str, list[str]]:
    """The cells of each column by its heading; columns of bars have blank headings."""
    slowest = max((row["s_per_photo"] or 0 for row in rows), default=0) or 1
    columns = {
        "run": [row["run_id"] for row in rows],
        "captioner": [_captioner(row) for row in rows],
        "photos": [_said(row["photos"], "{:,}") for row in rows],
        "ready": [_said(row["ready"], "{:.0%}") for row in rows],
        " ": [_bar(row["ready"], blocks=blocks) for row in rows] if bars else [],
        **{name: [_said(row[name], "{:,}") for row in rows] for name in ("blocked", "failed")},
        "worked on": [_said(row["computed"], "{:,}") for row in rows],
        "s each": [_said(row["s_per_photo"], "{:.2f}") for row in rows],
        "  ": [_bar((row["s_per_photo"] or 0) / slowest, blocks=blocks) for row in rows] if bars else [],
        "cost": [money(row["cost"], row["currency"]) for row in rows],
        "cost each": [money(row["cost_per_photo"], row["currency"]) for row in rows],
    }
    return {name: said for name, said in columns.items() if any(said)}


def money(amount: float | None, currency: str | None) -> str:
    """Return an amount with its currency; amounts below 1 have four decimals. Empty if there is no amount."""
    return "" if amount is None else f"{amount:.{2 if amount >= 1 else 4}f} {currency}"


def _captioner(row: Mapping[str, Any]) -> str:
    """The captioners; how the run ended, if it did not get that far."""
    return ", ".join(row["captioners"]) or ("" if row["state"] == "finished" else row["state"])


def _lines(rows: Sequence[Mapping[str, Any]], *, blocks: bool) -> Iterator[str]:
    """Lines for each figure of at least two runs: a sparkline, its first and its last value."""
    for title, name, form in (
        ("ready", "ready", "{:.0%}"),
        ("s each", "s_per_photo", "{:.2f} s"),
        ("cost each", "cost_per_photo", "{:.4f}"),
    ):
        values = [row[name] for row in rows if row[name] is not None]
        if len(values) > 1:
            way = f"  {_spark(values)}" if blocks else ""
            yield f"{title:<9}{way}  from {form.format(values[0])} to {form.format(values[-1])}"


def _bar(share: float | None, *, blocks: bool) -> str:
    """A bar of up to ten characters for a share of 1, accurate to an eighth of a character."""
    if share is None:
        return ""
    eighths = round(share * _BAR * 8)
    if not blocks:
        return "#" * round(share * _BAR)
    return "█" * (eighths // 8) + (" ▏▎▍▌▋▊▉"[eighths % 8] if eighths % 8 else "")


def _spark(values: Sequence[float]) -> str:
    """A sparkline: one character per value, scaled from the lowest value to the highest."""
    low, span = min(values), max(values) - min(values)
    return "".join(_SPARKS[round((value - low) / span * 7) if span else 3] for value in values)


def _can_print(console: Console, characters: str) -> bool:
    try:
        characters.encode(console.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _said(value: float | None, form: str) -> str:
    return "" if value is None else form.format(value)


def _save(table: pl.DataFrame, out: Path) -> None:
    """Write the table atomically. Raises EnvError if it cannot be written."""
    try:
        evidence.write_parquet(out.absolute(), table)
    except OSError as error:
        raise EnvError(f"{out} cannot be written: {error.strerror}.", "Choose another file.") from error
