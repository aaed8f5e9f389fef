"""Lines of JSON that one process writes while it holds work that is nowhere else yet: a killed program loses nothing.

A file a process, `SET.REVIEWER.HOST.PID.KIND` beside the catalogue. A file whose process is gone is somebody's lost
work, and so is one that its process has left to whoever comes next: that has a PID of 0. Of another machine's process
nothing is known: its file stays until that machine looks.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
from collections.abc import Iterable
from pathlib import Path

from runner.store.atomic import sync_folder
from runner.store.runfile import alive

_NOBODY = "0"
"""In place of a PID: nobody holds it."""


class ProcessJournal:
    """The file of this process; it is there from the first line to `remove`."""

    def __init__(self, folder: Path, set_name: str, reviewer: str, kind: str) -> None:
        self.folder = folder
        before = f"{_safe(set_name)}.{_safe(reviewer)}.{_host()}"
        self._path = folder / f"{before}.{os.getpid()}.{kind}"
        self._left = folder / f"{before}.{_NOBODY}.{kind}"

    def append(self, line: object) -> None:
        """Add a line. On the disk when it returns; OSError when the disk refuses, or the folder is gone."""
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fdatasync(file.fileno())
        if new:
            sync_folder(self._path.parent)

    def exists(self) -> bool:
        """Whether a line was written and not removed."""
        return self._path.is_file()

    def leave(self) -> None:
        """Let whoever comes next find what is held, in this process or another.

        What a full disk refuses stays under this process's name: it is found when the process is gone.
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
        """Nothing is held any more."""
        self._path.unlink(missing_ok=True)


def left_behind(folder: Path, set_name: str, reviewer: str, kind: str) -> list[Path]:
    """The files of this kind that processes which are gone left for this set and reviewer, in order of their names."""
    # Files of earlier versions have no host in their name.
    own = re.compile(rf"{_safe(set_name)}\.{_safe(reviewer)}\.(?:{_host()}\.)?(\d+)\.{kind}")
    named = [(path, own.fullmatch(path.name)) for path in sorted(folder.glob(f"*.{kind}"))]
    return [path for path, match in named if match and (match[1] == _NOBODY or not alive(int(match[1])))]


def remove(files: Iterable[Path]) -> None:
    """What these files hold is safe elsewhere. Where the disk refuses to remove one, it is found again next time."""
    for path in files:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _host() -> str:
    return _safe(socket.gethostname())


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)
