"""Review work that no photo of a run has, although the photo is there, and how it is copied to it.

If another program rewrote a file without changing its picture, nothing has to be done: a run recognises the photo
(`runner.store.rewritten`). This module is for what a person has to confirm: that a file with a different picture,
rotated or re-saved, is still the same photo, or that a set was renamed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from runner.publishing import publications
from runner.store import same_photos
from runner.store.approvals import newest_approvals
from runner.store.decisions import (
    Changes,
    Edit,
    FieldDecision,
    PhotoDecision,
    ReviewContext,
    changes_since,
    record,
)
from runner.store.ratings import Rating
from runner.store.rewritten import earlier_runs, items_of, photos_of, standing
from runner.store.transactions import durable

Pairs = Mapping[str, str]
"""The photo of now by the photo that people spoke of, as item ids."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What was put onto the photos of now."""

    photos: int
    texts: int
    decisions: int
    published: int  # photos that stand at targets, and are this set's there now


def changed(run: Path, catalog: sqlite3.Connection, set_name: str) -> Pairs:
    """Photos of a run of which nobody has said anything, by gone ones with the same path of which somebody has."""
    said, here = changes_since(catalog, set_name), items_of(run)
    same = same_photos.groups(catalog, set_name)
    lost, found = standing(said) - same_photos.all_of(here, same), dict[str, str]()
    now = photos_of(run).filter(~pl.col("item_id").is_in(list(said.items()))) if lost else pl.DataFrame()
    for earlier in earlier_runs(run) if lost else ():
        before = photos_of(earlier).filter(pl.col("item_id").is_in(list(lost)))
        pairs = before.join(now, on="source_path", suffix="_now").select("item_id", "item_id_now")
        found |= dict(each for each in pairs.iter_rows() if each[1] not in found.values())
        lost -= set(before["item_id"])
    return found


def of_other_sets(run: Path, catalog: sqlite3.Connection, set_name: str) -> Mapping[str, int]:
    """How many photos of a run people spoke of in other sets, by set, where nobody has said anything in this one."""
    if set_name in spoken_sets(catalog):
        return {}
    here = items_of(run)
    others = sorted(spoken_sets(catalog) - {set_name})
    counts = {name: len(here & standing(changes_since(catalog, name))) for name in others}
    return {name: count for name, count in counts.items() if count}


def spoken_sets(catalog: sqlite3.Connection) -> frozenset[str]:
    """Names of the sets in which anybody has said anything."""
    return frozenset(name for (name,) in catalog.execute("SELECT DISTINCT set_name FROM changes"))


def in_both(run: Path, catalog: sqlite3.Connection, set_name: str, other: str) -> Pairs:
    """Photos of a run of which people spoke in another set, and nobody in this one."""
    here = items_of(run) - changes_since(catalog, set_name).items()
    return {item: item for item in sorted(here & standing(changes_since(catalog, other)))}


def carry(catalog: sqlite3.Connection, context: ReviewContext, pairs: Pairs, other: str) -> Carried:
    """Record of the photos of now what stands of the others in the set `other`: one change, which undo takes back.

    What stands at targets is this set's from now on. An approval comes with the hash of what was approved: where
    a target would get anything else now, it has lapsed. A photo that was unpublished stays so until somebody approves
    it again. Words about people are about places in a picture, and stay with it. ConcurrentChange when somebody was
    faster.
    """
    with durable(catalog):
        since = changes_since(catalog, context.set_name).cursor
        before = changes_since(catalog, other)
        edits = _edits(before, pairs)
        decided = _decisions(before, pairs)
        fields = _field_decisions(before, pairs)
        rated = _ratings(before, pairs)
        approved = newest_approvals(catalog, other, list(pairs))
        if edits or decided or fields or rated:
            record(catalog, context, edits, decided, since, fields, given=rated)
        publications.keep_back(catalog, pairs, approved)
        published = publications.give_to(catalog, context.set_name, other, set(pairs).intersection(pairs.values()))
    return Carried(len(pairs), len(edits), len(decided), published)


def _edits(before: Changes, pairs: Pairs) -> list[Edit]:
    return [
        Edit(pairs[item], name, each.value, each.errors, each.source)
        for (item, name), each in before.edits.items()
        if item in pairs and each.value is not None
    ]


def _decisions(before: Changes, pairs: Pairs) -> list[PhotoDecision]:
    return [
        PhotoDecision(pairs[item], each.decision, each.content_hash, each.reason)
        for item, each in before.decisions.items()
        if item in pairs and each.decision != "reset"
    ]


def _field_decisions(before: Changes, pairs: Pairs) -> list[FieldDecision]:
    return [
        FieldDecision(pairs[item], name, each.decision, each.value, each.reason)
        for (item, name), each in before.field_decisions.items()
        if item in pairs and each.decision != "reset"
    ]


def _ratings(before: Changes, pairs: Pairs) -> list[Rating]:
    return [
        Rating(pairs[item], kind, each.value)
        for (item, kind), each in before.ratings.items()
        if item in pairs and each.value is not None
    ]
