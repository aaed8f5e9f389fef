"""Faces that are to be forgotten: their words, their embeddings, their crops; and that they stay forgotten.

What a detector computes of a face for telling persons apart stands in artifacts beside the evidence, not in it. They
are deleted here. Their rows keep the box and what was measured of it, which identify nobody; the next run computes the
other faces of those photos again, without those that are forgotten: their places are in `catalog.db`, and for workers
in `people/forgotten.json`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from runner.errors import EnvError
from runner.messages import say
from runner.store import forgotten_file, forgotten_people, runfile


def folder(runs: Path) -> Path:
    """Where what is known of people beside the catalogue stands: caches, and a copy of the places to be forgotten."""
    return runs / "people"


def forget(
    catalog: sqlite3.Connection, runs: Path, reviewer: str, faces: Sequence[str], persons: Sequence[str],
    artifacts: Iterable[str],
) -> None:  # fmt: skip
    """Delete faces and persons for good: words first, then caches and files. Nothing brings them back.

    `artifacts` are the paths below the runs folder that hold embeddings and crops of the photos that the faces are in,
    in the order of `runner.people.left_files`, which finds those again that an interruption left. EnvError when a file
    cannot be deleted; all others are then.
    """
    forgotten_people.forget(catalog, reviewer, faces, persons)
    tell_workers(catalog, runs)
    delete(runs, artifacts)


def delete(runs: Path, artifacts: Iterable[str]) -> None:
    """Delete caches of embeddings, then these files, in this order. EnvError for the first that stays."""
    stay = [problem for path in [*_caches(runs), *(runs / each for each in artifacts)] if (problem := _unlink(path))]
    if stay:
        raise EnvError(
            say("people.file_stays", path=str(stay[0].filename), reason=stay[0].strerror or "", count=len(stay)),
            say("people.file_stays_mend"),
        )


def tell_workers(catalog: sqlite3.Connection, runs: Path) -> None:
    """Put who was forgotten into the file that workers read, where it says otherwise or is damaged."""
    forgotten_file.write(runs, forgotten_people.kept(catalog))


def _caches(runs: Path) -> list[Path]:
    """Caches of embeddings, and what is half written of them by processes that are gone."""
    halves = folder(runs).glob("*.npz.*.tmp")
    return [*folder(runs).glob("*.npz"), *(path for path in halves if not runfile.alive(int(path.suffixes[-2][1:])))]


def _unlink(path: Path) -> OSError | None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return error
    return None
