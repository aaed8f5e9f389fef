"""Finds photos that were rejected in favour of another one of their moment that is no longer there.

Nothing is written: flags that were set by the same change show which photos were compared. A rejection stays until a
person clears it; this module finds out that the photo kept in its place is not available.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from runner.messages import Message, say
from runner.store import carried, same_photos
from runner.store.rewritten import paths_before
from runner.store.same_photos import Groups


class _Word(NamedTuple):
    """The flag of a photo, and the change that set it if it set flags of both kinds; None for any other change."""

    value: str | None  # JSON
    gesture: int | None = None


REASONS = ("drop.keeper_gone", "drop.keeper_changed", "drop.keeper_unread", "drop.keeper_unknown")
"""Ids of the messages about this."""

_NOTHING = _Word("null")
_PICK, _REJECT = '"pick"', '"reject"'


Kept = tuple[str, ...]
"""Item ids of the photos that were kept in place of one; none of them is there."""


class Rejections:
    """The flags of a set as they were set, change by change.

    `same`: the groups of photos that are the same. A photo that a person declared to be the same with a new picture is
    added to its group.
    """

    def __init__(self, catalog: sqlite3.Connection, set_name: str, same: Groups) -> None:
        moved = carried.pairs(catalog, set_name)
        for each in moved.values():
            same = same_photos.with_pairs(same, each)
        self._one = {item: min(whole) for item, whole in same.items()}
        self._together: dict[int, frozenset[str]] = {}
        self._now: dict[str, _Word] = {}
        self._replay(each for each in changes(catalog, set_name) if each[0] not in moved)

    def is_any(self) -> bool:
        """True if photos of this set were ever rejected in favour of others."""
        return bool(self._together)

    def at_stake(self, photos: Iterable[str], measured: Collection[str]) -> frozenset[str]:
        """The photos that were ever compared with one that is not `measured`: see `without_keeper`."""
        there = {self.one(item) for item in measured}
        beside = frozenset(item for items in self._together.values() if not items <= there for item in items)
        return frozenset(item for item in photos if self.one(item) in beside)

    def one(self, item: str) -> str:
        """The photo that represents all that are the same as this one."""
        return self._one.get(item, item)

    def without_keeper(self, photos: Iterable[str], measured: Collection[str]) -> Mapping[str, Kept]:
        """The photos still rejected although no photo kept in their place is `measured`, each with the kept ones.

        `photos` are all photos whose files exist, and `measured` those of them that can be picked.
        """
        files = {self.one(item): item for item in photos}
        there = {self.one(item) for item in measured}
        found = {}
        for one, item in files.items():
            keepers = self._keepers(one, {one})
            if keepers and keepers.isdisjoint(there):
                found[item] = tuple(sorted(keepers))
        return found

    def _keepers(self, item: str, seen: set[str]) -> set[str]:
        """The photos kept in place of a rejected one; if a kept one was swapped later, those kept in its place."""
        word = self._now.get(item, _NOTHING)
        if word.value != _REJECT or word.gesture is None:
            return set()
        found = set()
        for other in self._together[word.gesture] - seen:
            now = self._now.get(other, _NOTHING)
            if now.value == _PICK:
                found.add(other)
            elif now.gesture not in (None, word.gesture):
                found |= self._keepers(other, seen | {other})
        return found

    def _replay(self, changes: Iterable[tuple[int, int | None, Mapping[str, str]]]) -> None:
        before: dict[int, Mapping[str, _Word]] = {}
        for change, undoes, given in changes:
            flags = {self.one(item): value for item, value in given.items()}
            before[change] = {item: self._now.get(item, _NOTHING) for item in flags}
            restored = before.get(undoes or 0, {})
            weighed = undoes is None and {_PICK, _REJECT} <= set(flags.values())
            if weighed:
                self._together[change] = frozenset(item for item, value in flags.items() if value in (_PICK, _REJECT))
            for item, value in flags.items():
                word = restored.get(item, _NOTHING)
                self._now[item] = word if word.value == value else _Word(value, change if weighed else None)


def reasons(
    found: Mapping[str, Kept], run: Path, paths: Mapping[str, str], measured: Collection[str]
) -> Mapping[str, Message]:
    """The same as messages, by item. `paths` are those of the photos of the run by item; `measured` as above."""
    kept = {item for each in found.values() for item in each}
    before = {**paths_before(run, kept - set(paths)), **paths}
    now = {path: item in measured for item, path in paths.items()}
    return {item: _reason([before[each] for each in kept if each in before], now) for item, kept in found.items()}


def _reason(paths: Sequence[str], now: Mapping[str, bool]) -> Message:
    """The reason with the names of the photos; `now` says by path of each existing file whether it could be read."""
    names = sorted(Path(path).stem for path in paths)
    became = {now.get(path) for path in paths}
    if not names:  # the runs that contained them are deleted
        return say("drop.keeper_unknown")
    if became == {True}:
        return say("drop.keeper_changed", kept=names, count=len(names))
    if became == {False}:
        return say("drop.keeper_unread", kept=names, count=len(names))
    return say("drop.keeper_gone", kept=names, count=len(names))


def changes(catalog: sqlite3.Connection, set_name: str) -> Iterator[tuple[int, int | None, Mapping[str, str]]]:
    """Yield each change of flags, oldest first: its id, the id of the change that it undoes, and flags by item."""
    rows = catalog.execute(
        "SELECT coalesce(r.change_id, 0), c.undoes, r.item_id, r.value"
        " FROM ratings r LEFT JOIN changes c ON c.id = r.change_id"
        " WHERE r.set_name = ? AND r.kind = 'flag' ORDER BY r.id",
        (set_name,),
    )
    for (change, undoes), each in groupby(rows, key=lambda row: (row[0], row[1])):
        yield change, undoes, {item: value for _, _, item, value in each}
