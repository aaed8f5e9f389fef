"""`report.html`: one page about a run that works offline, contains its data and requests nothing but pictures."""

from __future__ import annotations

import base64
import functools
import hashlib
import mimetypes
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2
import polars as pl

from runner.messages.wording import term
from runner.reports import wording
from runner.reports.before_review.figures import Review
from runner.reports.before_review.outliers import LIMIT
from runner.reports.before_review.picks import share
from runner.reports.run_page.cards import cards, detailed
from runner.reports.run_page.packing import PAGE, index, pages
from runner.reports.summary import Summary
from runner.reports.tables import Evidence
from runner.stage import Folders
from runner.store.artifacts import DamagedArtifact, read_artifact
from runner.store.atomic import write_atomically
from runner.store.rows import RowColumn

PICTURES_INSIDE = 8_000_000
"""Thumbnails are embedded in the page if they have at most this many bytes, so that it can be sent to someone."""

LISTED = 200
"""Upper limit for the lines of a list on the page; the photos themselves are all there."""

SLOWEST = 8
"""Number of photos in the list of the slowest."""

IN_GROUP = 24
"""Upper limit for the photos of one group on the page."""

_PAGE_FILES = Path(__file__).parents[1] / "page"


@dataclass(frozen=True, slots=True)
class Run:
    """What the page shows about a run that is not in its evidence."""

    set_name: str
    run_id: str
    started_at: datetime  # local time
    wall_s: float | None  # wall time of the whole run
    command: str  # as typed
    captioner: str | None  # its name and model
    settings: str  # the resolved configuration as YAML, secrets left out


def write(
    folders: Folders,
    run: Run,
    rows: pl.DataFrame,
    evidence: Evidence,
    summary: Summary,
    further: Sequence[RowColumn] = (),
) -> Path:
    """Write `report.html` into the run's folder; returns its path.

    `rows` is `rows.parquet`, `further` its columns that stages declared. Thumbnails are embedded in the page if they
    are small enough in total; otherwise the page refers to the renditions folder by a relative path.
    """
    shown = cards(rows, evidence, further)
    inside = bool(shown["thumbnail_bytes"].sum() <= PICTURES_INSIDE)
    pictures = _Pictures(folders, inside)
    path = folders.run / "report.html"
    write_atomically(path, lambda temporary: _write(temporary, run, shown, evidence, summary, pictures))
    return path


def _write(
    path: Path, run: Run, shown: pl.DataFrame, evidence: Evidence, summary: Summary, pictures: _Pictures
) -> None:
    """Write the page piece by piece: a page of 100,000 photos is too large for memory."""
    place = secrets.token_hex(16)  # random, so no text of the page can contain it
    before, after = _page(run, shown, summary, place, pictures_inside=pictures.inside).split(place)
    with path.open("wb") as file:
        file.write(before.encode("utf-8", "backslashreplace"))
        file.write(index(shown).encode())
        for records in detailed(shown, evidence):
            for line in pages(pictures.addressed(records)):
                file.write(b"\n" + line.encode())
        file.write(after.encode("utf-8", "backslashreplace"))


def _page(run: Run, shown: pl.DataFrame, summary: Summary, place: str, *, pictures_inside: bool) -> str:
    """The page, with `place` where the records will be inserted."""
    script = asset("shared.js") + asset("witnesses.js") + asset("report.js")
    return _template().render(
        run=run,
        summary=summary,
        review=summary.review,
        names=_names(shown, summary.review),
        meanings=wording.MEANINGS,
        copies=_copies(shown),
        slowest=_slowest(shown),
        listed=LISTED,
        page_size=PAGE,
        pictures_inside=pictures_inside,
        style=asset("report.css") + asset("witnesses.css"),
        script=script,
        script_hash=script_hash(script),
        pack=place,
        in_group=IN_GROUP,
        z_limit=LIMIT,
        counts=summary.counts.outliers,
    )


def _names(shown: pl.DataFrame, review: Review) -> dict[str, str]:
    """Source paths by item_id, for the photos that the report before review lists."""
    groups = (*review.groups.near_photos[:LISTED], *review.groups.captions[:LISTED], *review.groups.series[:LISTED])
    listed = {item_id for group in groups for item_id in group.shown[:IN_GROUP]}
    listed.update(each.item_id for each in review.outliers[:LISTED])
    listed.update(review.sample.listed)
    photos = shown.filter(pl.col("outcome") != "copy", pl.col("item_id").is_in(list(listed)))
    return dict(photos.select("item_id", "source_path").iter_rows())


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Where the page finds its pictures."""

    folders: Folders
    inside: bool  # whether thumbnails are embedded in the page

    def addressed(self, records: pl.DataFrame) -> pl.DataFrame:
        """Return the records with addresses of pictures instead of paths below the renditions folder."""
        return _embedded(records, self.folders) if self.inside else _linked(records, self.folders)


def _linked(records: pl.DataFrame, folders: Folders) -> pl.DataFrame:
    """The records with addresses relative to the page."""
    base = Path(os.path.relpath(folders.renditions, folders.run)).as_posix()
    addresses = {name: pl.concat_str(pl.lit(f"{base}/"), name) for name in ("thumbnail", "picture")}
    return records.with_columns(**addresses)


def _embedded(records: pl.DataFrame, folders: Folders) -> pl.DataFrame:
    """The same, with a data address for each thumbnail that still exists."""
    linked = _linked(records, folders)
    paths = records["thumbnail"].drop_nulls().unique()
    addresses = pl.Series([_data_address(folders.renditions / path) for path in paths], dtype=pl.String)
    embedded = records["thumbnail"].replace_strict(paths, addresses, default=None, return_dtype=pl.String)
    return linked.with_columns(thumbnail=pl.coalesce(embedded, "thumbnail"))


def _data_address(picture: Path) -> str | None:
    kind, _ = mimetypes.guess_type(picture.name)
    if kind is None or not picture.is_file():
        return None
    try:
        return f"data:{kind};base64,{base64.b64encode(read_artifact(picture)).decode()}"
    except DamagedArtifact:
        return None


def _copies(records: pl.DataFrame) -> list[dict[str, object]]:
    copies = records.filter(pl.col("copy_of").is_not_null())
    return copies.group_by("item_id", "copy_of", maintain_order=True).agg(paths="source_path").to_dicts()


def _slowest(records: pl.DataFrame) -> list[dict[str, object]]:
    timed = records.filter(pl.col("total_ms") > 0).top_k(SLOWEST, by="total_ms").sort("total_ms", descending=True)
    return timed.select("item_id", "source_path", "total_ms").to_dicts()


def script_hash(script: str) -> str:
    """Return the SHA-256 in base64 by which the page's content security policy allows its only script."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def asset(name: str) -> str:
    """Return the content of a file in the page folder."""
    return (_PAGE_FILES / name).read_text(encoding="utf-8")


@functools.cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_PAGE_FILES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters.update(
        visible=wording.visible,
        duration=wording.duration,
        witness=functools.partial(term, "witness"),
        count=wording.count,
        share=share,
        token=wording.token,
        outlier=lambda each: wording.outlier(each.figure, each.value, each.usual, each.z),
    )
    return environment.get_template("report.html.j2")
