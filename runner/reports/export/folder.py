"""The folder of an export: made beside its place and then put there, so that half an export is never one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from runner.errors import ConfigError, EnvError

MANIFEST = "export.json"
"""By it an export is known as one, and which of the files in its folder are its own."""


def refuse_foreign(out: Path) -> None:
    """ConfigError when the folder holds anything and is no export: nothing of a person's is overwritten."""
    if out.is_file():
        raise ConfigError([f"out={out}: this is a file. Give a folder."])
    if out.is_dir() and any(out.iterdir()) and _files(out) is None:
        raise ConfigError([f"out={out}: the folder is not empty and holds no export. Give another, or an empty one."])


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A new folder to write into; when that ends well, its files take the place of the export in `out`.

    What a person put beside the files of the earlier export stays. EnvError when the disk refuses.
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
    """Say what the export is, and which files are its own."""
    names = sorted(path.relative_to(made).as_posix() for path in files)
    text = json.dumps({**about, "files": names}, indent=2, ensure_ascii=False)
    (made / MANIFEST).write_text(f"{text}\n", "utf-8")


def _put(made: Path, out: Path) -> None:
    """The manifest first: with it the folder is known as an export, whatever happens while the files move."""
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
    """Files of the export in a folder; None when it holds none."""
    try:
        return [str(name) for name in json.loads((folder / MANIFEST).read_text("utf-8"))["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
