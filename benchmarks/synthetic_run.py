"""Grows a finished run of many photos for the reviewer from a real run of the demo set: rows, evidence, pictures."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl

from runner.store import rows as review_rows
from runner.store import runfile

SHARD = 512
PICTURES = 1_500
"""Number of photos with pictures of their own; the others share them. Enough to fill every cache."""

_RUN = "20261121-120000-abcd"


def grow(root: Path, photos: int) -> Path:
    """Make a run of `photos` photos below `root / "runs"` and return its folder."""
    small = _demo(root)
    run = root / "runs" / "many" / _RUN
    run.mkdir(parents=True)
    prepared = review_rows.read(small)
    rows = prepared.photos()
    copies = -(-photos // rows.height)
    pictures = root / "runs" / "renditions"
    named = [_pictures(_copy(rows, number), pictures, number) for number in range(copies)]
    review_rows.write(run, pl.concat(named).head(photos), prepared.columns)
    _sources(small, run, copies, photos)
    _evidence(small, run, root / "runs" / "renditions", copies)
    file = runfile.read(small)
    assert file is not None
    runfile.write(run, replace(file, set="many", run_id=_RUN, files={}))
    (run / ".hydra").symlink_to(small / ".hydra")
    return run


def _demo(root: Path) -> Path:
    command = [str(Path(sys.executable).parent / "runner"), "set=demo", "caption=composer"]
    folders = [f"paths.runs={root / 'runs'}", f"paths.photos={root / 'photos'}"]
    subprocess.run([*command, *folders], cwd=root, check=True, capture_output=True)
    return (root / "runs" / "demo" / "latest").resolve()


def _copy(table: pl.DataFrame, number: int) -> pl.DataFrame:
    """The rows as if of other photos, with other ids, series and captions."""
    renamed = [
        pl.col(name).str.slice(0, 10) + f"{number:06x}" for name in ("item_id", "series") if name in table.columns
    ]
    if "caption" in table.columns and "outcome" in table.columns:
        renamed.append(pl.col("caption") + f" Frame {number}.")
    return table.with_columns(renamed)


def _sources(small: Path, run: Path, copies: int, photos: int) -> None:
    table = pl.read_parquet(small / "sources.parquet").filter(~pl.col("is_copy"))
    pl.concat([_copy(table, number) for number in range(copies)]).head(photos).write_parquet(run / "sources.parquet")


def _evidence(small: Path, run: Path, renditions: Path, copies: int) -> None:
    for folder in sorted((small / "evidence").iterdir()):
        parts = [pl.read_parquet(part) for part in sorted(folder.glob("part-*.parquet"))]
        if not parts:
            continue
        table, about = pl.concat(parts), pl.read_parquet_metadata(next(folder.glob("part-*.parquet")))
        about = {name: about[name] for name in ("row", "kind")}
        target = run / "evidence" / folder.name
        target.mkdir(parents=True)
        per_part = max(1, SHARD // table.height)
        for first in range(0, copies, per_part):
            made = [_copy(table, number) for number in range(first, min(first + per_part, copies))]
            if folder.name == "derive":
                made = [_pictures(part, renditions, first + place) for place, part in enumerate(made)]
            pl.concat(made).write_parquet(target / f"part-{first:08d}.parquet", compression="zstd", metadata=about)


def _pictures(table: pl.DataFrame, renditions: Path, number: int) -> pl.DataFrame:
    """Give the photos pictures at new paths, up to the number of PICTURES."""
    number %= max(1, PICTURES // table.height)
    records = table.to_dicts()
    for record in records:
        for rendition in record["renditions"] or []:
            own = f"{number:04d}/{Path(rendition['path']).name}"
            path = renditions / own
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                path.hardlink_to(renditions / rendition["path"])
            rendition["path"] = own
    return pl.DataFrame(records, schema=table.schema)
