"""The reference for a run: photos that a person approved, with their texts and the outcome of their run."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import polars as pl
from annotated_types import Ge, Le

from runner.errors import EnvError
from runner.reports.over_time.earlier import rows_of
from runner.schema import PROSE, TEXTS, Options
from runner.store import history

APPROVED = "approved"

SCHEMA: dict[str, pl.DataType] = {
    "item_id": pl.String(),
    **dict.fromkeys(PROSE, pl.String()),  # as they were approved, including a person's text
    "keywords": pl.List(pl.String()),
    "outcome": pl.String(),  # the run's outcome, before a person wrote
    "errors": pl.List(pl.String()),  # rules that the run's own texts broke with severity error
}
"""Columns of a reference."""


@dataclass(frozen=True)
class RegressionOptions(Options):
    """Whether and how a run is compared with approved texts."""

    reference: str | None  # approved, or an export's folder
    max_worse: Annotated[float, Ge(0), Le(1)]

    def problems(self) -> Sequence[str]:
        """Report a folder without an export in Parquet."""
        if self.reference in (None, APPROVED) or _files(Path(str(self.reference))):
            return ()
        return (
            f"reference: {self.reference} holds no examples in Parquet. Write approved, or make them: "
            "runner export SET out=FOLDER",
        )


def load(options: RegressionOptions, runs: Path, set_name: str, catalog: sqlite3.Connection) -> pl.DataFrame | None:
    """Return the reference, with the columns of `SCHEMA`; None if the run is compared with nothing.

    Raises EnvError if an export cannot be read.
    """
    if options.reference is None:
        return None
    if options.reference == APPROVED:
        return _approved(runs, set_name, catalog)
    return _exported(Path(options.reference).expanduser())


def _exported(folder: Path) -> pl.DataFrame:
    try:
        table = pl.concat([pl.read_parquet(file, columns=[*_EXPORTED, "positive"]) for file in _files(folder)])
    except (OSError, pl.exceptions.PolarsError) as error:
        raise EnvError(
            f"{folder} cannot be read: {str(error).splitlines()[0]}.", "Export it again: runner export SET out=FOLDER"
        ) from error
    return table.filter("positive").select(pl.col(name).alias(alias) for name, alias in _EXPORTED.items())


_EXPORTED = {name: "errors" if name == "run_errors" else name for name in ("item_id", *TEXTS, "outcome", "run_errors")}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.expanduser().glob("examples/*.parquet"))


def _approved(runs: Path, set_name: str, catalog: sqlite3.Connection) -> pl.DataFrame:
    """The currently approved photos as they were when approved; photos whose run was deleted are left out."""
    newest = {each.item_id: each for each in history.decisions(catalog, set_name)}
    approved = {item_id: each for item_id, each in newest.items() if each.decision == "approved"}
    written = _written(set_name, catalog, {item_id: each.at for item_id, each in approved.items()})
    by_run: dict[str, list[str]] = {}
    for item_id, each in approved.items():
        by_run.setdefault(each.run_id, []).append(item_id)
    rows = [
        _as_approved(row, written.get(row["item_id"], {}))
        for run_id, items in sorted(by_run.items())
        for row in rows_of(runs, set_name, run_id, items).iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _written(set_name: str, catalog: sqlite3.Connection, until: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """The texts that a person had written for each of these photos by the time of its approval."""
    texts: dict[str, dict[str, object]] = {}
    for edit in history.edits(catalog, set_name):
        if edit.field in TEXTS and edit.at <= until.get(edit.item_id, ""):
            texts.setdefault(edit.item_id, {})[edit.field] = edit.value
    return texts


def _as_approved(row: Mapping[str, object], written: Mapping[str, object]) -> dict[str, object]:
    texts: dict[str, object] = {name: row[name] if written.get(name) is None else written[name] for name in TEXTS}
    return {"item_id": row["item_id"], **texts, "outcome": row["outcome"], "errors": row["findings"]}
