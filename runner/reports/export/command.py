"""Runs `runner export`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from runner.errors import EnvError
from runner.reports.export import examples, pairs, shards
from runner.reports.export.card import Contents, card, present
from runner.reports.export.folder import refuse_foreign, replacing, write_manifest
from runner.reports.export.material import Material, find, gather, pictures
from runner.reports.export.request import HELP, ExportRequest, asked
from runner.reports.export.splits import SPLITS, Shares, groups, split_of
from runner.reports.runs import console_for_lines
from runner.schema import VERSION
from runner.store.catalog import read_catalog


def command(arguments: Sequence[str]) -> int:
    """Run `export …`; returns the exit code. Either all of the export is written or nothing."""
    if {"--help", "-h"}.intersection(arguments):
        print(HELP, end="")
        return 0
    request = asked(arguments)
    refuse_foreign(request.out)
    console, run = console_for_lines(), find(request.runs, request.name)
    try:
        with console.status("Gathering texts and decisions …"):
            material, contents = _gathered(request, run)
        with console.status("Writing …"), replacing(request.out) as folder:
            _write(folder, material, request, contents)
    except KeyboardInterrupt:
        print("Interrupted. Nothing was written.", file=sys.stderr)
        return 130
    _show(console, material, request, contents)
    return 0


def _gathered(request: ExportRequest, run: Path) -> tuple[Material, Contents]:
    """Gather what is to be written. Raises EnvError if there is nothing, or if the evidence cannot be read."""
    try:
        with read_catalog(request.runs / "catalog.db") as catalog:
            material = gather(request.runs, run, catalog)
            made = {
                "examples": examples.examples(material, private=request.private),
                "preferences": pairs.pairs(material, catalog),
            }
    except (pl.exceptions.PolarsError, OSError) as error:
        raise EnvError(
            f"The evidence of {run} cannot be read: {str(error).splitlines()[0].split(';')[0]}.",
            "Run the set again, then export: what is damaged is computed again.",
        ) from error
    contents = Contents(_laid_out(made, material, request), _left_out(material, made["examples"]))
    if not contents.tables:
        raise EnvError(
            f"The run {material.file.run_id} has nothing that is approved, rejected, blocked or repaired.",
            f"Decide in the window: reviewer set={material.file.set}",
        )
    return material, contents


def _laid_out(made: Mapping[str, pl.DataFrame], material: Material, request: ExportRequest) -> dict[str, pl.DataFrame]:
    """The tables that have rows, with the group, split and picture of each row."""
    grouped, shown = groups(material.similar()), pictures(material, request.picture)
    shown = shown.rename({"path": "picture", "bytes": "picture_bytes"})
    return {
        name: _placed(table, grouped, request.shares).join(shown, on="item_id", how="left", maintain_order="left")
        for name, table in made.items()
        if table.height
    }


def _placed(table: pl.DataFrame, grouped: Mapping[str, str], shares: Shares) -> pl.DataFrame:
    own = [grouped.get(item_id, item_id) for item_id in table["item_id"]]
    return table.with_columns(group=pl.Series(own), split=pl.Series([split_of(group, shares) for group in own]))


def _left_out(material: Material, made: pl.DataFrame) -> dict[str, int]:
    """Numbers of the run's photos that are not examples, by reason."""
    others = material.stands.filter(~material.stands["item_id"].is_in(made["item_id"].implode()))
    why = (
        pl.when(pl.col("outcome") == "failed")
        .then(pl.lit("failed"))
        .when(pl.col("decision") == "lapsed")
        .then(pl.lit("changed since approved"))
        .when(pl.col("decision").is_null() & (pl.col("outcome") != "blocked"))
        .then(pl.lit("undecided"))
        .otherwise(pl.lit("without any text"))
    )
    found = dict(others.select(why.alias("why")).group_by("why").len().sort("len", descending=True).iter_rows())
    if material.kept_back:
        found["with the name of somebody who may not be named"] = material.kept_back
    return found


def _write(folder: Path, material: Material, request: ExportRequest, contents: Contents) -> None:
    kind = shards.Kind(request.format, request.images, material.runs / "renditions")
    files = []
    for name, table in contents.tables.items():
        for split in present(table):
            rows = table.filter(pl.col("split") == split).drop("split")
            files += shards.write(folder / name, split, rows, kind)
    page = folder / "README.md"
    page.write_text(card(material, request, contents), "utf-8")
    about = {
        "schema_version": VERSION, "set": material.file.set, "run_id": material.file.run_id,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"), "format": request.format,
        "images": request.images, "picture": request.picture, "private": request.private,
        "splits": request.shares._asdict(),
        "rows": {name: table.height for name, table in contents.tables.items()},
    }  # fmt: skip
    write_manifest(folder, about, [*files, page])


def _show(console: Console, material: Material, request: ExportRequest, contents: Contents) -> None:
    """Print what was written, and what was left out."""
    console.print(f"Set {material.file.set}, run {material.file.run_id}", highlight=False, markup=False)
    table = Table("table", "", *SPLITS, box=None, pad_edge=False)
    for name, rows in contents.tables.items():
        column = "label" if name == "examples" else "source"
        for (kind,), part in rows.group_by(column, maintain_order=True):
            table.add_row(name, str(kind), *(str(part.filter(pl.col("split") == each).height) for each in SPLITS))
    console.print(table)
    if contents.left_out:
        listed = ", ".join(f"{count:,} {why}" for why, count in contents.left_out.items())
        console.print(f"No example: {listed}.", highlight=False)
    lost = sum(rows["picture"].null_count() for rows in contents.tables.values())
    if lost:
        console.print(f"{lost:,} rows have no picture '{request.picture}'.", highlight=False, markup=False)
    if "approved" not in contents.tables.get("examples", pl.DataFrame({"label": []}))["label"]:
        console.print(f"Nothing is approved yet: reviewer set={material.file.set}", highlight=False, markup=False)
    if request.private:
        console.print("Places, times, cameras, paths and every tag of the files are in it.", style="yellow")
    console.print(f"Export: {request.out / 'README.md'}", highlight=False, markup=False, soft_wrap=True)
