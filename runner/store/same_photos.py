"""Photos that are one picture in other bytes: what is said of either is said of both. In `catalog.db`.

A photo is its bytes; people speak of a picture. Where another program writes a rating into a file, a run finds a photo
that it did not know, with the very same picture (`runner.store.rewritten`), and notes here that the two are one.
Nothing that was said is written anew: whoever reads takes the newest word about any of them.
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
"""All photos that are one, by each of them; a photo that is one alone is not there."""


def groups(catalog: sqlite3.Connection, set_name: str | None = None) -> Groups:
    """The photos of a set that are one, as item ids; without a name those of all sets, what two sets say together."""
    query, values = "SELECT set_name, photo, item_id FROM same_photos", ()
    if set_name is not None:
        query, values = f"{query} WHERE set_name = ?", (set_name,)  # type: ignore[assignment]
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, photo, item_id in catalog.execute(query, values):
        members[name, photo].add(item_id)
    return _joined(members.values())


def with_pairs(same: Groups, pairs: Mapping[str, str]) -> Groups:
    """The groups, with these photos that are one too."""
    return _joined([*set(same.values()), *pairs.items()]) if pairs else same


def _joined(sets: Iterable[Collection[str]]) -> Groups:
    """Groups that have a photo in common are one."""
    found: dict[str, set[str]] = {}
    for each in sets:
        whole = set(each).union(*(found[item] for item in each if item in found))
        found.update(dict.fromkeys(whole, whole))
    return {item: frozenset(whole) for item, whole in found.items()}


def all_of(items: Iterable[str], same: Groups) -> set[str]:
    """These photos with all that are one with them."""
    return {each for item in items for each in same.get(item, (item,))} if same else set(items)


def faces(face: str, same: Groups) -> list[str]:
    """The same place in each of the photos that are one, as ids of faces."""
    item = item_of(face)
    return [f"{each}{face[len(item) :]}" for each in sorted(same.get(item, (item,)))]


def shared(newest: Mapping[Key, tuple[int, Word]], same: Groups) -> dict[Key, Word]:
    """The newest word for every photo that is one with that of which it was said.

    `newest` has words with their row ids by photo (first) and whatever else they are about.
    """
    found = dict(newest)
    for key, word in newest.items() if same else ():
        for other in (cast("Key", (each, *key[1:])) for each in same.get(key[0], ())):
            found[other] = max(word, found.get(other, word), key=lambda each: each[0])
    return {key: word for key, (_, word) in found.items()}


def are_same(one: str, other: str) -> str:
    """SQL that is true where the row `other` is about the photo of the row `one`, of the same set; both are aliases.

    An index on the item ids of `other` is used.
    """
    return (
        f"{other}.set_name = {one}.set_name AND {other}.item_id IN (SELECT {one}.item_id UNION ALL"
        " SELECT s.item_id FROM same_photos f JOIN same_photos s USING (set_name, photo)"
        f" WHERE f.set_name = {one}.set_name AND f.item_id = {one}.item_id)"
    )


def newest(catalog: sqlite3.Connection, set_name: str) -> int:
    """A number that grows whenever photos of a set are found to be one; 0 before the first."""
    query = "SELECT coalesce(max(id), 0) FROM same_photos WHERE set_name = ?"
    return int(catalog.execute(query, (set_name,)).fetchone()[0])


def note(catalog: sqlite3.Connection, set_name: str, run_id: str, pairs: Mapping[str, str]) -> None:
    """Note that photos of a set are one, durably: those that came by those that are gone. `run_id` found it."""
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
    """Photos that are there at once are not one: they are copies, of which each may be described by itself."""
    together = [whole.intersection(here) for whole in set(groups(catalog, set_name).values())]
    gone = [(set_name, item) for each in together if len(each) > 1 for item in each]
    if gone:
        with durable(catalog):
            catalog.executemany("DELETE FROM same_photos WHERE set_name = ? AND item_id = ?", gone)


def found_by(catalog: sqlite3.Connection, set_name: str, run_id: str) -> set[str]:
    """The photos of a set that a run found to be one with another."""
    query = "SELECT item_id FROM same_photos WHERE set_name = ? AND run_id = ?"
    return {item for (item,) in catalog.execute(query, (set_name, run_id))}


def _photo(catalog: sqlite3.Connection, set_name: str, items: Collection[str]) -> str | None:
    """What one of these photos has in common with others already."""
    query = "SELECT min(photo) FROM same_photos WHERE set_name = ? AND item_id IN (SELECT value FROM json_each(?))"
    found = catalog.execute(query, (set_name, json.dumps(list(items)))).fetchone()[0]
    return None if found is None else str(found)
