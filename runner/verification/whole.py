"""Checks what all runs share: the catalogue, artifacts, sweeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from runner.engine import artifacts
from runner.messages import Message, say
from runner.original import identify
from runner.people.left_files import remains
from runner.stage import Artifact
from runner.store import forgotten_file, forgotten_people, schemas, seals, soundness, sweepfile
from runner.store.forgotten_people import Forgotten, Kept
from runner.store.proof import again
from runner.verification.problem import Problem


def catalogue(path: Path) -> Iterator[Problem]:
    """Yield the damage in the catalogue, which is opened read-only."""
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as catalog:
            seals.attach(catalog)
            found = list(soundness.every_problem(catalog, path))
    except soundness.UNREADABLE as error:
        found = [say("catalog.structure", path=str(path), reason=str(error))]
    for damage in found:
        yield Problem(damage, say("verify.lost_catalogue"), say("verify.mend"))
    if is_newer := newer(path):
        yield Problem(is_newer, say("verify.newer_catalogue"), say("catalog.schema_mend"))


def newer(path: Path) -> Message | None:
    """A message if a newer version wrote the catalogue, which may contain more than this one knows; otherwise None."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as catalog:
            (version,) = catalog.execute("PRAGMA user_version").fetchone()
    except soundness.UNREADABLE:
        return None  # reported for the catalogue
    known = schemas.VERSION
    return say("catalog.schema", path=str(path), found=str(version), known=str(known)) if version > known else None


def pictures(path: Path, runs: Path) -> Iterator[Problem]:
    """Yield artifacts that are not as they were written. Missing ones are made again by the run that needs them."""
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as catalog:
            seals.attach(catalog)
            known = list(artifacts.every(catalog))
    except soundness.UNREADABLE:
        return  # reported for the catalogue
    for each in known:
        if _is_damaged(each, runs):
            damage = say("evidence.damaged", path=str(runs / each.path))
            yield Problem(damage, say("verify.lost_picture"), say("verify.mend"))


def forgotten(path: Path, runs: Path) -> Iterator[Problem]:
    """Yield damaged lists of forgotten people, and files of forgotten faces that are still on disk.

    Such files are left by an interruption or by an error of the disk. A catalogue of an earlier version is read as it
    is.
    """
    for damaged in forgotten_file.damaged(runs):
        yield Problem(say("evidence.damaged", path=str(damaged)), say("people.list_loss"), say("people.list_mend"))
    listed = forgotten_file.read(runs) or Kept()
    left = remains(runs, Forgotten({*_forgotten_faces(path), *listed.faces}))
    if left:
        damage = say("people.remain", path=str(runs / left[0]), count=len(left))
        yield Problem(damage, say("people.remain_loss"), say("verify.mend"))


def _forgotten_faces(path: Path) -> Sequence[str]:
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as catalog:
            there = seals.tables(catalog)
            if "forgotten_faces" not in there:  # an earlier version, which had no faces
                return []
            return forgotten_people.forgotten(catalog) if "same_photos" in there else forgotten_people.places(catalog)
    except soundness.UNREADABLE:
        return []  # reported for the catalogue


def damaged_pictures(catalog: sqlite3.Connection, runs: Path) -> Iterator[Path]:
    """Paths of artifacts that exist but are not as they were written."""
    return (runs / each.path for each in artifacts.every(catalog) if _is_damaged(each, runs))


def sweeps(runs: Path) -> Iterator[Problem]:
    """Yield sweeps whose list of variants cannot be read."""
    for sweep in sweepfile.find(runs):
        if sweepfile.read(sweep) is None:
            path = sweep / "sweep.json"
            yield Problem(say("evidence.damaged", path=str(path)), say("verify.lost_sweep"), again(sweep))


def _is_damaged(artifact: Artifact, runs: Path) -> bool:
    try:
        return identify(runs / artifact.path).sha256.hex() != artifact.sha256
    except FileNotFoundError:
        return False
    except OSError:
        return True
