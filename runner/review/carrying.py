"""Review work that no photo of a run has, although the photo is there, and how it is copied to it.

If another program rewrote a file without changing its picture, nothing has to be done: a run recognises the photo
(`runner.store.rewritten`). This module is for what a person has to confirm: that a file with a different picture,
rotated or re-saved, is still the same photo, or that a set was renamed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from runner.people import forgetting
from runner.people.left_files import files_of
from runner.publishing import publications
from runner.review.people.faces_carried import FacesCarried
from runner.store import carried, forgotten_people, people, same_photos
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
from runner.store.face_id import item_of
from runner.store.forgotten_people import Forgotten
from runner.store.people import ABOUT_FACES
from runner.store.ratings import Rating
from runner.store.rewritten import earlier_runs, items_of, photos_of, standing
from runner.store.transactions import durable

Pairs = Mapping[str, str]
"""The photo of now by the photo that people spoke of, as item ids."""

_NO_FACES = FacesCarried()


@dataclass(frozen=True, slots=True)
class Carried:
    """What was put onto the photos of now."""

    photos: int
    texts: int
    decisions: int
    ratings: int
    published: int  # photos that stand at targets, and are this set's there now
    faces: FacesCarried


class Changed(NamedTuple):
    """Photos of a run that have another picture than gone ones with the same path."""

    pairs: Pairs  # where people worked on the one that is gone, or spoke of its faces
    deleted: frozenset[str]  # of those that are gone, the ones in which somebody was deleted for good


def changed(run: Path, catalog: sqlite3.Connection, set_name: str) -> Changed:
    """Photos of a run whose pictures have changed, as far as anybody has worked on the earlier ones.

    With texts, decisions and ratings go only photos on which nobody has worked since; with faces only those that
    `carry` has not looked at yet.
    """
    said = changes_since(catalog, set_name)
    deleted = frozenset(item_of(face) for face in forgotten_people.forgotten(catalog))
    words = (each for each in people.assertions(catalog) if each.kind in ABOUT_FACES)
    spoken = deleted.union(item_of(face) for each in words for face in (each.face, each.other) if face)
    worked_on, of_faces = _at_the_same_path(
        run, catalog, set_name, _Search(standing(said), said.items()), _Search(spoken)
    )
    seen = {pair for each in carried.pairs(catalog, set_name).values() for pair in each.items()}
    faces = {old: now for old, now in of_faces.items() if (old, now) not in seen}
    return Changed({**faces, **worked_on}, deleted.intersection(faces))


class _Search(NamedTuple):
    spoken: Collection[str]  # photos that are looked for
    taken: Collection[str] = ()  # photos of now that are none of them


def _at_the_same_path(run: Path, catalog: sqlite3.Connection, set_name: str, *searches: _Search) -> Sequence[Pairs]:
    """For each search the photos of a run by gone ones with the same path."""
    now, same = photos_of(run), same_photos.groups(catalog, set_name)
    here = same_photos.all_of(now["item_id"], same)
    lost = [set(each.spoken) - here for each in searches]
    free = [now.filter(~pl.col("item_id").is_in(list(each.taken))) for each in searches]
    found = [dict[str, str]() for _ in searches]
    for earlier in earlier_runs(run) if any(lost) else ():
        photos = photos_of(earlier)
        for gone, left, pairs in zip(lost, free, found, strict=True):
            before = photos.filter(pl.col("item_id").is_in(list(gone)))
            both = before.join(left, on="source_path", suffix="_now").select("item_id", "item_id_now")
            pairs |= dict(each for each in both.iter_rows() if each[1] not in pairs.values())
            gone -= set(before["item_id"])
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


def faces_of(run: Path, runs: Path, catalog: sqlite3.Connection, pairs: Pairs) -> FacesCarried:
    """What becomes of the faces in these photos. Reads evidence and small pictures."""
    if not pairs:
        return _NO_FACES
    from runner.review.people.carrying import plan  # loads NumPy, which the end of most runs does not need

    return plan(run, runs, pairs, people.assertions(catalog), forgotten_people.forgotten(catalog))


def forget(catalog: sqlite3.Connection, runs: Path, reviewer: str, faces: FacesCarried) -> None:
    """Forget in the new pictures who was forgotten in those of before. For good: no undo brings a face back.

    EnvError when a file cannot be deleted; all others are then.
    """
    if faces.forgotten:
        artifacts = files_of(runs, Forgotten(faces.forgotten))
        forgetting.forget(catalog, runs, reviewer, faces.forgotten, [], artifacts)


def carry(
    catalog: sqlite3.Connection, context: ReviewContext, pairs: Pairs, other: str, faces: FacesCarried = _NO_FACES
) -> Carried:
    """Record of the photos of now what stands of the others in the set `other`: one change, which undo takes back.

    Of photos on which anyone has worked in this set texts, decisions and ratings stay as they are.
    What stands at targets is this set's from now on. An approval comes with the hash of what was approved: where
    a target would get anything else now, it has lapsed. A photo that was unpublished stays so until somebody approves
    it again. ConcurrentChange when somebody was faster, PeopleForgotten where one of the faces was forgotten meanwhile.
    """
    with durable(catalog):
        known, every = changes_since(catalog, context.set_name), pairs
        since, before = known.cursor, changes_since(catalog, other)
        pairs = {old: now for old, now in pairs.items() if now not in known.items()}
        edits = _edits(before, pairs)
        decided = _decisions(before, pairs)
        fields = _field_decisions(before, pairs)
        rated = _ratings(before, pairs)
        approved = newest_approvals(catalog, other, list(pairs))
        change = record(catalog, context, edits, decided, since, fields, given=rated)
        carried.note(catalog, change, every)
        carried.say(catalog, context.reviewer, faces.words, change)
        publications.keep_back(catalog, pairs, approved)
        published = publications.give_to(catalog, context.set_name, other, set(pairs).intersection(pairs.values()))
    return Carried(len(every), len(edits), len(decided), len(rated), published, faces)


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
