"""What is being typed, on the disk with every keystroke: a killed program loses nothing.

Lines of JSON in one file a process, `SET.REVIEWER.HOST.PID.drafts` beside the catalogue. The file is there while
something is typed that is not an edit yet. A file whose process is gone is somebody's lost text: `rescue` gives it
back. Of another machine's process nothing is known: its file stays until that machine rescues it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from runner.review.conflicts import Conflict, overtaken
from runner.review.edits import Values
from runner.review.process_journal import ProcessJournal, left_behind
from runner.review.session import Session


class Draft(NamedTuple):
    """A text that was being typed."""

    value: object
    base: str | None  # time of the edit that typing began from; empty: there was none; None: it is not known


Drafts = dict[tuple[str, str], Draft]
"""Typed texts by item_id and field."""


_KIND = "drafts"


class Journal:
    """The keystrokes of this process."""

    def __init__(self, folder: Path, set_name: str, reviewer: str) -> None:
        self._file = ProcessJournal(folder, set_name, reviewer, _KIND)
        self._open: set[tuple[str, str]] = set()

    def type(self, item: str, name: str, value: object, base: str | None = None) -> None:
        """A field reads like this now. On the disk when it returns; OSError when the disk refuses.

        `base` is the time of the edit that typing began from, empty where there was none.
        """
        self._open.add((item, name))
        self._file.append([item, name, value, base])

    def settle(self, item: str, name: str) -> None:
        """The field's text is an edit in the catalogue now, or given up."""
        self._open.discard((item, name))
        if not self._open:
            self._file.remove()
        elif self._file.exists():
            self._file.append([item, name])


def rescue(folder: Path, set_name: str, reviewer: str) -> tuple[Drafts, list[Path]]:
    """Texts that processes which are gone left behind, and the files to remove once they are safe elsewhere."""
    files = left_behind(folder, set_name, reviewer, _KIND)
    found: Drafts = {}
    for path in files:
        for line in path.read_text("utf-8", errors="replace").splitlines():
            _read(line, found)
    return found, files


def brought_back(session: Session, found: Drafts) -> tuple[Values, list[Conflict]]:
    """What becomes of texts that were being typed: edits, and conflicts where somebody else wrote meanwhile."""
    snapshot, reviewer = session.snapshot, session.context.reviewer
    values: dict[int, dict[str, object]] = {}
    conflicts = []
    for (item, name), draft in found.items():
        if item not in snapshot.places:
            continue
        conflict = overtaken(item, name, draft.value, draft.base, snapshot.edits(item).get(name), reviewer)
        if conflict is not None:
            conflicts.append(conflict)
        else:
            values.setdefault(snapshot.places[item], {})[name] = draft.value
    return values, conflicts


def _read(line: str, found: Drafts) -> None:
    try:
        item, name, *value = json.loads(line)
    except ValueError:
        return  # the last line, cut off
    if value:
        found[item, name] = Draft(value[0], value[1] if len(value) > 1 else None)
    else:
        found.pop((item, name), None)
