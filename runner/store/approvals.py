"""Finds when a person approved photos, in `catalog.db`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from runner.store import same_photos
from runner.store.undone import undone


def newest_approvals(catalog: sqlite3.Connection, set_name: str, item_ids: Collection[str]) -> dict[str, int]:
    """The id of the newest approval by a person of each of these photos of a set, if it has not been undone.

    A decision restored by undo or redo is as old as the decision that it repeats.
    """
    same = same_photos.groups(catalog, set_name)
    steps = catalog.execute(
        "SELECT id, undoes FROM changes WHERE set_name = ? AND undoes IS NOT NULL ORDER BY id DESC", (set_name,)
    ).fetchall()
    repeating, gone = {change for change, _ in steps}, undone(steps)
    given = catalog.execute(
        "SELECT item_id, id, change_id FROM decisions WHERE set_name = ? AND decision = 'approved'"
        " AND item_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (set_name, json.dumps(sorted(same_photos.all_of(item_ids, same)))),
    )
    own = {item_id: decision for item_id, decision, change in given if change not in repeating and change not in gone}
    every = {item_id: [own[each] for each in same.get(item_id, (item_id,)) if each in own] for item_id in item_ids}
    return {item_id: max(decisions) for item_id, decisions in every.items() if decisions}
