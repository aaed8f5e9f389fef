"""Files beside the evidence that hold embeddings and pictures of faces: which of all runs are of some photos."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import polars as pl

from runner.errors import RunnerError
from runner.people.face_row import FaceRow
from runner.people.nodes import nodes_of
from runner.store import evidence, runfile

FOLDER = "faces"
"""Where they lie, below the runs folder."""


def files_of(runs: Path, items: Collection[str]) -> Sequence[str]:
    """Paths, below the runs folder, of all crops and embeddings of the faces in these photos, whatever run made them.

    What no run knows any more is among them: nobody could say whose it is. While a run is under way it is not, because
    what that run has just made is in no evidence yet.
    """
    table = pl.concat([*_known(runs), pl.DataFrame(schema={"item_id": pl.String(), "path": pl.String()})])
    own = set(table.filter(pl.col("item_id").is_in(list(items)))["path"])
    if not _is_under_way(runs):
        own |= _there(runs) - set(table["path"])
    return sorted(own)


def _known(runs: Path) -> Iterator[pl.DataFrame]:
    """Photo and path of every file that evidence names. A damaged run names none: its files are nobody's then."""
    for run in runfile.find(runs):
        for node in nodes_of(run, "faces"):
            try:
                faces = evidence.scan(run, node, FaceRow).filter(pl.col("status") == "ok")
                for name in ("crop", "vectors"):
                    path = pl.col(name).struct.field("path").alias("path")
                    yield faces.select("item_id", path).collect()
            except (RunnerError, OSError, pl.exceptions.PolarsError):
                continue


def _there(runs: Path) -> set[str]:
    return {path.relative_to(runs).as_posix() for path in (runs / FOLDER).rglob("*") if path.is_file()}


def _is_under_way(runs: Path) -> bool:
    about = (runfile.read(run) for run in runfile.find(runs))
    return any(each is not None and each.state == "running" for each in about)
