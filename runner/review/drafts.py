"""What is being typed, on the disk with every keystroke: a killed program loses nothing.

Lines of JSON in one file a process, `NAME.PID.drafts` below the catalogue's folder. The file is there while something
is typed that is not an edit yet. A file whose process is gone is somebody's lost text: `rescue` gives it back.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from runner.store.runfile import alive

Drafts = dict[tuple[str, str], Any]
"""Typed texts by item_id and field."""


class Journal:
    """The keystrokes of this process."""

    def __init__(self, folder: Path, set_name: str, reviewer: str) -> None:
        self._path = folder / f"{_safe(set_name)}.{_safe(reviewer)}.{os.getpid()}.drafts"
        self._open: set[tuple[str, str]] = set()

    def type(self, item: str, name: str, value: Any) -> None:
        """A field reads like this now. With the operating system when it returns."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._open.add((item, name))
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([item, name, value], ensure_ascii=False) + "\n")

    def settle(self, item: str, name: str) -> None:
        """The field's text is an edit in the catalogue now, or given up."""
        self._open.discard((item, name))
        if not self._open:
            self._path.unlink(missing_ok=True)
        elif self._path.is_file():
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([item, name]) + "\n")


def rescue(folder: Path, set_name: str, reviewer: str) -> tuple[Drafts, list[Path]]:
    """Texts that processes which are gone left behind, and the files to remove once they are safe elsewhere."""
    pattern = f"{_safe(set_name)}.{_safe(reviewer)}.*.drafts"
    files = [path for path in sorted(folder.glob(pattern)) if not alive(int(path.suffixes[-2][1:]))]
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


def _safe(name: str) -> str:
    return re.sub(r"[^\w-]", "_", name)
