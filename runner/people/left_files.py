"""Files beside the evidence that hold embeddings and pictures of faces: which are to go when faces are forgotten."""

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
"""Where they lie, below the runs folder."""
_SCHEMA = {"item_id": pl.String(), "face_id": pl.String(), "path": pl.String()}


def files_of(runs: Path, gone: Forgotten) -> Sequence[str]:
    """Paths, below the runs folder, of all crops and embeddings of the photos that these faces are in.

    Whatever run made them. What no run knows any more is among them: nobody could say whose it is. While another
    process runs a set it is not, because what that has just made is in no evidence yet.

    The faces' own files come last. Whoever deletes in this order and is interrupted leaves one that `remains` finds.
    """
    table = _known(runs, None)
    own = table.filter(pl.col("item_id").is_in(list(gone.items)))
    last = set(_of(own, gone))
    first = set(own["path"])
    if not _is_under_way(runs):
        first |= _there(runs) - set(table["path"])
    return [*sorted(first - last), *sorted(last)]


def remains(runs: Path, gone: Forgotten) -> Sequence[str]:
    """Those files of the faces themselves that are still there: what an interruption of forgetting left."""
    if not gone.items:
        return []
    return [path for path in sorted(set(_of(_known(runs, gone.items), gone))) if (runs / path).is_file()]


def _of(table: pl.DataFrame, gone: Forgotten) -> Iterator[str]:
    return (path for face, path in table.select("face_id", "path").iter_rows() if face in gone)


def _known(runs: Path, items: Collection[str] | None) -> pl.DataFrame:
    """Photo, face and path of every file that evidence names, of these photos or of all."""
    return pl.concat([*_tables(runs, items), pl.DataFrame(schema=_SCHEMA)])


def _tables(runs: Path, items: Collection[str] | None) -> Iterator[pl.DataFrame]:
    """A damaged run names none: its files are nobody's then."""
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
    """What lies where the stage puts its files. Beside them may be runs: earlier versions let a set have this name."""
    found = (runs / FOLDER).glob("[0-9a-f][0-9a-f]/*")
    return {path.relative_to(runs).as_posix() for path in found if path.is_file()}


def _is_under_way(runs: Path) -> bool:
    """Whether another process runs a set. One that is this process's own has not begun, or has all its evidence."""
    about = (runfile.read(run) for run in runfile.find(runs))
    return any(each is not None and each.state == "running" and each.pid != os.getpid() for each in about)
