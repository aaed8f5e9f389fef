"""Checks that weights without a pinned hash are still the files that were used first.

A damaged network still classifies, but with other results. Fetched files must match their lock, files of a package are
left to the package, and every other file is recorded in `weights.json` in the runs folder.
"""

from __future__ import annotations

import json
import os
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from runner.errors import EnvError
from runner.models.weights.catalogue import Sha256, read_lock
from runner.models.weights.files import file_hash

NAME = "weights.json"
"""Name of the record in the runs folder."""

_WRITTEN = {".yaml", ".yml", ".toml"}
"""Files that people and `runner calibrate` write: names of classes, error rates of a witness. They are not checked."""

READ_AGAIN = 300_000_000
"""Files of up to this many bytes are read at every use, larger ones only after their size or time has changed."""


@dataclass(frozen=True, slots=True)
class Use:
    """A file as it was at its first use."""

    sha256: Sha256
    day: str  # UTC, ISO 8601


def hold(runs: Path, hashes: Mapping[Path, str]) -> None:
    """Check that these model files, given by path with their known SHA-256, are what they have to be.

    New files are recorded. Raises EnvError, with each file that has changed and what to do.
    """
    known = _read(runs)
    own = {path: _current(path, digest) for path, digest in hashes.items() if _is_held(path)}
    pinned = {path: wanted for path in own if (wanted := _fetched(path))}
    changed = [path for path, wanted in pinned.items() if own[path] != wanted]
    if changed:
        raise EnvError(
            f"{', '.join(map(str, changed))}: not what was fetched.",
            "Look closer, and fetch again: runner models verify",
        )
    new = {str(path.absolute()): digest for path, digest in own.items() if path not in pinned}
    problems = [*_problems(known, new)]
    if problems:
        files = " ".join(f"'{path}'" for path, digest in new.items() if path in known and known[path].sha256 != digest)
        raise EnvError(
            "\n".join(problems),
            f"If you put another file there on purpose: runner models accept {files} paths.runs='{runs}'\n"
            "If you did not, it is damaged or was replaced: bring the old one back.",
        )
    if unknown := {path: digest for path, digest in new.items() if path not in known}:
        _write(runs, {**known, **_uses(unknown)})


def accept(runs: Path, paths: Iterable[Path]) -> None:
    """Record these files as they are now, for later checks. Raises EnvError if one cannot be read."""
    try:
        found = {str(path.absolute()): file_hash([path]) for path in paths}
    except OSError as error:
        raise EnvError(f"{error.filename}: {error.strerror}.", "Give the path of a model's file.") from error
    _write(runs, {**_read(runs), **_uses(found)})


def _current(path: Path, digest: str) -> str:
    return file_hash([path]) if path.stat().st_size <= READ_AGAIN else digest


def _problems(known: Mapping[str, Use], found: Mapping[str, str]) -> Iterator[str]:
    for path, digest in found.items():
        first = known.get(path)
        if first and first.sha256 != digest:
            yield (
                f"{path} is another file than on {first.day}, when it was used first: its SHA-256 is {digest[:16]}…, "
                f"and was {first.sha256[:16]}…."
            )


def _fetched(path: Path) -> str | None:
    """The SHA-256 in the lock of the folder that `runner models fetch` put the file into; None if there is none."""
    for folder in path.absolute().parents:
        lock = read_lock(folder)
        if lock is not None:
            recorded = lock.files.get(path.absolute().relative_to(folder).as_posix())
            return recorded.sha256 if recorded else None
    return None


def _is_held(path: Path) -> bool:
    return path.suffix not in _WRITTEN and not _of_a_package(path)


def _of_a_package(path: Path) -> bool:
    """Whether the file belongs to an installed package, or to this program: a new version may replace it."""
    homes = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), str(Path(__file__).parents[2]))
    return any(path.resolve().is_relative_to(Path(home).resolve()) for home in homes)


def _uses(hashes: Mapping[str, str]) -> dict[str, Use]:
    today = datetime.now(UTC).date().isoformat()
    return {path: Use(digest, today) for path, digest in hashes.items()}


def _read(runs: Path) -> dict[str, Use]:
    path = runs / NAME
    try:
        return TypeAdapter(dict[str, Use]).validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValidationError as error:
        raise EnvError(
            f"{path} is damaged.",
            "Bring it back from a backup, or remove it: weights are then held to what they are at their next use.",
        ) from error


def _write(runs: Path, uses: Mapping[str, Use]) -> None:
    runs.mkdir(parents=True, exist_ok=True)
    temporary = runs / f"{NAME}.{os.getpid()}.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(json.dumps({path: asdict(use) for path, use in sorted(uses.items())}, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(runs / NAME)
