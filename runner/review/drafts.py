"""What is being typed, on the disk with every keystroke: a killed program loses nothing.

Lines of JSON in one file a process, `SET.REVIEWER.HOST.PID.drafts` beside the catalogue. The file is there while
something is typed that is not an edit yet. A file whose process is gone is somebody's lost text: `rescue` gives it
back. Of another machine's process nothing is known: its file stays until that machine rescues it.
"""

from __future__ import annotations

import json
import os
import re
import socket
from pathlib import Path

from runner.store.atomic import sync_folder
from runner.store.runfile import alive

Drafts = dict[tuple[str, str], object]
"""Typed texts by item_id and field."""


class Journal:
    """The keystrokes of this process."""

    def __init__(self, folder: Path, set_name: str, reviewer: str) -> None:
        self._path = folder / f"{_safe(set_name)}.{_safe(reviewer)}.{_host()}.{os.getpid()}.drafts"
        self._open: set[tuple[str, str]] = set()

    def type(self, item: str, name: str, value: object) -> None:
        """A field reads like this now. On the disk when it returns; OSError when the disk refuses."""
        self._open.add((item, name))
        self._append([item, name, value])

    def settle(self, item: str, name: str) -> None:
        """The field's text is an edit in the catalogue now, or given up."""
        self._open.discard((item, name))
        if not self._open:
            self._path.unlink(missing_ok=True)
        elif self._path.is_file():
            self._append([item, name])

    def _append(self, line: list[object]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fdatasync(file.fileno())
        if new:
            sync_folder(self._path.parent)


def rescue(folder: Path, set_name: str, reviewer: str) -> tuple[Drafts, list[Path]]:
    """Texts that processes which are gone left behind, and the files to remove once they are safe elsewhere."""
    # Files of earlier versions have no host in their name.
    own = re.compile(rf"{_safe(set_name)}\.{_safe(reviewer)}\.(?:{_host()}\.)?(\d+)\.drafts")
    named = [(path, own.fullmatch(path.name)) for path in sorted(folder.glob("*.drafts"))]
    files = [path for path, match in named if match and not alive(int(match[1]))]
    found: Drafts = {}
    for path in files:
        for line in path.read_text("utf-8", errors="replace").splitlines():
            _read(line, found)
    return found, files


def _read(line: str, found: Drafts) -> None:
    try:
        item, name, *value = json.loads(line)
    except ValueError:
        return  # the last line, cut off
    if value:
        found[item, name] = value[0]
    else:
        found.pop((item, name), None)


def _host() -> str:
    return _safe(socket.gethostname())


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)
