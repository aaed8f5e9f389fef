"""What a run has laid out for review: a row a photo, and where its pictures are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from runner.errors import EnvironmentProblem
from runner.review.language import translate
from runner.schema import DeriveRow, ReviewRow
from runner.store import evidence, runfile, traces


@dataclass(frozen=True)
class Sheet:
    """The photos of a run, copies left out.

    `photos` has the columns of `ReviewRow`, and `thumbnail` and `picture` (paths below the renditions folder, null
    where there is none) and `hashes` (SHA-256 of each rendition, in the order of its evidence).
    """

    run: Path
    runs: Path
    set_name: str
    finished: bool
    state: str
    photos: pl.DataFrame

    @property
    def renditions(self) -> Path:
        """Where the pictures are."""
        return self.runs / "renditions"

    @property
    def catalog(self) -> Path:
        """The SQLite state."""
        return self.runs / "catalog.db"


def read(run: Path, runs: Path) -> Sheet:
    """The sheet of a run, finished or not. EnvironmentProblem says what is missing."""
    file = runfile.read(run)
    if file is None:
        raise EnvironmentProblem(
            translate("sheet", "{} is no run: it has no readable run.json.").format(run),
            translate("sheet", "`runner runs list` shows the runs."),
        )
    path = run / "rows.parquet"
    finished = path.is_file()
    rows = _finished(path) if finished else _so_far(run, runs)
    photos = rows.filter(pl.col("outcome") != "copy")
    return Sheet(run, runs, file.set, finished, file.state, _with_pictures(run, photos))


def _so_far(run: Path, runs: Path) -> pl.DataFrame:
    # Weighing needs the run's configuration, and its libraries a fifth of a second that a finished run need not wait.
    from runner.review import partial

    return partial.rows(run, runs)


_LATER = ("error_id", "error_arguments", "reasons")
"""Columns that runs of earlier versions do not have."""


def _finished(path: Path) -> pl.DataFrame:
    try:
        rows = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _again(translate("sheet", "{} cannot be read: {}."), path, error) from error
    expected = evidence.columns(ReviewRow)
    rows = rows.with_columns(pl.lit(None, dtype=expected[name]).alias(name) for name in _LATER if name not in rows)
    missing = [name for name in expected if name not in rows.columns]
    if missing:
        raise _again(translate("sheet", "{} is of another version: it has no {}."), path, ", ".join(missing[:5]))
    try:
        return rows.select(pl.col(name).cast(dtype) for name, dtype in expected.items())
    except pl.exceptions.PolarsError as error:
        raise _again(translate("sheet", "{} is of another version: {}."), path, error) from error


def _again(said: str, path: Path, what: object) -> EnvironmentProblem:
    """What is wrong with the rows of a run, and that another run mends it."""
    mend = translate("sheet", "Run the set again with this version: what has not changed is reused.")
    return EnvironmentProblem(said.format(path, what), mend)


def _with_pictures(run: Path, photos: pl.DataFrame) -> pl.DataFrame:
    table = traces.table(run, DeriveRow, ["renditions"])
    if table is None:
        nothing = pl.lit(None, dtype=pl.String)
        empty = pl.lit([], dtype=pl.List(pl.String()))
        return photos.with_columns(thumbnail=nothing, picture=nothing, hashes=empty)
    made = table.select(
        "item_id",
        thumbnail=_path("thumbnail").fill_null(_smallest()),
        picture=_path("web").fill_null(_path("model")),
        hashes=pl.col("renditions").list.eval(pl.element().struct.field("sha256")),
    )
    return photos.join(made, on="item_id", how="left", maintain_order="left").with_columns(
        pl.col("hashes").fill_null(pl.lit([], dtype=pl.List(pl.String())))
    )


def _path(name: str) -> pl.Expr:
    named = pl.element().filter(pl.element().struct.field("name") == name)
    return pl.col("renditions").list.eval(named.struct.field("path")).list.first()


def _smallest() -> pl.Expr:
    by_size = pl.element().sort_by(pl.element().struct.field("width")).struct.field("path")
    return pl.col("renditions").list.eval(by_size).list.first()
