"""What is being typed, on the disk with every keystroke: a killed program loses nothing.

Lines of JSON in one file a process, `SET.REVIEWER.HOST.PID.drafts` beside the catalogue. The file is there while
something is typed that is not an edit yet. A file whose process is gone is somebody's lost text: `rescue` gives it
back. Of another machine's process nothing is known: its file stays until that machine rescues it.

Where the catalogue's folder takes nothing (a drive is unplugged or full), the line goes into a folder of the user's.
"""

from __future__ import annotations

import contextlib
import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from runner import user_folder
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
        self._file, self._spare = (ProcessJournal(each, set_name, reviewer, _KIND) for each in (folder, _spare(folder)))
        self._open: set[tuple[str, str]] = set()
        self._nowhere: dict[tuple[str, str], OSError] = {}  # typed, and on no disk

    def type(self, item: str, name: str, value: object, base: str | None = None) -> None:
        """A field reads like this now. On the disk when it returns; OSError when the disk refuses.

        `base` is the time of the edit that typing began from, empty where there was none.
        """
        self._open.add((item, name))
        try:
            self._append([item, name, value, base])
        except OSError as error:
            self._nowhere[item, name] = error
            raise
        self._nowhere.pop((item, name), None)

    def settle(self, item: str, name: str) -> None:
        """The field's text is an edit in the catalogue now, or given up.

        Where the disk refuses to note that, `rescue` gives the text back: an edit already, or a conflict to be asked.
        """
        self._open.discard((item, name))
        self._nowhere.pop((item, name), None)
        with contextlib.suppress(OSError):
            self._note_settled(item, name)

    def _note_settled(self, item: str, name: str) -> None:
        if not self._open:
            self._file.remove()
            self._spare.remove()
        else:
            for each in (self._file, self._spare):
                if each.exists():
                    each.append([item, name])

    def refusal(self) -> OSError | None:
        """Why something that is typed is on no disk; None where all of it is."""
        return next(iter(self._nowhere.values()), None)

    def forget(self) -> None:
        """What is typed and on no disk is given up."""
        self._nowhere.clear()

    def leave(self) -> None:
        """Let whoever reviews the set next, here or in another program, find what is typed and no edit yet."""
        self._open.clear()
        for each in (self._file, self._spare):
            each.leave()

    def _append(self, line: object) -> None:
        try:
            self._file.append(line)
        except OSError:
            self._spare.folder.mkdir(parents=True, exist_ok=True)
            self._spare.append(line)


def rescue(folder: Path, set_name: str, reviewer: str) -> tuple[Drafts, list[Path]]:
    """Texts that processes which are gone left behind, and the files to remove once they are safe elsewhere."""
    every = (path for each in (folder, _spare(folder)) for path in left_behind(each, set_name, reviewer, _KIND))
    files = sorted(every, key=lambda path: path.stat().st_mtime)  # the later text of a field holds
    found: Drafts = {}
    for path in files:
        for line in path.read_text("utf-8", errors="replace").splitlines():
            _read(line, found)
    return found, files


def _spare(folder: Path) -> Path:
    """A folder of the user's for what is typed in a review of the sets in `folder`."""
    of_it = sha256(str(folder.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_folder.own() / "typed" / of_it


def brought_back(session: Session, found: Drafts) -> tuple[Values, list[Conflict]]:
    """What becomes of texts that were being typed: edits, and conflicts where another text was written meanwhile."""
    snapshot = session.snapshot
    values: dict[int, dict[str, object]] = {}
    conflicts = []
    for (item, name), draft in found.items():
        if item not in snapshot.places:
            continue
        conflict = overtaken(item, name, draft.value, draft.base, snapshot.edits(item).get(name))
        if conflict is not None:
            conflicts.append(conflict)
        else:
            values.setdefault(snapshot.places[item], {})[name] = draft.value
    return values, conflicts


def absent(session: Session, found: Drafts) -> Drafts:
    """Those texts that are of photos which the run does not have: they wait for one that has them."""
    places = session.snapshot.places
    return {(item, name): draft for (item, name), draft in found.items() if item not in places}


def _read(line: str, found: Drafts) -> None:
    try:
        item, name, *value = json.loads(line)
    except ValueError:
        return  # the last line, cut off
    if value:
        found[item, name] = Draft(value[0], value[1] if len(value) > 1 else None)
    else:
        found.pop((item, name), None)
