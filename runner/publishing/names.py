"""Orders the changes in which names and paths pass from one photo to another.

A photo takes a name after the photo that holds it has moved to its own new name. If photos wait for each other in a
cycle, one of them first moves aside, to a name that no other photo can have. So each row points to its own file at
every moment.

Names that differ only in case count as one name, as they do for many servers, file systems and tables. A photo whose
name changes only in case waits for itself, and so moves aside too.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from runner.messages import Message, say
from runner.publishing.changes import Change
from runner.publishing.paths import beside
from runner.publishing.photo import OutgoingPhoto
from runner.publishing.publications import Entry, Publication


@dataclass(frozen=True, slots=True)
class Claims:
    """The names and paths that photos have at a target, and those that they are to have."""

    holders: Mapping[str, str]  # item by case-folded name
    respelt: Set[tuple[str, str]]  # item and case-folded name, if the item has the name in another case than wanted
    wanted: Mapping[str, frozenset[str]]  # names by item

    def foreign(self, photo: OutgoingPhoto) -> dict[str, str]:
        """The holder of each name that a photo needs and does not have; itself if it has the name in another case."""
        return {name: holder for name in sorted(_names(photo)) if (holder := self._holder(name, photo.item_id))}

    def passes(self, name: str, item_id: str) -> bool:
        """Whether this photo can get a name: it has it in another case, or the photo that holds it gives it up."""
        holder = self.holders[name.casefold()]
        return holder == item_id or name.casefold() not in map(str.casefold, self.wanted.get(holder, [name]))

    def _holder(self, name: str, item_id: str) -> str | None:
        folded = name.casefold()
        holder = self.holders.get(folded)
        return None if holder == item_id and (item_id, folded) not in self.respelt else holder


def claims(photos: Iterable[OutgoingPhoto], published: Mapping[str, Publication], begun: Mapping[str, Entry]) -> Claims:
    """Collect who holds and who wants which names. After an interrupted publish a photo may hold old and new names."""
    wanted = {each.item_id: _names(each) for each in photos}
    holders: dict[str, str] = {}
    respelt = set[tuple[str, str]]()
    touched = ((name, entry.item_id) for entry in begun.values() for name in _touched(entry))
    standing = ((name, item_id) for item_id, each in published.items() for name in _names(each))
    for name, item_id in itertools.chain(touched, standing):
        holders[name.casefold()] = item_id
        if item_id in wanted and name not in wanted[item_id]:
            respelt.add((item_id, name.casefold()))
    return Claims(holders, respelt, wanted)


def _touched(entry: Entry) -> list[str]:
    return [entry.file_name, *entry.names, *entry.paths, *entry.obsolete]


def _names(each: OutgoingPhoto | Publication) -> frozenset[str]:
    return frozenset((each.file_name, *(file.path for file in each.files)))


def _folded(each: OutgoingPhoto | Publication) -> frozenset[str]:
    return frozenset(name.casefold() for name in _names(each))


def blocked(changes: Sequence[Change], force: bool) -> dict[str, Message]:
    """Why photos cannot have their names, by item: another photo keeps the name."""
    found = dict(_doubled(changes))
    stay = {each.photo.item_id for each in changes if each.drift and not force}
    followers: dict[str, list[tuple[str, str]]] = {}
    stuck = deque[tuple[str, str, str]]()  # photo, name, holder
    for each in changes:
        item_id = each.photo.item_id
        for name, holder in each.waits_for.items():
            if holder == item_id:
                continue
            followers.setdefault(holder, []).append((item_id, name))
            if holder in stay or holder in found or name in each.taken:
                stuck.append((item_id, name, holder))
    while stuck:
        item_id, name, holder = stuck.popleft()
        if item_id not in found:
            found[item_id] = say("name.held", name=name, holder=holder)
            stuck.extend((follower, wanted, item_id) for follower, wanted in followers.get(item_id, ()))
    return found


def _doubled(changes: Sequence[Change]) -> Iterator[tuple[str, Message]]:
    """Yield photos that need a name that another photo keeps, or that an earlier photo needs too."""
    kept = [(each.photo, each.before) for each in changes if each.before]
    first = {name: photo.item_id for photo, before in kept for name in _folded(photo) & _folded(before)}
    for photo in (each.photo for each in changes):
        for name in sorted(_names(photo)):
            if (holder := first.setdefault(name.casefold(), photo.item_id)) != photo.item_id:
                yield photo.item_id, say("name.doubled", name=name, holder=holder)


@dataclass(frozen=True, slots=True)
class Move:
    """A change as part of a turn."""

    change: Change
    aside: bool  # the photo only moves to a temporary name, so that others can take its current one


def turns(changes: Sequence[Change]) -> Iterator[list[Move]]:
    """Yield the changes in turns, each after those that it waits for; those that wait for none come first."""
    waiting = {each.photo.item_id: each for each in changes}
    unmet = {item_id: {*each.waits_for.values()} & waiting.keys() for item_id, each in waiting.items()}
    followers: dict[str, list[str]] = {}
    for item_id, holders in unmet.items():
        for holder in holders:
            followers.setdefault(holder, []).append(item_id)
    free = [item_id for item_id, holders in unmet.items() if not holders]
    while waiting:
        if free:
            yield [Move(waiting.pop(item_id), False) for item_id in free]
        else:
            free = [_in_a_circle(waiting, unmet)]
            stepping = waiting[free[0]]
            yield [Move(replace(stepping, photo=aside(stepping.photo)), True)]
        free = list(_freed(free, followers, unmet, waiting))


def _freed(
    gone: Sequence[str], followers: dict[str, list[str]], unmet: Mapping[str, set[str]], waiting: Collection[str]
) -> Iterator[str]:
    """Yield photos that no longer wait for any other, now that these have given up their names."""
    for holder in gone:
        for item_id in followers.pop(holder, ()):
            unmet[item_id].discard(holder)
            if not unmet[item_id] and item_id in waiting:
                yield item_id


def _in_a_circle(waiting: Collection[str], unmet: Mapping[str, set[str]]) -> str:
    """Return a photo of a cycle: follows what photos wait for until one is reached a second time."""
    here, seen = next(iter(waiting)), set[str]()
    while here not in seen:
        seen.add(here)
        here = min(unmet[here])
    return here


def aside(photo: OutgoingPhoto) -> OutgoingPhoto:
    """Return the photo with names that no other photo can have."""
    files = tuple(replace(file, path=beside(file.path, _own(photo, file.role, file.path))) for file in photo.files)
    paths = {f"{file.role}_path": file.path for file in files}
    name = _own(photo, "", photo.file_name)
    fields = {**photo.fields, **paths, "path": files[0].path, "file_name": name}
    return replace(photo, file_name=name, files=files, fields=fields)


def _own(photo: OutgoingPhoto, role: str, name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return f"{photo.item_id}{f'-{role}' if role else ''}{dot}{extension if stem else ''}"
