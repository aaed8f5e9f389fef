"""Photos with the same picture in different bytes: an assertion about one is valid for all. In `catalog.db`.

A photo is identified by its bytes; people mean a picture. If another program writes a rating into a file, a run finds
an unknown photo with exactly the same picture (`runner.store.rewritten`), and records here that the two are the same.
No assertion is copied: readers take the newest one about any of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import TypeVar, cast

from runner.store.face_id import item_of
from runner.store.transactions import durable

Key = TypeVar("Key", bound="tuple[str, ...]")
Word = TypeVar("Word")

Groups = Mapping[str, frozenset[str]]
"""For each photo, all photos that are the same; a photo without such others has no entry."""


def groups(catalog: sqlite3.Connection, set_name: str | None = None) -> Groups:
    """The groups of photos of a set that are the same, by item id; without a name those of all sets, joined."""
    query, values = "SELECT set_name, photo, item_id FROM same_photos", ()
    if set_name is not None:
        query, values = f"{query} WHERE set_name = ?", (set_name,)  # type: ignore[assignment]
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, photo, item_id in catalog.execute(query, values):
        members[name, photo].add(item_id)
    return _joined(members.values())


def with_pairs(same: Groups, pairs: Mapping[str, str]) -> Groups:
    """The groups with these pairs added."""
    return _joined([*set(same.values()), *pairs.items()]) if pairs else same


def _joined(sets: Iterable[Collection[str]]) -> Groups:
    """Join groups that have a photo in common."""
    found: dict[str, set[str]] = {}
    for each in sets:
        whole = set(each).union(*(found[item] for item in each if item in found))
        found.update(dict.fromkeys(whole, whole))
    return {item: frozenset(whole) for item, whole in found.items()}


def all_of(items: Iterable[str], same: Groups) -> set[str]:
    """These photos, and all that are the same."""
    return {each for item in items for each in same.get(item, (item,))} if same else set(items)


def faces(face: str, same: Groups) -> list[str]:
    """Ids of the same place in each photo that is the same as that of the face."""
    item = item_of(face)
    return [f"{each}{face[len(item) :]}" for each in sorted(same.get(item, (item,)))]


def shared(newest: Mapping[Key, tuple[int, Word]], same: Groups) -> dict[Key, Word]:
    """For every photo, the newest word about any photo that is the same.

    `newest` has words with their row ids, by photo (first) and whatever else they are about.
    """
    found = dict(newest)
    for key, word in newest.items() if same else ():
        for other in (cast("Key", (each, *key[1:])) for each in same.get(key[0], ())):
            found[other] = max(word, found.get(other, word), key=lambda each: each[0])
    return {key: word for key, (_, word) in found.items()}


def are_same(one: str, other: str) -> str:
    """SQL that is true if the row `other` is about the photo of the row `one`, in the same set; both are aliases.

    It uses an index on the item ids of `other`.
    """
    return (
        f"{other}.set_name = {one}.set_name AND {other}.item_id IN (SELECT {one}.item_id UNION ALL"
        " SELECT s.item_id FROM same_photos f JOIN same_photos s USING (set_name, photo)"
        f" WHERE f.set_name = {one}.set_name AND f.item_id = {one}.item_id)"
    )


def newest(catalog: sqlite3.Connection, set_name: str) -> int:
    """A number that increases whenever photos of a set are found to be the same; 0 before the first."""
    query = "SELECT coalesce(max(id), 0) FROM same_photos WHERE set_name = ?"
    return int(catalog.execute(query, (set_name,)).fetchone()[0])


def note(catalog: sqlite3.Connection, set_name: str, run_id: str, pairs: Mapping[str, str]) -> None:
    """Record durably that photos of a set are the same: new photos by the missing ones. `run_id` found it."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with durable(catalog):
        before = set(groups(catalog, set_name).values())
        for whole in set(_joined([*before, *pairs.items()]).values()) - before:
            photo = _photo(catalog, set_name, whole) or min(whole.intersection(pairs))
            catalog.executemany(
                "INSERT OR REPLACE INTO same_photos (set_name, item_id, photo, run_id, at) VALUES (?, ?, ?, ?, ?)",
                [(set_name, item, photo, run_id, at) for item in sorted(whole)],
            )


def part(catalog: sqlite3.Connection, set_name: str, here: Collection[str]) -> None:
    """Separate photos that exist at the same time: they are copies, and each may be described by itself."""
    together = [whole.intersection(here) for whole in set(groups(catalog, set_name).values())]
    gone = [(set_name, item) for each in together if len(each) > 1 for item in each]
    if gone:
        with durable(catalog):
            catalog.executemany("DELETE FROM same_photos WHERE set_name = ? AND item_id = ?", gone)


def found_by(catalog: sqlite3.Connection, set_name: str, run_id: str) -> set[str]:
    """The photos of a set that a run found to be the same as another."""
    query = "SELECT item_id FROM same_photos WHERE set_name = ? AND run_id = ?"
    return {item for (item,) in catalog.execute(query, (set_name, run_id))}


def _photo(catalog: sqlite3.Connection, set_name: str, items: Collection[str]) -> str | None:
    """The common id that these photos already have with others; None if there is none."""
    query = "SELECT min(photo) FROM same_photos WHERE set_name = ? AND item_id IN (SELECT value FROM json_each(?))"
    found = catalog.execute(query, (set_name, json.dumps(list(items)))).fetchone()[0]
    return None if found is None else str(found)
