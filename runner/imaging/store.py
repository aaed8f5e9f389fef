"""Content-addressed files: a file's name is the SHA-256 of its content, so it is written once and never changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from runner.errors import EnvError, ItemError
from runner.messages import say
from runner.schema import DeriveRow


@dataclass(frozen=True, slots=True)
class Stored:
    """Where data is kept: `path` below the folder, and the SHA-256 in hex."""

    path: str
    sha256: str


def store(data: bytes, extension: str, folder: Path) -> Stored:
    """Store `data` as `<first 2 hex>/<sha256>.<extension>`; if the complete file is there already, nothing is written.

    A crash leaves the whole file or none under that name. Raises EnvError if the folder cannot be written.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    relative = f"{sha256[:2]}/{sha256}.{extension}"
    try:
        if not (holds(folder, relative, len(data)) and (folder / relative).read_bytes() == data):
            _write(data, folder / relative)
    except OSError as error:
        raise EnvError(
            f"Renditions cannot be written to {folder}: {error.strerror or error}.",
            "Free space there or make it writable, then start the same command again: what is done is kept.",
        ) from error
    return Stored(relative, sha256)


def holds(folder: Path | str, relative: str, size: int) -> bool:
    """Whether the folder has a file of this name and size in bytes."""
    try:
        # A set has three of these per photo, and making a Path takes longer than asking the file system.
        return os.stat(f"{folder}/{relative}").st_size == size  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return False


def rendition(row: DeriveRow, name: str, folder: Path) -> Path:
    """The file of the rendition called `name`. Raises ItemError if the derive stage makes none of that name."""
    for each in row.renditions:
        if each.name == name:
            return folder / each.path
    made = ", ".join(each.name for each in row.renditions) or "none"
    raise ItemError(say("rendition.missing", name=name, made=made), "no_rendition")


def _write(data: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
