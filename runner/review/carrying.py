"""Finds review work on earlier versions of a run's photos, or on the same photos in another set, and copies it over.

If another program rewrote a file without changing its picture, nothing has to be done: a run recognises the photo
(`runner.store.rewritten`). This module handles what a person has to confirm: that a file with a different picture,
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
"""Current photos by the earlier photos that people worked on, as item ids."""

_NO_FACES = FacesCarried()


@dataclass(frozen=True, slots=True)
class Carried:
    """What was carried over to the current photos."""

    photos: int
    texts: int
    decisions: int
    ratings: int
    published: int  # photos at targets that now belong to this set
    faces: FacesCarried


class Changed(NamedTuple):
    """Photos of a run whose picture differs from that of a missing photo with the same path."""

    pairs: Pairs  # where people worked on the missing photo, or on its faces
    deleted: frozenset[str]  # missing photos in which somebody was deleted for good


def changed(run: Path, catalog: sqlite3.Connection, set_name: str) -> Changed:
    """Photos of a run whose pictures have changed, if anybody has worked on the earlier ones.

    For texts, decisions and ratings only photos count that nobody has worked on since; for faces, only pairs that
    `carry` has not handled yet.
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
    spoken: Collection[str]  # photos to look for
    taken: Collection[str] = ()  # current photos that cannot be the result


def _at_the_same_path(run: Path, catalog: sqlite3.Connection, set_name: str, *searches: _Search) -> Sequence[Pairs]:
    """For each search, current photos by the missing photos that had the same path."""
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
    """Number of the run's photos with work in other sets, by set; empty if anybody has worked in this set."""
    if set_name in spoken_sets(catalog):
        return {}
    here = items_of(run)
    others = sorted(spoken_sets(catalog) - {set_name})
    counts = {name: len(here & standing(changes_since(catalog, name))) for name in others}
    return {name: count for name, count in counts.items() if count}


def spoken_sets(catalog: sqlite3.Connection) -> frozenset[str]:
    """Names of the sets in which anybody has made a change."""
    return frozenset(name for (name,) in catalog.execute("SELECT DISTINCT set_name FROM changes"))


def in_both(run: Path, catalog: sqlite3.Connection, set_name: str, other: str) -> Pairs:
    """Photos of a run with work in the set `other` and none in this set; each is mapped to itself."""
    here = items_of(run) - changes_since(catalog, set_name).items()
    return {item: item for item in sorted(here & standing(changes_since(catalog, other)))}


def faces_of(run: Path, runs: Path, catalog: sqlite3.Connection, pairs: Pairs) -> FacesCarried:
    """What becomes of the faces in these photos. Reads evidence and small renditions."""
    if not pairs:
        return _NO_FACES
    from runner.review.people.carrying import plan  # loads NumPy, which the end of most runs does not need

    return plan(run, runs, pairs, people.assertions(catalog), forgotten_people.forgotten(catalog))


def forget(catalog: sqlite3.Connection, runs: Path, reviewer: str, faces: FacesCarried) -> None:
    """In the new pictures, forget the people who were forgotten in the earlier ones. This cannot be undone.

    Raises EnvError if a file cannot be deleted; all other files are deleted even then.
    """
    if faces.forgotten:
        artifacts = files_of(runs, Forgotten(faces.forgotten))
        forgetting.forget(catalog, runs, reviewer, faces.forgotten, [], artifacts)


def carry(
    catalog: sqlite3.Connection, context: ReviewContext, pairs: Pairs, other: str, faces: FacesCarried = _NO_FACES
) -> Carried:
    """Copy the work on the earlier photos in the set `other` to the current photos, as one change that can be undone.

    Photos on which anyone has worked in this set keep their texts, decisions and ratings. What is published at targets
    belongs to this set from now on. An approval is copied with the hash of what was approved, and has lapsed if a
    target would now get anything else. A photo that was unpublished stays so until somebody approves it again. Raises
    ConcurrentChange if another change was recorded first, PeopleForgotten if one of the faces was forgotten meanwhile.
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
