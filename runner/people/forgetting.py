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

from runner.errors import EnvError
from runner.facts import Region
from runner.messages import say
from runner.people.face_id import item_of, place_of
from runner.store import forgotten_people, runfile
from runner.store.atomic import write_atomically


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


def told_to_workers(runs: Path) -> Sequence[str]:
    """The places that workers were told to forget; none where the file is not there, or damaged."""
    return _listed(_told(runs)) or []


def tell_workers(catalog: sqlite3.Connection, runs: Path) -> None:
    """Put the places into the file that workers read, where it says otherwise or is damaged."""
    places = list(forgotten_people.forgotten(catalog))
    path = _told(runs)
    if places != _listed(path):
        write_atomically(path, lambda temporary: temporary.write_text(json.dumps(places), "utf-8"))


class Forgotten:
    """Places where nobody is looked for, and of which nobody says anything."""

    def __init__(self, faces: Iterable[str]) -> None:
        self._by_item: dict[str, list[Region]] = {}
        for face in faces:
            self._by_item.setdefault(item_of(face), []).append(place_of(face).region)

    @property
    def items(self) -> frozenset[str]:
        """The photos that they are in."""
        return frozenset(self._by_item)

    def __contains__(self, face: str) -> bool:
        """Whether a face stands where one is to be forgotten, whichever program drew its box."""
        return item_of(face) in self._by_item and self.covers(item_of(face), place_of(face).region)

    def covers(self, item_id: str, region: Region) -> bool:
        """Whether a region of a photo, in shares of the upright picture, is such a place."""
        from runner.people.matching import is_over  # brings NumPy, which a run with nothing to forget does without

        return any(is_over(region, each) for each in self._by_item.get(item_id, ()))


def forgotten(runs: Path) -> Forgotten:
    """What workers are told to forget. EnvError when the file is damaged: the next run writes it again."""
    listed = _listed(_told(runs))
    if listed is None:
        raise EnvError(say("people.forgotten_damaged", path=str(_told(runs))), say("people.forgotten_damaged_mend"))
    return Forgotten(listed)


def _caches(runs: Path) -> list[Path]:
    """Caches of embeddings, and what is half written of them by processes that are gone."""
    halves = folder(runs).glob("*.npz.*.tmp")
    return [*folder(runs).glob("*.npz"), *(path for path in halves if not runfile.alive(int(path.suffixes[-2][1:])))]


def _told(runs: Path) -> Path:
    return folder(runs) / "forgotten.json"


def _listed(path: Path) -> list[str] | None:
    """The places in the file, none without a file; None when it is damaged."""
    try:
        listed = json.loads(path.read_text("utf-8"))
        for each in listed:
            place_of(each)
    except FileNotFoundError:
        return []
    except (ValueError, TypeError):
        return None
    return list(listed)


def _unlink(path: Path) -> OSError | None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return error
    return None
