"""The catalogue's entries for the files of models, and the record of those that were fetched.

The files of entry NAME are in the folder NAME below the models folder, under the paths they have in their repository,
with a `lock.json` that records their revision and their hashes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated

from annotated_types import Gt, MinLen
from pydantic import StringConstraints, TypeAdapter, ValidationError

from runner.errors import EnvError
from runner.schema import Options

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Commit = Annotated[str, StringConstraints(pattern="^[0-9a-f]{40}$")]
Repository = Annotated[str, StringConstraints(pattern=r"^[\w.-]+/[\w.-]+$")]

LOCK = "lock.json"


@dataclass(frozen=True)
class Quantisation(Options):
    """Another file of the same model, which replaces the entry's first."""

    # path in the repository
    file: Annotated[str, MinLen(1)]
    # its SHA-256, if known
    sha256: Sha256 | None = None
    # size of all files of the entry with this one, for planning; null if unknown
    gigabytes: Annotated[float, Gt(0)] | None = None


@dataclass(frozen=True)
class Entry(Options):
    """One entry of the catalogue."""

    # owner/name on the hub
    repository: Repository
    # as its publisher names it
    licence: Annotated[str, MinLen(1)]
    # paths in the repository, with the SHA-256 if known
    files: Annotated[Mapping[str, Sha256 | None], MinLen(1)]
    # commit of the repository; null: the newest at the first fetch, and that one from then on
    revision: Commit | None = None
    # size of all files together, for planning; null if unknown
    gigabytes: Annotated[float, Gt(0)] | None = None
    # the same model in other precisions, by their publisher's names: Q8_0
    quantisations: Mapping[str, Quantisation] = field(default_factory=dict)

    def quantised(self, name: str) -> Entry:
        """The entry with the file of this quantisation instead of its first. Raises KeyError if it is missing."""
        other = self.quantisations[name]
        files = {other.file: other.sha256, **dict([*self.files.items()][1:])}
        return replace(self, files=files, gigabytes=other.gigabytes, quantisations={})

    def problems(self) -> Sequence[str]:
        """Return a sentence for each path that leads out of its folder."""
        every = (*self.files, *(other.file for other in self.quantisations.values()))
        bad = [path for path in every if Path(path).is_absolute() or ".." in Path(path).parts]
        return [f"files: {path} leads out of the model's folder." for path in bad]


@dataclass(frozen=True)
class Recorded:
    """One file as it was fetched."""

    sha256: Sha256
    bytes: int


@dataclass(frozen=True)
class Lock:
    """What was fetched into a model's folder."""

    repository: Repository
    revision: Commit
    files: Mapping[str, Recorded]


def read_lock(folder: Path) -> Lock | None:
    """The lock of a model's folder; None if nothing was fetched there. Raises EnvError if it is damaged."""
    path = folder / LOCK
    try:
        return TypeAdapter(Lock).validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise EnvError(
            f"{path} is damaged.",
            "Remove it and fetch the model again: files that are whole are not downloaded twice.",
        ) from error


def write_lock(folder: Path, lock: Lock) -> None:
    """Replace the lock of a model's folder, atomically."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{LOCK}.{os.getpid()}.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(json.dumps(asdict(lock), indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / LOCK)


def absent(entry: Entry, folder: Path) -> list[str]:
    """The entry's files that are not in its folder."""
    return [path for path in entry.files if not (folder / path).is_file()]


def valid_lock(entry: Entry, lock: Lock | None) -> Lock | None:
    """The lock; None if it is for another repository or revision than the entry."""
    if lock is None or lock.repository != entry.repository or entry.revision not in (None, lock.revision):
        return None
    return lock


def expected_hash(entry: Entry, lock: Lock | None, path: str) -> str | None:
    """The SHA-256 that the file must have: what the catalogue says, else what was recorded at its first fetch."""
    if known := entry.files[path]:
        return known
    valid = valid_lock(entry, lock)
    return valid.files[path].sha256 if valid and path in valid.files else None
