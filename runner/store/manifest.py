"""`manifest.json`: every part of a run, and the runs whose parts it uses, with the hashes of their manifests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from runner.store import sealed
from runner.store.atomic import write_atomically
from runner.store.proof import damaged, sha256_of

NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """The content of the file."""

    run_id: str
    parts: Mapping[str, str]  # SHA-256 by path below the run's `evidence`
    reuses: Mapping[str, str | None]  # SHA-256 of the manifest by run, below the runs folder; null if it had none


def write(run: Path, manifest: Manifest) -> None:
    """Write the manifest into the run's folder."""
    text = sealed.dumped(asdict(manifest))
    write_atomically(run / NAME, lambda temporary: temporary.write_text(text, "utf-8"))


def read(run: Path) -> Manifest | None:
    """The manifest of a run; None if it has none: it did not finish, or is of version 0.1.0.

    Raises DamagedEvidence if the manifest is not as it was written.
    """
    path = run / NAME
    try:
        about = path.stat()
        return _read(path, about.st_size, about.st_mtime_ns)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise damaged(path, run) from error


@lru_cache(maxsize=4)
def _read(path: Path, _size: int, _mtime_ns: int) -> Manifest:
    return Manifest(**sealed.loaded(path.read_text("utf-8")))


def digest_of(run: Path) -> str | None:
    """SHA-256 of a run's manifest, by which later runs refer to it; None if it has none."""
    try:
        return sha256_of(run / NAME)
    except OSError:
        return None
