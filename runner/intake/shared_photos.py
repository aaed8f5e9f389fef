"""Finds sets that share photos with a planned set: its folder lies inside another set's folder, or contains it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from runner.composition.set_file import NewSet
from runner.intake.planned import PlannedSet
from runner.messages import Message, say


def shared(planned: PlannedSet, others: Sequence[PlannedSet], sets: Sequence[NewSet]) -> list[Message]:
    """A message for each other set with photos of this folder: rows of the intake first, then existing sets.

    Symbolic links are resolved; photos are not looked at. If one of two sets of the same folder excludes something,
    they are assumed to have no photo in common.
    """
    mine, said = planned.new_set(), dict[str, Message]()
    for other in [*(each.new_set() for each in others), *sets]:
        name = other.name.casefold()
        if name != mine.name.casefold() and name not in said:
            said.update((name, message) for message in _said(mine, other))
    return list(said.values())


def _said(mine: NewSet, other: NewSet) -> Iterator[Message]:
    here, there = _folder(mine.source), _folder(other.source)
    if here == there:
        if not mine.exclude and not other.exclude:
            yield say("intake.same_folder", name=other.name)
    elif here.is_relative_to(there):
        if not _is_left_out(here.relative_to(there), other.exclude):
            yield say("intake.folder_inside", name=other.name, folder=str(other.source))
    elif there.is_relative_to(here) and not _is_left_out(there.relative_to(here), mine.exclude):
        yield say("intake.folder_around", name=other.name, folder=str(other.source))


def _folder(source: Path) -> Path:
    return Path(os.path.realpath(source))


def _is_left_out(below: Path, patterns: Sequence[str]) -> bool:
    """True if a folder, or one above it, matches an exclusion pattern of its set."""
    above = [below, *list(below.parents)[:-1]]
    return any(fnmatch(str(each), pattern) for each in above for pattern in patterns)
