"""The folder of an export: built next to its final place and then moved there, so that no half export is visible."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from runner.errors import ConfigError, EnvError

MANIFEST = "export.json"
"""Marks a folder as an export and lists which of the files in it belong to the export."""


def refuse_foreign(out: Path) -> None:
    """Raise ConfigError if the folder is not empty and not an export, so that no other files are overwritten."""
    if out.is_file():
        raise ConfigError([f"out={out}: this is a file. Give a folder."])
    if out.is_dir() and any(out.iterdir()) and _files(out) is None:
        raise ConfigError([f"out={out}: the folder is not empty and holds no export. Give another, or an empty one."])


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Yield a new folder to write into; if the block succeeds, its files replace the export in `out`.

    Files that a person added to the earlier export stay. Raises EnvError if a file cannot be written.
    """
    made = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        made.mkdir()
        yield made
        _put(made, out)
    except OSError as error:
        raise EnvError(
            f"{error.filename or out} cannot be written: {error.strerror or error}.", "Choose another folder: out=…"
        ) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_manifest(made: Path, about: Mapping[str, object], files: Sequence[Path]) -> None:
    """Write the manifest: what the export is, and which files belong to it."""
    names = sorted(path.relative_to(made).as_posix() for path in files)
    text = json.dumps({**about, "files": names}, indent=2, ensure_ascii=False)
    (made / MANIFEST).write_text(f"{text}\n", "utf-8")


def _put(made: Path, out: Path) -> None:
    """Move the files, the manifest first: then the folder counts as an export even if moving is interrupted."""
    before, now = _files(out) or (), _files(made) or ()
    out.mkdir(exist_ok=True)
    (made / MANIFEST).replace(out / MANIFEST)
    for name in set(before) - set(now):
        (out / name).unlink(missing_ok=True)
    for name in now:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(out / name)
    for folder in {(out / name).parent for name in before} - {out}:
        if not any(folder.iterdir()):
            folder.rmdir()


def _files(folder: Path) -> list[str] | None:
    """Files of the export in a folder; None if there is no export."""
    try:
        return [str(name) for name in json.loads((folder / MANIFEST).read_text("utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
