"""The register of published names: which name belongs to which photo, across all sets and runs.

A name is taken for good: links to what was published under it may still exist.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from runner.store import same_photos
from runner.store.transactions import durable

NAMES = "names (name, item_id, prefix, number)"
"""The table and its columns, for INSERT statements."""


@dataclass(frozen=True, slots=True)
class NameRequest:
    """A name wanted for an item: everything but the number."""

    item_id: str
    prefix: str
    width: int
    suffix: str

    def name(self, number: int) -> str:
        """The whole file name with this number."""
        return f"{self.prefix}{number:0{self.width}d}{self.suffix}"


def reserve_names(catalog: sqlite3.Connection, requests: Sequence[NameRequest]) -> list[tuple[str, int]]:
    """Reserve a file name and number for each request; returned in order.

    An item keeps the name that it has for the same prefix; other items continue from the highest number in use. Two
    runs cannot get the same name: the whole reservation is one transaction, on disk when this returns.
    """
    with durable(catalog):
        return _numbered(catalog, requests, lambda request, number: _insert(catalog, request, number))


def expected_names(catalog: sqlite3.Connection, requests: Sequence[NameRequest]) -> list[tuple[str, int]]:
    """What `reserve_names` would return now; nothing is reserved, and another process may be faster."""
    given: set[str] = set()

    def take(request: NameRequest, number: int) -> bool:
        name = request.name(number)
        free = name.casefold() not in given and owner(catalog, name) is None
        given.add(name.casefold())
        return free

    return _numbered(catalog, requests, take)


def claim_name(catalog: sqlite3.Connection, item_id: str, name: str) -> bool:
    """Reserve exactly this name for an item, durably; False if it belongs to another.

    Upper and lower case are the same.
    """
    with durable(catalog):
        # A name that is its own prefix does not affect the numbers of names from templates.
        catalog.execute(f"INSERT OR IGNORE INTO {NAMES} VALUES (?, ?, ?, 0)", (name, item_id, name))
    return other_owner(catalog, name, item_id) is None


def other_owner(catalog: sqlite3.Connection, name: str, item_id: str) -> str | None:
    """The item that owns a name, ignoring case; None if the name is free or belongs to this item.

    A photo owns the names of all that are the same, see `runner.store.same_photos`.
    """
    found = owner(catalog, name)
    if found in (None, item_id):
        return None
    return None if found in same_photos.groups(catalog).get(item_id, ()) else found


def owner(catalog: sqlite3.Connection, name: str) -> str | None:
    """The item that owns a name, ignoring case; None if the name is free."""
    row = catalog.execute("SELECT item_id FROM names WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def owned(catalog: sqlite3.Connection, request: NameRequest) -> tuple[str, int] | None:
    """The name and number that the item, or one that is the same photo, already has for this request; None if none."""
    names = catalog.execute(
        "SELECT name, number FROM names WHERE prefix = ?2 AND item_id IN (SELECT ?1 UNION ALL SELECT s.item_id"
        " FROM same_photos f JOIN same_photos s USING (set_name, photo) WHERE f.item_id = ?1) ORDER BY number",
        (request.item_id, request.prefix),
    )
    return next(((name, number) for name, number in names if name == request.name(number)), None)


_Take = Callable[[NameRequest, int], bool]
"""Takes the name with this number; returns False if it is not free."""


def _numbered(catalog: sqlite3.Connection, requests: Sequence[NameRequest], take: _Take) -> list[tuple[str, int]]:
    highest: dict[str, int] = {}
    return [_number(catalog, request, highest, take) for request in requests]


def _number(catalog: sqlite3.Connection, request: NameRequest, highest: dict[str, int], take: _Take) -> tuple[str, int]:
    if kept := owned(catalog, request):
        return kept
    folded = request.prefix.casefold()
    if folded not in highest:
        (top,) = catalog.execute("SELECT max(number) FROM names WHERE prefix = ?", (request.prefix,)).fetchone()
        highest[folded] = top or 0
    # Another prefix can give the same text ("a_1" + "2", "a_" + "12"): then the next number is tried.
    while True:
        highest[folded] += 1
        if take(request, highest[folded]):
            return request.name(highest[folded]), highest[folded]


def _insert(catalog: sqlite3.Connection, request: NameRequest, number: int) -> bool:
    row = (request.name(number), request.item_id, request.prefix, number)
    return bool(catalog.execute(f"INSERT OR IGNORE INTO {NAMES} VALUES (?, ?, ?, ?)", row).rowcount)
