"""Faces that are to be forgotten: their words, their embeddings, their crops; and that they stay forgotten.

What a detector computes of a face for telling persons apart stands in artifacts beside the evidence, not in it. They
are deleted here. Their rows keep the box and what was measured of it, which identify nobody; the next run computes the
other faces of those photos again, without those that are forgotten: their places are in `catalog.db`, and for workers
in `people/forgotten.json`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from runner.people.face_id import item_of, place_of
from runner.people.matching import OVERLAP, overlaps
from runner.store import people
from runner.store.atomic import write_atomically


def folder(runs: Path) -> Path:
    """Where what is known of people beside the catalogue stands: caches alone."""
    return runs / "people"


def forget(
    catalog: sqlite3.Connection, runs: Path, reviewer: str, faces: Sequence[str], persons: Sequence[str],
    artifacts: Iterable[str],
) -> None:  # fmt: skip
    """Delete faces and persons for good: words first, then files and caches. Nothing brings them back.

    `artifacts` are the paths below the runs folder that hold embeddings and crops of the photos that the faces are in,
    see `runner.people.left_files`.
    An interruption leaves words deleted and files for the same call to delete again. OSError when a file stays.
    """
    people.forget(catalog, reviewer, faces, persons)
    tell_workers(catalog, runs)
    for path in artifacts:
        (runs / path).unlink(missing_ok=True)
    for cache in folder(runs).glob("*.npz"):
        cache.unlink(missing_ok=True)


def tell_workers(catalog: sqlite3.Connection, runs: Path) -> None:
    """Put the places into the file that workers read, where it says otherwise."""
    places = list(people.forgotten(catalog))
    path = folder(runs) / "forgotten.json"
    if places != _listed(path):
        write_atomically(path, lambda temporary: temporary.write_text(json.dumps(places), "utf-8"))


class Forgotten:
    """Places where nobody is looked for."""

    def __init__(self, faces: Iterable[str]) -> None:
        self._by_item: dict[str, list[str]] = {}
        for face in faces:
            self._by_item.setdefault(item_of(face), []).append(face)

    def __contains__(self, face: str) -> bool:
        """Whether a face stands where one is to be forgotten."""
        places = self._by_item.get(item_of(face))
        if not places:
            return False
        shared = overlaps([place_of(face).region], [place_of(each).region for each in places])
        return bool(shared.max() > OVERLAP)


def forgotten(runs: Path) -> Forgotten:
    """What workers are told to forget."""
    return Forgotten(_listed(folder(runs) / "forgotten.json"))


def _listed(path: Path) -> list[str]:
    try:
        return [str(each) for each in json.loads(path.read_text("utf-8"))]
    except FileNotFoundError:
        return []
