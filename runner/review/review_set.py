"""What a run provides for review: one row per photo, where its pictures are, and which run a name means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from runner.errors import EnvError
from runner.review.details import PhotoDetails
from runner.review.filters import COLUMNS
from runner.review.language import translate
from runner.review.meanings import DeclaredColumn
from runner.schema import ReviewRow
from runner.store import evidence, picks_file, runfile
from runner.store import rows as review_rows
from runner.store.rows import RowColumn, further
from runner.store.run_names import find


@dataclass(frozen=True)
class ReviewSet:
    """The photos of a run, without copies.

    `photos` has the columns of `ReviewRow`, those that stages declared, and `thumbnail` and `picture`: paths below the
    renditions folder, null if there is none. Columns that are not needed for many photos at once are in `details`.
    """

    run: Path
    runs: Path
    set_name: str
    finished: bool
    state: str
    photos: pl.DataFrame
    columns: tuple[RowColumn, ...]  # those that stages declared
    fields: tuple[str, ...]  # columns that an approval covers
    details: PhotoDetails

    def filterable(self) -> tuple[DeclaredColumn, ...]:
        """The declared columns with their types; they are keys of filters if the type allows it."""
        schema = {**self.details.schema, **self.photos.schema}
        return tuple(DeclaredColumn(c.name, c.label, schema[c.name], c.shown) for c in self.columns if c.name in schema)

    def column(self, name: str) -> pl.Series | None:
        """A column of all photos, from the table or the details; None if the run has none of this name."""
        if name in self.photos.columns:
            return self.photos[name]
        return self.details.column(name) if name in self.details.columns else None

    def whole_table(self) -> pl.DataFrame:
        """The photos with their details, from which content hashes are computed. Large."""
        return self.details.beside(self.photos)

    @property
    def further(self) -> tuple[RowColumn, ...]:
        """Declared columns that people see besides those of the contract."""
        return further(self.columns)

    @property
    def renditions(self) -> Path:
        """The folder that the paths in `thumbnail` and `picture` are relative to."""
        return self.runs / "renditions"

    @property
    def catalog(self) -> Path:
        """The SQLite file with edits and decisions."""
        return self.runs / "catalog.db"


def open_named(name: str, runs: Path) -> ReviewSet:
    """The review set of a run, or of the newest finished run of a set, by name. Raises ConfigError if there is none."""
    run = None if (runs / name / "run.json").is_file() else newest(runs, name)
    run = run or find(runs, name, "paths.runs=")
    return read(run, runs_of(run, runs.absolute()))


def newest(runs: Path, set_name: str) -> Path | None:
    """The newest finished run of the set, or its newest run if none has finished; None if there is none.

    For a set that only a sweep has run, it is the newest of the variants' runs.
    """
    latest = runs / set_name / "latest"
    if (latest / "run.json").is_file():
        return latest.resolve()
    own = sorted((path.parent for path in (runs / set_name).glob("*/run.json")), key=lambda run: run.name)
    return own[-1].resolve() if own else _newest_variant(runs, set_name)


def _newest_variant(runs: Path, set_name: str) -> Path | None:
    read = ((run, runfile.read(run)) for run in runfile.find(runs))
    found = [(run, file.state) for run, file in read if file is not None and file.set == set_name]
    return next((run for run, state in found if state == "finished"), found[0][0] if found else None)


def runs_of(run: Path, runs: Path) -> Path:
    """The runs folder that a run is in: the nearest one above it with a catalogue; `runs` if there is none."""
    return next((parent for parent in run.parents if (parent / "catalog.db").is_file()), runs)


def read(run: Path, runs: Path) -> ReviewSet:
    """The review set of a run, finished or not. Raises EnvError that says what is missing."""
    expect(run)
    file = runfile.read(run)
    if file is None:
        raise EnvError(
            translate("review_set", "{} is not a run: it has no readable run.json.").format(run),
            translate("review_set", "`runner runs list` shows the runs."),
        )
    finished = runfile.proven(run, review_rows.FILE).is_file()
    photos, details, columns = _finished(run) if finished else _so_far(run, runs)
    fields = tuple(column.name for column in columns if column.publish)
    return ReviewSet(run, runs, file.set, finished, file.state, photos, columns, fields, details)


def expect(run: Path) -> None:
    """Raise EnvError if the folder of a run is gone."""
    if not run.is_dir():
        raise EnvError(
            translate("review_set", "The folder of this run is gone: {}").format(run),
            translate("review_set", "If it is on a drive, connect the drive. If it was deleted, run the set again."),
        )


_AT_HAND = frozenset({*COLUMNS, "error", "error_id", "error_arguments", "content_hash", "width"})
"""Columns that are shown, counted or decided about for many photos at once."""

_Read = tuple[pl.DataFrame, PhotoDetails, tuple[RowColumn, ...]]


def _so_far(run: Path, runs: Path) -> _Read:
    # The gate needs the run's configuration, and its libraries take 0.2 s to load, which a finished run avoids.
    from runner.review import partial

    rows = partial.rows(run, runs)
    return *_divided(rows.table.lazy()), rows.columns


def _finished(run: Path) -> _Read:
    path = run / review_rows.FILE
    try:
        frame, columns = review_rows.scan(run)
        expected, there = evidence.columns(ReviewRow), frame.collect_schema()
        if missing := [name for name in expected if name not in there]:
            raise _again(
                translate("review_set", "{} was written by another version: it has no {}."),
                path,
                ", ".join(missing[:5]),
            )
        cast = frame.with_columns(pl.col(name).cast(dtype) for name, dtype in expected.items())
        return _with_picks(run, cast, columns)
    except pl.exceptions.ColumnNotFoundError as error:
        raise _again(
            translate("review_set", "{} was written by another version: it has no {}."), path, error
        ) from error
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _again(translate("review_set", "{} cannot be read: {}."), path, error) from error


def _with_picks(run: Path, rows: pl.LazyFrame, columns: tuple[RowColumn, ...]) -> _Read:
    """The rows with the stored picks in place of those of the run."""
    standing = picks_file.read(run)
    if standing is None:
        return *_divided(rows), columns
    picks, own = standing
    names = [column.name for column in own]
    photos, details = _divided(rows.drop(names, strict=False))
    others = tuple(column for column in columns if column.name not in names)
    return photos.join(picks, on="item_id", how="left", maintain_order="left"), details, (*others, *own)


def _again(said: str, path: Path, what: object) -> EnvError:
    """The error that a run's rows cannot be used, with the advice to run the set again."""
    mend = translate("review_set", "Run the set again with this version: what has not changed is reused.")
    return EnvError(said.format(path, what), mend)


def _divided(rows: pl.LazyFrame) -> tuple[pl.DataFrame, PhotoDetails]:
    """The photos with their pictures' paths, and the columns that are only read when a photo is opened."""
    schema = rows.collect_schema()
    large = [name for name in schema if name not in _AT_HAND]
    table = rows.select(*(name for name in schema if name in _AT_HAND), **_pictures(schema)).collect()
    is_photo = table["outcome"] != "copy"
    photos = table if is_photo.all() else table.filter(is_photo)
    return photos, PhotoDetails(rows.select(large), is_photo)


def _pictures(schema: pl.Schema) -> dict[str, pl.Expr]:
    if "renditions" not in schema:
        nothing = pl.lit(None, dtype=pl.String)
        return {"thumbnail": nothing, "picture": nothing}
    return {"thumbnail": _path("thumbnail").fill_null(_smallest()), "picture": _path("web").fill_null(_path("model"))}


def _path(name: str) -> pl.Expr:
    named = pl.element().filter(pl.element().struct.field("name") == name)
    return pl.col("renditions").list.eval(named.struct.field("path")).list.first()


def _smallest() -> pl.Expr:
    by_size = pl.element().sort_by(pl.element().struct.field("width")).struct.field("path")
    return pl.col("renditions").list.eval(by_size).list.first()
