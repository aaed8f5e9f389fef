"""The register of published names: which name belongs to which photo, in whatever set and run.

A name is taken for good: what was published under it may still be linked to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from runner.store import same_photos
from runner.store.transactions import durable

NAMES = "names (name, item_id, prefix, number)"
"""The register and its columns, as a statement that inserts names them."""


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
    """File name and number for each request, in order.

    An item keeps the name it has for the same prefix; another continues from the highest number in use. Two runs at
    once cannot get the same name: the whole reservation is one transaction, on the disk when this returns.
    """
    with durable(catalog):
        return _numbered(catalog, requests, lambda request, number: _insert(catalog, request, number))


def expected_names(catalog: sqlite3.Connection, requests: Sequence[NameRequest]) -> list[tuple[str, int]]:
    """What `reserve_names` would give now; nothing is reserved, and another program may be faster."""
    given: set[str] = set()

    def take(request: NameRequest, number: int) -> bool:
        name = request.name(number)
        free = name.casefold() not in given and owner(catalog, name) is None
        given.add(name.casefold())
        return free

    return _numbered(catalog, requests, take)


def claim_name(catalog: sqlite3.Connection, item_id: str, name: str) -> bool:
    """Reserve exactly this name for an item, durably; False when it is another's. Capitals make no other name."""
    with durable(catalog):
        # As its own prefix it leaves the numbers of names from templates alone.
        catalog.execute(f"INSERT OR IGNORE INTO {NAMES} VALUES (?, ?, ?, 0)", (name, item_id, name))
    return other_owner(catalog, name, item_id) is None


def other_owner(catalog: sqlite3.Connection, name: str, item_id: str) -> str | None:
    """The item that a name belongs to, whatever its capitals; None where it is free or this one's.

    A photo has the names of all that are the same, see `runner.store.same_photos`.
    """
    found = owner(catalog, name)
    if found in (None, item_id):
        return None
    return None if found in same_photos.groups(catalog).get(item_id, ()) else found


def owner(catalog: sqlite3.Connection, name: str) -> str | None:
    """The item that a name belongs to, whatever its capitals; None where it is free."""
    row = catalog.execute("SELECT item_id FROM names WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def owned(catalog: sqlite3.Connection, request: NameRequest) -> tuple[str, int] | None:
    """The name, with its number, that the item, or one that is the same photo, has for this request already."""
    names = catalog.execute(
        "SELECT name, number FROM names WHERE prefix = ?2 AND item_id IN (SELECT ?1 UNION ALL SELECT s.item_id"
        " FROM same_photos f JOIN same_photos s USING (set_name, photo) WHERE f.item_id = ?1) ORDER BY number",
        (request.item_id, request.prefix),
    )
    return next(((name, number) for name, number in names if name == request.name(number)), None)


_Take = Callable[[NameRequest, int], bool]
"""Takes the name with this number if it is free."""


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
    # The same text can come from another prefix ("a_1" + "2", "a_" + "12"): the next number is tried.
    while True:
        highest[folded] += 1
        if take(request, highest[folded]):
            return request.name(highest[folded]), highest[folded]


def _insert(catalog: sqlite3.Connection, request: NameRequest, number: int) -> bool:
    row = (request.name(number), request.item_id, request.prefix, number)
    return bool(catalog.execute(f"INSERT OR IGNORE INTO {NAMES} VALUES (?, ?, ?, ?)", row).rowcount)
