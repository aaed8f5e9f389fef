"""Finds the faces of somebody in every run, even in photos that no set has any more, to forget them all."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from runner.errors import RunnerError
from runner.people.face_row import FaceRow
from runner.people.grouping import group
from runner.people.library import Library, open_library, rows_of_every_run
from runner.people.nodes import nodes_of
from runner.review.people.settings import PeopleSettings, of_run
from runner.store import evidence, runfile
from runner.store.forgotten_people import Forgotten
from runner.store.people import Assertion

_log = logging.getLogger(__name__)


def elsewhere(
    runs: Path, faces: Sequence[str], library: Library, words: Sequence[Assertion], gone: Forgotten
) -> set[str]:
    """Ids of faces that runs found besides those of the `library` and that are in a group with any of `faces`.

    The faces of each embedding model are grouped by the thresholds of the newest run that used it. `gone` are the faces
    that were forgotten before.
    """
    every = rows_of_every_run(runs)
    ids, known = frozenset(library.faces.ids), Forgotten(library.faces.ids)
    found: set[str] = set()
    for model in every["embedder"].unique(maintain_order=True):
        table = every.filter(pl.col("embedder") == model)
        new = {face for face in table["face_id"] if face not in ids and face not in known}
        if new and (settings := _settings(runs, model)) is not None:
            found |= new & _grouped(runs, _each_once(table), faces, words, settings, gone)
    return found


def _each_once(table: pl.DataFrame) -> pl.DataFrame:
    """The table with each face once, sorted by id: if several runs drew a box around one face, the first box."""
    kept: dict[str, list[str]] = {}
    for item, face in table.select("item_id", "face_id").iter_rows():
        others = kept.setdefault(item, [])
        if face not in Forgotten(others):
            others.append(face)
    wanted = [face for faces in kept.values() for face in faces]
    return table.filter(pl.col("face_id").is_in(wanted)).sort("face_id")


def _grouped(
    runs: Path,
    table: pl.DataFrame,
    faces: Sequence[str],
    words: Sequence[Assertion],
    settings: PeopleSettings,
    gone: Forgotten,
) -> set[str]:
    """The faces of `table` that are in a group with any of `faces`."""
    library = open_library(runs, table, settings.thresholds.ask, settings.clear, gone)
    grouping = group(library.faces, words, settings.thresholds, library.near)
    hers = Forgotten(faces)
    numbers = {int(grouping.group[at]) for at, face in enumerate(grouping.faces) if face in hers}
    shown = np.isin(grouping.group[: grouping.detected], list(numbers))
    return {face for face, is_hers in zip(library.faces.ids, shown, strict=True) if is_hers}


def _settings(runs: Path, model: str) -> PeopleSettings | None:
    return next(_readable_settings(runs, model), None)


def _readable_settings(runs: Path, model: str) -> Iterator[PeopleSettings]:
    """The settings of the runs that used an embedding model, newest first."""
    for run in runfile.find(runs):
        try:
            if _uses(run, model) and (found := of_run(run)):
                yield found
        except (RunnerError, OSError, pl.exceptions.PolarsError) as error:
            _log.warning("%s: %s", run, error)


def _uses(run: Path, model: str) -> bool:
    tables = (evidence.scan(run, node, FaceRow).select("embedder") for node in nodes_of(run, "faces"))
    return any(table.filter(pl.col("embedder") == model).head(1).collect().height > 0 for table in tables)
