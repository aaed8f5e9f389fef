"""`report.html`: one page about a run that opens offline, holds its own data and asks for nothing but pictures."""

from __future__ import annotations

import base64
import functools
import hashlib
import mimetypes
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
import polars as pl

from runner.evidence import write_atomically
from runner.reports import wording
from runner.reports.cards import cards
from runner.reports.packing import PAGE, pack
from runner.reports.summary import Summary
from runner.reports.tables import Evidence
from runner.stage import Folders

PICTURES_INSIDE = 8_000_000
"""Bytes of thumbnails up to which they are put inside the page, so that it can be sent to someone."""

LISTED = 200
"""Lines of a list on the page; the photos themselves are all there."""

SLOWEST = 8
"""Photos in the list of the slowest."""

_PAGE_FILES = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True)
class Run:
    """What the page says about a run that is not in its evidence."""

    set_name: str
    run_id: str
    started_at: datetime  # local time
    wall_s: float | None  # wall time of the whole run
    command: str  # as typed
    captioner: str | None  # its name and model
    settings: str  # the resolved configuration as YAML, secrets left out


def write(folders: Folders, run: Run, rows: pl.DataFrame, evidence: Evidence, summary: Summary) -> Path:
    """Write `report.html` into the run's folder and return its path.

    `rows` is `rows.parquet`; `evidence` holds tables by stage name in graph order. Thumbnails are put inside the page
    when all together are small, else the page refers to the renditions folder by a relative path.
    """
    records = cards(rows, evidence)
    inside = records["thumbnail_bytes"].sum() <= PICTURES_INSIDE
    addressed = _embedded(records, folders) if inside else _linked(records, folders)
    page = render(run, addressed, summary, pictures_inside=inside)
    path = folders.run / "report.html"
    write_atomically(path, lambda temporary: temporary.write_bytes(page.encode("utf-8", "backslashreplace")))
    return path


def render(run: Run, records: pl.DataFrame, summary: Summary, *, pictures_inside: bool) -> str:
    """The page as text; `records` as `cards` gives them, with addresses of pictures in `thumbnail` and `picture`."""
    script = _asset("report.js")
    return _template().render(
        run=run,
        summary=summary,
        meanings=wording.MEANINGS,
        copies=_copies(records),
        slowest=_slowest(records),
        listed=LISTED,
        page_size=PAGE,
        pictures_inside=pictures_inside,
        style=_asset("report.css"),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        pack=pack(records),
    )


def _linked(records: pl.DataFrame, folders: Folders) -> pl.DataFrame:
    """Paths below the renditions folder as addresses relative to the page."""
    base = Path(os.path.relpath(folders.renditions, folders.run)).as_posix()
    addresses = {name: pl.concat_str(pl.lit(f"{base}/"), name) for name in ("thumbnail", "picture")}
    return records.with_columns(**addresses)


def _embedded(records: pl.DataFrame, folders: Folders) -> pl.DataFrame:
    """The same, with each thumbnail that is still there as a data address."""
    linked = _linked(records, folders)
    paths = records["thumbnail"].drop_nulls().unique()
    addresses = pl.Series([_data_address(folders.renditions / path) for path in paths], dtype=pl.String)
    embedded = records["thumbnail"].replace_strict(paths, addresses, default=None, return_dtype=pl.String)
    return linked.with_columns(thumbnail=pl.coalesce(embedded, "thumbnail"))


def _data_address(picture: Path) -> str | None:
    kind, _ = mimetypes.guess_type(picture.name)
    if kind is None or not picture.is_file():
        return None
    return f"data:{kind};base64,{base64.b64encode(picture.read_bytes()).decode()}"


def _copies(records: pl.DataFrame) -> list[dict[str, Any]]:
    copies = records.filter(pl.col("copy_of").is_not_null())
    return copies.group_by("item_id", "copy_of", maintain_order=True).agg(paths="source_path").to_dicts()


def _slowest(records: pl.DataFrame) -> list[dict[str, Any]]:
    timed = records.filter(pl.col("total_ms") > 0).top_k(SLOWEST, by="total_ms").sort("total_ms", descending=True)
    return timed.select("item_id", "source_path", "total_ms").to_dicts()


def _asset(name: str) -> str:
    return (_PAGE_FILES / name).read_text(encoding="utf-8")


@functools.cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_PAGE_FILES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters.update(
        visible=wording.visible, duration=wording.duration, count=wording.count, token=wording.token
    )
    return environment.get_template("report.html.j2")
