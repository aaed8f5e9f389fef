"""The faces of all sets, read from the newest evidence of each, with their embeddings and neighbours.

Embeddings and neighbours are cached together in `people/NAME-OF-THE-MODEL.npz`, so that a library of 200,000 faces
opens at once, and adding 2,000 faces computes only the pairs of those. Without the cache everything is read and
computed again.
"""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from runner.errors import RunnerError
from runner.people.face_row import FaceRow
from runner.people.forgetting import folder
from runner.people.grouping import Faces
from runner.people.neighbours import NONE, Neighbours, Vectors, neighbours, without
from runner.people.nodes import nodes_of
from runner.people.options import Clear
from runner.store import evidence, runfile
from runner.store.artifacts import read_artifact
from runner.store.atomic import write_atomically
from runner.store.forgotten_people import Forgotten

_log = logging.getLogger(__name__)
KIND = "faces"
"""The kind of the nodes whose evidence is read from each run."""


@dataclass(frozen=True)
class Library:
    """All faces, sorted by id. `table` has one row per face, with `item_id` and the columns of `FaceRow`."""

    table: pl.DataFrame
    faces: Faces
    near: Neighbours

    @cached_property
    def crops(self) -> pl.Series:
        """The path of each face's crop, below the runs folder."""
        return self.table["crop"].struct.field("path")

    @cached_property
    def items(self) -> frozenset[str]:
        """Photos that have faces."""
        return frozenset(self.table["item_id"])


def rows(runs: Path, own: pl.DataFrame | None = None) -> pl.DataFrame:
    """The newest faces of every photo, sorted by id.

    `own` are the faces of a run in progress. For each set, the newest finished run that looked for faces counts; for a
    photo in several sets, the newest run. Raises DamagedEvidence if evidence has been changed or damaged.
    """
    found = [] if own is None else [own]
    found += [_faces_of(run) for run in newest_runs(runs)]
    whole = [table for table in found if table.height]
    if not whole:
        return pl.DataFrame(schema={"item_id": pl.String(), **evidence.columns(FaceRow)})
    numbered = pl.concat([table.with_columns(_run=pl.lit(place)) for place, table in enumerate(whole)])
    newest = numbered.filter(pl.col("_run") == pl.col("_run").min().over("item_id")).drop("_run")
    return newest.unique("face_id", keep="first", maintain_order=True).sort("face_id")


def rows_of_every_run(runs: Path) -> pl.DataFrame:
    """Every face that any run found, finished or not, the newest run first; each id occurs once per embedding model.

    Runs that cannot be read are left out, with a warning in the log.
    """
    found = [table for run in runfile.find(runs) if (table := _readable(run)) is not None and table.height]
    if not found:
        return pl.DataFrame(schema={"item_id": pl.String(), **evidence.columns(FaceRow)})
    return pl.concat(found).unique(["face_id", "embedder"], keep="first", maintain_order=True)


def open_library(runs: Path, table: pl.DataFrame, least: float, clear: Clear, gone: Forgotten) -> Library:
    """Open the faces of `table`, as `rows` returns it, with embeddings and the neighbours of at least cosine `least`.

    Forgotten faces are left out, and those of any embedding model but the most frequent one. New comparisons are added
    to the cache. A face whose file is missing is left out until the next run of its set makes the file again; the log
    says so, unless the file was deleted because another face of the photo was forgotten.
    """
    kept = table.filter(~pl.col("face_id").map_elements(lambda face: face in gone, return_dtype=pl.Boolean))
    model = _usual(kept)
    kept = kept.filter(pl.col("embedder") == (model or ""))
    path = folder(runs) / f"{model or 'none'}.npz"
    known = _read(path, least)
    keys = _keys(kept)
    vectors, there = _vectors(runs, kept, keys, known, gone)
    kept, keys, vectors = kept.filter(pl.Series(there)), keys[there], vectors[there]
    near, new = _compared(keys, vectors, known, least)
    if new:
        _write(path, _Known(keys, vectors, near), least)
    fine = (kept["pixels"] >= clear.pixels) & (kept["score"] >= clear.score)
    return Library(kept, Faces(kept["face_id"].to_list(), vectors, fine.to_numpy()), near)


@dataclass(frozen=True, slots=True)
class _Known:
    """The content of the cache: a key and a vector of each face, and neighbours by position."""

    keys: NDArray[np.bytes_]
    vectors: Vectors
    near: Neighbours


def newest_runs(runs: Path) -> list[Path]:
    """The newest finished run of each set that looked for faces, from newest to oldest."""
    found: dict[str, Path] = {}
    for run in sorted(runfile.find(runs), key=lambda each: each.name, reverse=True):
        about = runfile.read(run)
        if about is not None and about.state == "finished" and nodes_of(run, KIND):
            found.setdefault(about.set, run)
    return list(found.values())


def _faces_of(run: Path) -> pl.DataFrame:
    found = [evidence.scan(run, node, FaceRow).filter(pl.col("status") == "ok") for node in nodes_of(run, KIND)]
    return pl.concat([each.select("item_id", *evidence.columns(FaceRow)).collect() for each in found])


def _readable(run: Path) -> pl.DataFrame | None:
    try:
        return _faces_of(run) if nodes_of(run, KIND) else None
    except (RunnerError, OSError, pl.exceptions.PolarsError) as error:
        _log.warning("%s: %s", run, error)
        return None


def _usual(table: pl.DataFrame) -> str | None:
    counts = table["embedder"].value_counts(sort=True) if table.height else table
    return str(counts["embedder"][0]) if counts.height else None


def _keys(table: pl.DataFrame) -> NDArray[np.bytes_]:
    """A key for each face's vector, made from its file and its row there."""
    hashes = table["vectors"].struct.field("sha256").to_list() if table.height else []
    made = [f"{sha256}:{row}" for sha256, row in zip(hashes, table["face"], strict=True)]
    return np.asarray([hashlib.blake2b(each.encode(), digest_size=16).hexdigest() for each in made], "S32")


def _vectors(
    runs: Path, table: pl.DataFrame, keys: NDArray[np.bytes_], known: _Known | None, gone: Forgotten
) -> tuple[Vectors, NDArray[np.bool_]]:
    """The vector of each face and whether there is one, from the cache or else from its file."""
    place = {key: at for at, key in enumerate(known.keys.tolist())} if known else {}
    wanted = [at for at, key in enumerate(keys.tolist()) if key not in place]
    read = _from_files(runs, table[wanted] if wanted else table.clear(), gone)
    width = known.vectors.shape[1] if known else next((len(each) for each in read if each is not None), 0)
    vectors, there = np.zeros((len(keys), width), np.float32), np.ones(len(keys), bool)
    cached = [at for at, key in enumerate(keys.tolist()) if key in place]
    if known and cached:
        vectors[cached] = known.vectors[[place[keys[at]] for at in cached]]
    for at, vector in zip(wanted, read, strict=True):
        there[at] = vector is not None and len(vector) == width
        if there[at]:
            vectors[at] = vector
    return vectors, there


def _from_files(runs: Path, table: pl.DataFrame, gone: Forgotten) -> list[Vectors | None]:
    paths = table["vectors"].struct.field("path").to_list() if table.height else []
    photos = dict(zip(paths, table["item_id"], strict=True))
    found = {path: _from_file(runs / path, deleted=photos[path] in gone.items) for path in photos}
    return [_row(found[path], row) for path, row in zip(paths, table["face"], strict=True)]


def _from_file(path: Path, *, deleted: bool) -> Vectors | None:
    """The vectors of a photo; None if unreadable. A missing file that was `deleted` with a face is not logged."""
    try:
        return np.asarray(np.load(io.BytesIO(read_artifact(path)), allow_pickle=False), np.float32)
    except (OSError, ValueError) as error:
        if not (deleted and isinstance(error, FileNotFoundError)):
            _log.warning("%s cannot be read (%s): run its set again", path, error)
        return None


def _row(vectors: Vectors | None, row: int) -> Vectors | None:
    return vectors[row] if vectors is not None and row < len(vectors) else None


def _compared(
    keys: NDArray[np.bytes_], vectors: Vectors, known: _Known | None, least: float
) -> tuple[Neighbours, bool]:
    """The neighbours of the faces, and whether they differ from what the cache holds."""
    if known is None:
        return neighbours(vectors, least), len(keys) > 0
    if np.array_equal(keys, known.keys):
        return known.near, False
    position = {key: at for at, key in enumerate(keys.tolist())}
    there = np.array([key in position for key in known.keys.tolist()], bool)
    old = np.array([position[key] for key in known.keys[there].tolist()], np.int64)
    new = np.setdiff1d(np.arange(len(keys)), old)
    order = np.concatenate([old, new]).astype(np.int64)
    kept = without(known.near, there) if there.any() else NONE
    found = neighbours(vectors[order], least, kept, len(old))
    return Neighbours(order[found.first].astype(np.int32), order[found.second].astype(np.int32), found.cosine), True


def _read(path: Path, least: float) -> _Known | None:
    """The content of the cache; None if there is none, if it was made for another threshold, or if it is damaged."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            if float(stored["least"]) != least:
                return None
            near = Neighbours(stored["first"], stored["second"], stored["cosine"])
            return _Known(stored["keys"], stored["vectors"], near)
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _write(path: Path, known: _Known, least: float) -> None:
    near = known.near
    arrays: dict[str, Any] = {"keys": known.keys, "vectors": known.vectors, "least": np.float64(least)}
    pairs: dict[str, Any] = {"first": near.first, "second": near.second, "cosine": near.cosine}

    def save(temporary: Path) -> None:
        with temporary.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays, **pairs)

    write_atomically(path, save)
