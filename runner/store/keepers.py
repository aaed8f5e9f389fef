"""Photos that were rejected because another one of their moment was kept, where that one is not there any more.

Nothing is written: flags that were given at once say which photos were weighed against each other. A rejection stands
until a person takes it back; what is found here is that the photo which it was for is not to be had.
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
    """The flag that a photo has, and the change that gave it and others both kinds of flags; None: given alone."""

    value: str | None  # JSON
    gesture: int | None = None


REASONS = ("drop.keeper_gone", "drop.keeper_changed", "drop.keeper_unread", "drop.keeper_unknown")
"""Ids of the messages that say so."""

_NOTHING = _Word("null")
_PICK, _REJECT = '"pick"', '"reject"'


Kept = tuple[str, ...]
"""The photos that were kept in place of one, none of which is there: item ids."""


class Rejections:
    """The flags of a set as they were given, change by change.

    `same` are the photos that are one. A photo that a person said is the same with another picture is one with it.
    """

    def __init__(self, catalog: sqlite3.Connection, set_name: str, same: Groups) -> None:
        moved = carried.pairs(catalog, set_name)
        for each in moved.values():
            same = same_photos.with_pairs(same, each)
        self._one = {item: min(whole) for item, whole in same.items()}
        self._together: dict[int, frozenset[str]] = {}
        self._now: dict[str, _Word] = {}
        self._replay(each for each in changes(catalog, set_name) if each[0] not in moved)

    def at_stake(self, photos: Iterable[str], measured: Collection[str]) -> frozenset[str]:
        """Those of the photos that were ever weighed against one that was not `measured`: see `without_keeper`."""
        there = {self.one(item) for item in measured}
        beside = frozenset(item for items in self._together.values() if not items <= there for item in items)
        return frozenset(item for item in photos if self.one(item) in beside)

    def one(self, item: str) -> str:
        """The photo that stands for all that are one with this one."""
        return self._one.get(item, item)

    def without_keeper(self, photos: Iterable[str], measured: Collection[str]) -> Mapping[str, Kept]:
        """Those of the photos that stay rejected although none of the photos kept in their place was `measured`.

        `photos` are all whose files are there, and `measured` those of them that can be picked.
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
        """The photos that are kept in place of a rejected one: of a kept one that was swapped later, its own."""
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
    """The same in words, by item. `paths` are those of the photos of the run by item; `measured` as above."""
    kept = {item for each in found.values() for item in each}
    before = {**paths_before(run, kept - set(paths)), **paths}
    now = {path: item in measured for item, path in paths.items()}
    return {item: _reason([before[each] for each in kept if each in before], now) for item, kept in found.items()}


def _reason(paths: Sequence[str], now: Mapping[str, bool]) -> Message:
    """The reason with the names of the photos; `now` says of each file that is there whether it could be read."""
    names = sorted(Path(path).stem for path in paths)
    became = {now.get(path) for path in paths}
    if not names:  # the runs that had them are deleted
        return say("drop.keeper_unknown")
    if became == {True}:
        return say("drop.keeper_changed", kept=names, count=len(names))
    if became == {False}:
        return say("drop.keeper_unread", kept=names, count=len(names))
    return say("drop.keeper_gone", kept=names, count=len(names))


def changes(catalog: sqlite3.Connection, set_name: str) -> Iterator[tuple[int, int | None, Mapping[str, str]]]:
    """Each change of flags, oldest first: its id, the change that it takes back, and flags by item."""
    rows = catalog.execute(
        "SELECT coalesce(r.change_id, 0), c.undoes, r.item_id, r.value"
        " FROM ratings r LEFT JOIN changes c ON c.id = r.change_id"
        " WHERE r.set_name = ? AND r.kind = 'flag' ORDER BY r.id",
        (set_name,),
    )
    for (change, undoes), each in groupby(rows, key=lambda row: (row[0], row[1])):
        yield change, undoes, {item: value for _, _, item, value in each}
