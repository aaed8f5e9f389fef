"""Saves what is being typed to disk with every keystroke: a killed program loses nothing.

Lines of JSON in one file per process, `SET.REVIEWER.HOST.PID.drafts` beside the catalogue. The file exists while
something is typed that is not yet an edit. If its process is gone, the file holds somebody's lost text: `rescue`
returns it. Whether a process on another machine is alive is not known, so its file stays until that machine rescues it.

If the catalogue's folder cannot be written (a drive is unplugged or full), the line goes into a folder of the user's.
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
from runner.review.process_journal import ProcessJournal, left_behind, lines
from runner.review.session import Session


class Draft(NamedTuple):
    """A text that was being typed."""

    value: object
    base: str | None  # time of the edit that typing began from; empty: there was none; None: unknown


Drafts = dict[tuple[str, str], Draft]
"""Typed texts by item_id and field."""


_KIND = "drafts"


class Journal:
    """The texts that are being typed in this process."""

    def __init__(self, folder: Path, set_name: str, reviewer: str) -> None:
        self._file, self._spare = (ProcessJournal(each, set_name, reviewer, _KIND) for each in (folder, _spare(folder)))
        self._open: set[tuple[str, str]] = set()
        self._nowhere: dict[tuple[str, str], OSError] = {}  # typed, but not on any disk

    def type(self, item: str, name: str, value: object, base: str | None = None) -> None:
        """Save the current text of a field. It is on disk when this returns; raises OSError if the disk refuses.

        `base` is the time of the edit that typing began from, empty if there was none.
        """
        self._open.add((item, name))
        try:
            self._append([item, name, value, base])
        except OSError as error:
            self._nowhere[item, name] = error
            raise
        self._nowhere.pop((item, name), None)

    def settle(self, item: str, name: str) -> None:
        """Note that the field's text has become an edit in the catalogue, or was discarded.

        If the disk refuses to note that, `rescue` returns the text: it equals the edit, or becomes a conflict to ask
        about.
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
        """Why some typed text is not on any disk; None if all of it is."""
        return next(iter(self._nowhere.values()), None)

    def forget(self) -> None:
        """Give up typed text that is not on any disk."""
        self._nowhere.clear()

    def leave(self) -> None:
        """Leave what is typed but not yet an edit for whoever reviews the set next, here or in another program."""
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
    """Texts that dead processes left behind, and the files to remove once the texts are safe elsewhere."""
    every = (path for each in (folder, _spare(folder)) for path in left_behind(each, set_name, reviewer, _KIND))
    found: Drafts = {}
    written, files = lines(sorted(every, key=_modified))  # the later text of a field wins
    for line in written:
        _read(line, found)
    return found, files


def _modified(path: Path) -> float:
    """When a file was last written; 0 if it cannot be found out, as when another program has just removed it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _spare(folder: Path) -> Path:
    """The user's folder for text that is typed while reviewing the sets in `folder`."""
    of_it = sha256(str(folder.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_folder.own() / "typed" / of_it


def brought_back(session: Session, found: Drafts) -> tuple[Values, list[Conflict]]:
    """Turn rescued texts into edits, and into conflicts where another text was written in the meantime."""
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
    """The rescued texts of photos that the run does not have: they wait for a run that has them."""
    places = session.snapshot.places
    return {(item, name): draft for (item, name), draft in found.items() if item not in places}


def _read(line: str, found: Drafts) -> None:
    try:
        item, name, *value = json.loads(line)
    except ValueError:
        return  # the last line was cut off
    if value:
        found[item, name] = Draft(value[0], value[1] if len(value) > 1 else None)
    else:
        found.pop((item, name), None)
