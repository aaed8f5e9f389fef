"""Files in a folder of this machine."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from runner.errors import TransferError
from runner.messages import say
from runner.publishing.place import Listed


class Folder:
    """Files below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, path: str, data: bytes) -> None:
        """Write a file, on the disk when this returns."""
        with _explained(path):
            target = self._root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())

    def look(self, path: str) -> Listed | None:
        """A file by itself, as `files` lists it; None when there is none."""
        with _explained(path):
            target = self._root / path
            return _listed(target.stat()) if target.is_file() else None

    def rename(self, path: str, to: str) -> Listed:
        """Give a file its name, in place of what had it; how it is listed from now on: its stamp is another one."""
        with _explained(to):
            target = (self._root / path).replace(self._root / to)
            return _listed(target.stat())

    def read(self, path: str) -> bytes:
        """What a file holds."""
        with _explained(path):
            return (self._root / path).read_bytes()

    def files(self, folder: str) -> dict[str, Listed]:
        """All files of a folder by name."""
        with _explained(folder):
            here = self._root / folder
            if not here.is_dir():
                return {}
            with os.scandir(here) as entries:
                return {entry.name: _listed(entry.stat()) for entry in entries if entry.is_file()}

    def remove(self, path: str) -> None:
        """Remove a file if it is there, and its folders up to the root that are empty then."""
        with _explained(path):
            target = self._root / path
            target.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for parent in target.parents:
                if parent == self._root:
                    return
                parent.rmdir()

    def close(self) -> None:
        """Nothing is open."""


def _listed(stat: os.stat_result) -> Listed:
    """Whatever is done to a file changes its stamp: programs may set the first half of it, but not the second."""
    return Listed(stat.st_size, f"{stat.st_mtime_ns} {stat.st_ctime_ns}")


@contextlib.contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TransferError(
            say("target.folder", path=str(path), reason=error.strerror or str(error)), "local"
        ) from error
