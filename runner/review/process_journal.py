"""Lines of JSON that one process writes while its work is not saved elsewhere yet: a killed program loses nothing.

One file per process, `SET.REVIEWER.HOST.PID.KIND` beside the catalogue. A file whose process is gone is somebody's
lost work, and so is one that its process has left for whoever comes next: that has a PID of 0. Whether a process on
another machine is alive is not known: its file stays until that machine looks.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import socket
from collections.abc import Iterable
from pathlib import Path

from runner.store.atomic import sync_folder
from runner.store.runfile import alive

_log = logging.getLogger(__name__)

_NOBODY = "0"
"""Takes the place of a PID in the name of a file that no process holds."""


class ProcessJournal:
    """The file of this process; it exists from the first line until `remove`."""

    def __init__(self, folder: Path, set_name: str, reviewer: str, kind: str) -> None:
        self.folder = folder
        before = f"{_safe(set_name)}.{_safe(reviewer)}.{_host()}"
        self._path = folder / f"{before}.{os.getpid()}.{kind}"
        self._left = folder / f"{before}.{_NOBODY}.{kind}"

    def append(self, line: object) -> None:
        """Add a line. It is on disk when this returns; raises OSError if the disk refuses, or the folder is gone."""
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fdatasync(file.fileno())
        if new:
            sync_folder(self._path.parent)

    def exists(self) -> bool:
        """True if a line was written and not removed."""
        return self._path.is_file()

    def leave(self) -> None:
        """Leave the lines for whoever comes next, in this process or another.

        If a full disk refuses that, the file keeps this process's name: it is found when the process is gone.
        """
        with contextlib.suppress(OSError):
            self._leave()

    def _leave(self) -> None:
        if self.exists() and self._left.exists():
            with self._left.open("a", encoding="utf-8") as file:
                file.write(self._path.read_text("utf-8"))
            self.remove()
        elif self.exists():
            self._path.rename(self._left)

    def remove(self) -> None:
        """Delete the file: nothing is held any more."""
        self._path.unlink(missing_ok=True)


def left_behind(folder: Path, set_name: str, reviewer: str, kind: str) -> list[Path]:
    """The files of this kind that dead processes left for this set and reviewer, sorted by name."""
    # Files of earlier versions have no host in their name.
    own = re.compile(rf"{_safe(set_name)}\.{_safe(reviewer)}\.(?:{_host()}\.)?(\d+)\.{kind}")
    named = [(path, own.fullmatch(path.name)) for path in sorted(folder.glob(f"*.{kind}"))]
    return [path for path, match in named if match and (match[1] == _NOBODY or not alive(int(match[1])))]


def lines(files: Iterable[Path]) -> tuple[list[str], list[Path]]:
    """The lines of all these files, and the files they were read from.

    A file that cannot be read keeps nobody's lines from coming back: it is named in the log, and tried again next time.
    """
    found: list[str] = []
    readable: list[Path] = []
    for path in files:
        try:
            found += path.read_text("utf-8", errors="replace").splitlines()
        except OSError as error:
            _log.warning("%s cannot be read and stays where it is: %s", path, error)
        else:
            readable.append(path)
    return found, readable


def remove(files: Iterable[Path]) -> None:
    """Delete files whose content is safe elsewhere. A file that the disk refuses to delete is found again next time."""
    for path in files:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _host() -> str:
    return _safe(socket.gethostname())


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)
