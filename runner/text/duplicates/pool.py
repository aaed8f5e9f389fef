"""Texts that other photos already have: texts that wait for review in other sets, and published texts."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from runner.errors import EnvError
from runner.schema import TEXTS, ReviewRow
from runner.stage import Folders
from runner.store import rows
from runner.store.catalog import read_catalog
from runner.store.effective import effective_rows
from runner.store.evidence import columns

SCHEMA: dict[str, pl.DataType] = {
    "item_id": pl.String(),
    "where": pl.String(),  # published or pending
    "place": pl.String(),  # the target, or the set
    "file_name": pl.String(),  # the published name; without one, the file's own
    **{name: columns(ReviewRow)[name] for name in TEXTS},
}
"""Columns of `taken`."""


def taken(folders: Folders) -> pl.DataFrame:
    """One row per photo and place, with the columns of `SCHEMA`: published ones first, then pending ones by set.

    Pending are photos that passed, were repaired, or were approved by a person in the newest finished run of another
    set, and are neither rejected nor published; texts that a person wrote replace those of the run. Raises EnvError if
    the rows of another set cannot be read.
    """
    with read_catalog(folders.catalog) as catalog:
        published = _published(catalog)
        pending = [_pending(path, catalog) for path in sorted(_others(folders))]
    waiting = pl.concat([pl.DataFrame(schema=SCHEMA), *pending])
    return pl.concat([published, waiting.join(published, on="item_id", how="anti", maintain_order="left")])


def fingerprint(folders: Folders) -> str:
    """A digest of `taken`: a result computed from it stays valid as long as the digest stays the same."""
    rows = taken(folders).sort("item_id", "where", "place", "file_name").rows()
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def _published(catalog: sqlite3.Connection) -> pl.DataFrame:
    query = "SELECT item_id, target, file_name, caption, alt_text, keywords FROM publications ORDER BY target, item_id"
    records = [
        (item_id, "published", target, file_name, caption, alt_text, json.loads(keywords))
        for item_id, target, file_name, caption, alt_text, keywords in catalog.execute(query)
    ]
    return pl.DataFrame(records, schema=SCHEMA, orient="row")


def _others(folders: Folders) -> Iterator[Path]:
    """Paths of the rows of the newest finished run of every other set."""
    parts = folders.run.relative_to(folders.runs).parts
    own = parts[1] if parts[0] == "sweeps" else parts[0]
    for path in folders.runs.glob("*/latest/rows.parquet"):
        if path.parent.parent.name != own:
            yield path


def _pending(path: Path, catalog: sqlite3.Connection) -> pl.DataFrame:
    name = path.parent.parent.name
    try:
        found = rows.read(path.parent)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise EnvError(
            f"{path} cannot be read: {error}.", f"Run the set '{name}' again, or move its folder out of the runs."
        ) from error
    now = effective_rows(found.table, found.fields, catalog, name)
    waits = pl.col("outcome").is_in(["passed", "repaired"]) | (pl.col("decision") == "approved").fill_null(False)
    kept = now.filter(waits & (pl.col("decision") != "rejected").fill_null(True))
    own_name = pl.coalesce("file_name", pl.col("source_path").str.extract(r"([^/]*)$"))
    made = kept.with_columns(where=pl.lit("pending"), place=pl.lit(name), file_name=own_name)
    return made.select(SCHEMA.keys())
