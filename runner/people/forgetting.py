"""Deletes faces for good: the answers about them, their embeddings and their crops. They stay forgotten.

Data by which a face can be recognised is kept in artifacts beside the evidence, not in it, and is deleted here. The
rows keep the box and its measurements, which identify nobody. The next run computes the other faces of those photos
again and skips the forgotten ones: their places are in `catalog.db` and, for workers, in `people/forgotten.json`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from runner.errors import EnvError
from runner.messages import say
from runner.store import forgotten_file, forgotten_people, runfile


def folder(runs: Path) -> Path:
    """The folder for data about people outside the catalogue: caches, and a copy of the places of forgotten faces."""
    return runs / "people"


def forget(
    catalog: sqlite3.Connection, runs: Path, reviewer: str, faces: Sequence[str], persons: Sequence[str],
    artifacts: Iterable[str],
) -> None:  # fmt: skip
    """Delete faces and persons for good: first the answers, then caches and files. Nothing brings them back.

    `artifacts` are the paths, below the runs folder, of embeddings and crops of the photos that contain the faces, in
    the order of `runner.people.left_files`, so that it can find what an interruption leaves behind. Raises EnvError if
    a file cannot be deleted, after deleting all others.
    """
    forgotten_people.forget(catalog, reviewer, faces, persons)
    tell_workers(catalog, runs)
    delete(runs, artifacts)


def delete(runs: Path, artifacts: Iterable[str]) -> None:
    """Delete caches of embeddings and then these files, in order. Raises EnvError at the end if any file is left."""
    stay = [problem for path in [*_caches(runs), *(runs / each for each in artifacts)] if (problem := _unlink(path))]
    if stay:
        raise EnvError(
            say("people.file_stays", path=str(stay[0].filename), reason=stay[0].strerror or "", count=len(stay)),
            say("people.file_stays_mend"),
        )


def tell_workers(catalog: sqlite3.Connection, runs: Path) -> None:
    """Write the forgotten faces and persons to the file that workers read, if it differs or is damaged."""
    forgotten_file.write(runs, forgotten_people.kept(catalog))


def _caches(runs: Path) -> list[Path]:
    """Cache files of embeddings, and half-written ones left by processes that have ended."""
    halves = folder(runs).glob("*.npz.*.tmp")
    return [*folder(runs).glob("*.npz"), *(path for path in halves if not runfile.alive(int(path.suffixes[-2][1:])))]


def _unlink(path: Path) -> OSError | None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return error
    return None
