"""Whether a model's files are still those that were fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from runner.models.weights.catalogue import Entry, expected_hash, read_lock
from runner.models.weights.files import file_hash

Verdict = Literal["good", "changed", "missing", "unknown"]


class Checked(NamedTuple):
    """One file and the verdict on it."""

    path: str
    verdict: Verdict  # unknown: neither the catalogue nor a lock says what its hash should be
    found: str | None  # its SHA-256; None if it is missing
    wanted: str | None  # the SHA-256 that it should have


def verify(entry: Entry, folder: Path) -> list[Checked]:
    """Read every file of the entry and compare its SHA-256. Raises EnvError if the lock is damaged."""
    lock = read_lock(folder)
    return [_checked(folder, path, expected_hash(entry, lock, path)) for path in entry.files]


def _checked(folder: Path, path: str, wanted: str | None) -> Checked:
    file = folder / path
    if not file.is_file():
        return Checked(path, "missing", None, wanted)
    found = file_hash([file])
    if wanted is None:
        return Checked(path, "unknown", found, None)
    return Checked(path, "good" if found == wanted else "changed", found, wanted)
