"""Finds the files of embeddings and crops that have to be deleted when faces are forgotten."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import polars as pl

from runner.errors import RunnerError
from runner.people.face_row import FaceRow
from runner.people.nodes import nodes_of
from runner.store import evidence, runfile
from runner.store.forgotten_people import Forgotten

FOLDER = "faces"
"""The folder of these files, below the runs folder."""
_SCHEMA = {"item_id": pl.String(), "face_id": pl.String(), "path": pl.String()}


def files_of(runs: Path, gone: Forgotten) -> Sequence[str]:
    """Paths, below the runs folder, of all crops and embeddings of the photos that contain these faces, from every run.

    Files that no evidence names are included, because nobody could tell whose faces they hold; but not while another
    process runs a set, because its newest files are in no evidence yet.

    The files of the faces themselves come last: an interrupted deletion in this order leaves one for `remains` to find.
    """
    table = _known(runs, None)
    own = table.filter(pl.col("item_id").is_in(list(gone.items)))
    last = set(_of(own, gone))
    first = set(own["path"])
    if not _is_under_way(runs):
        first |= _there(runs) - set(table["path"])
    return [*sorted(first - last), *sorted(last)]


def remains(runs: Path, gone: Forgotten) -> Sequence[str]:
    """Files of the forgotten faces themselves that still exist: the leftovers of an interrupted deletion."""
    if not gone.items:
        return []
    return [path for path in sorted(set(_of(_known(runs, gone.items), gone))) if (runs / path).is_file()]


def _of(table: pl.DataFrame, gone: Forgotten) -> Iterator[str]:
    return (path for face, path in table.select("face_id", "path").iter_rows() if face in gone)


def _known(runs: Path, items: Collection[str] | None) -> pl.DataFrame:
    """Photo, face and path of every file that evidence names, for these photos or for all (None)."""
    return pl.concat([*_tables(runs, items), pl.DataFrame(schema=_SCHEMA)])


def _tables(runs: Path, items: Collection[str] | None) -> Iterator[pl.DataFrame]:
    """One table per node and kind of file. A damaged run yields none, so that no evidence names its files."""
    wanted = pl.lit(True) if items is None else pl.col("item_id").is_in(list(items))
    for run in runfile.find(runs):
        for node in nodes_of(run, "faces"):
            try:
                faces = evidence.scan(run, node, FaceRow).filter(wanted & (pl.col("status") == "ok"))
                for name in ("crop", "vectors"):
                    path = pl.col(name).struct.field("path").alias("path")
                    yield faces.select("item_id", "face_id", path).collect()
            except (RunnerError, OSError, pl.exceptions.PolarsError):
                continue


def _there(runs: Path) -> set[str]:
    """Files where the stage stores its own. Runs may lie beside them: earlier versions let a set have this name."""
    found = (runs / FOLDER).glob("[0-9a-f][0-9a-f]/*")
    return {path.relative_to(runs).as_posix() for path in found if path.is_file()}


def _is_under_way(runs: Path) -> bool:
    """Whether another process runs a set. A run of this process has not started yet, or has all its evidence."""
    about = (runfile.read(run) for run in runfile.find(runs))
    return any(each is not None and each.state == "running" and each.pid != os.getpid() for each in about)
