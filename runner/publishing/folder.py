"""Files in a folder on this machine."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from runner.errors import TransferError
from runner.messages import say
from runner.publishing.place import Listed


class Folder:
    """Files below `root`."""

    def __init__(self, root: Path, links: bool = False) -> None:
        """`links` says whether symbolic links below the root are followed; if not, a path with one is refused."""
        self._root, self._links = root, links

    def put(self, path: str, data: bytes) -> None:
        """Write a file; it is on disk when this returns."""
        with _explained(path):
            target = self._at(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())

    def look(self, path: str) -> Listed | None:
        """Return a single file as `files` lists it; None if there is none."""
        with _explained(path):
            target = self._at(path)
            return _listed(target.stat()) if target.is_file() else None

    def rename(self, path: str, to: str) -> Listed:
        """Rename a file, replacing an existing one; returns how it is listed from now on, as its stamp changes."""
        with _explained(to):
            target = self._at(path).replace(self._at(to))
            return _listed(target.stat())

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        with _explained(path):
            return self._at(path).read_bytes()

    def files(self, folder: str) -> dict[str, Listed]:
        """Return all files of a folder by name; empty if there is no such folder."""
        with _explained(folder):
            here = self._at(folder)
            if not here.is_dir():
                return {}
            with os.scandir(here) as entries:
                return {
                    entry.name: _listed(entry.stat(follow_symlinks=self._links))
                    for entry in entries
                    if entry.is_file() or (entry.is_symlink() and not self._links)
                }

    def remove(self, path: str) -> None:
        """Remove a file if it exists, and then its parent folders below the root as long as they are empty."""
        with _explained(path):
            target = self._at(path)
            target.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for parent in target.parents:
                if parent == self._root:
                    return
                parent.rmdir()

    def close(self) -> None:
        """Does nothing: a folder has no connection to close."""

    def _at(self, path: str) -> Path:
        """The local path. Raises TransferError if it has a symbolic link and links are not followed."""
        if not self._links:
            steps = itertools.accumulate(Path(path).parts, Path.joinpath, initial=self._root)
            if link := next((step for step in itertools.islice(steps, 1, None) if step.is_symlink()), None):
                raise TransferError(say("target.link", path=str(link)), "local")
        return self._root / path


def _listed(stat: os.stat_result) -> Listed:
    """Any change to a file changes its stamp, mtime and ctime: programs can set the first, but not the second."""
    return Listed(stat.st_size, f"{stat.st_mtime_ns} {stat.st_ctime_ns}")


@contextlib.contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TransferError(
            say("target.folder", path=str(path), reason=error.strerror or str(error)), "local"
        ) from error
