"""Photos that a person declared to be the same photo with a new picture, and the work carried over to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from runner.store import people
from runner.store.people import Word
from runner.store.undone import undone


def note(catalog: sqlite3.Connection, change: int, pairs: Mapping[str, str]) -> None:
    """Record which photo took over from which earlier one, as part of the change that carried the work."""
    catalog.executemany(
        "INSERT INTO carried (change_id, origin, item_id) VALUES (?, ?, ?)",
        [(change, origin, item) for origin, item in pairs.items()],
    )


def say(catalog: sqlite3.Connection, reviewer: str, words: Mapping[str | None, Sequence[Word]], change: int) -> None:
    """Record answers about people, by their source, as part of the change that carries over the rest.

    Raises PeopleForgotten like `runner.store.people.record`.
    """
    for source, each in words.items():
        _belongs(catalog, people.record(catalog, reviewer, each, source), change)


def follow(catalog: sqlite3.Connection, reviewer: str, change: int, undoes: int) -> None:
    """Undo, or redo, the answers about people that `undoes` carried, as part of the change that does the rest."""
    own = catalog.execute("SELECT id FROM people_changes WHERE carried_by = ? ORDER BY id", (undoes,)).fetchall()
    for (each,) in own:
        _belongs(catalog, people.record(catalog, reviewer, [], undoes=each), change)


def _belongs(catalog: sqlite3.Connection, own: int, change: int) -> None:
    catalog.execute("UPDATE people_changes SET carried_by = ? WHERE id = ?", (change, own))


def pairs(catalog: sqlite3.Connection, set_name: str) -> Mapping[int, Mapping[str, str]]:
    """What was carried over within a set and has not been undone: for each change, the new photo by the earlier one."""
    rows = catalog.execute(
        "SELECT k.change_id, k.origin, k.item_id FROM carried k JOIN changes c ON c.id = k.change_id"
        " WHERE c.set_name = ? AND k.origin <> k.item_id ORDER BY k.change_id",
        (set_name,),
    ).fetchall()
    gone = undone(catalog.execute("SELECT id, undoes FROM changes WHERE set_name = ? ORDER BY id DESC", (set_name,)))
    found: dict[int, dict[str, str]] = {}
    for change, origin, item in rows:
        if change not in gone:
            found.setdefault(change, {})[origin] = item
    return found
