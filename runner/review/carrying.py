"""What people said about photos whose bytes another program rewrote, and how it comes onto the photos of now.

A photo is its bytes: one into which another program writes a rating is another photo to a run. What people said of the
old one stays in the catalogue, and on nothing. Here the two are known as one by their renditions, which are made of the
decoded pixels and of nothing else: where all are the same, byte for byte, so is the picture.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import polars as pl

from runner.people.forgetting import tell_workers
from runner.people.said import what_counts
from runner.publishing import publications
from runner.review.people.refusing import Sourced, newest
from runner.store import forgotten_people, people, rows, runfile
from runner.store.approvals import newest_approvals
from runner.store.decisions import (
    Changes,
    Cursor,
    Edit,
    FieldDecision,
    PhotoDecision,
    ReviewContext,
    changes_since,
    record,
)
from runner.store.face_id import item_of
from runner.store.people import ABOUT_FACES, Assertion, Word
from runner.store.ratings import Rating
from runner.store.transactions import durable

MOST_RUNS = 30
"""How many earlier runs of a set are looked into for photos that are gone, the newest first."""

Pairs = Mapping[str, str]
"""The photo of now by the photo that people spoke of, as item ids."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What was put onto the photos of now."""

    photos: int
    texts: int
    decisions: int
    faces: int  # words about people in them


def rewritten(run: Path, catalog: sqlite3.Connection, set_name: str) -> Pairs:
    """Photos of a run of which nobody has said anything, by gone photos with the same picture of which somebody has.

    Left out is what cannot be told apart: several that are gone, or that came, with one picture and other paths.
    """
    standing = _standing(changes_since(catalog, set_name)) | set(_photos_of_faces(catalog))
    lost, found = standing - _items(run), dict[str, str]()
    said = _spoken_of(catalog, set_name) if lost else set()
    for earlier in _earlier(run) if lost else ():
        before = _items(earlier)
        if gone := lost & before:
            came = _pictures(run).filter(~pl.col("item_id").is_in(list(said | before)))
            found |= _matched(_pictures(earlier).filter(pl.col("item_id").is_in(list(gone))), came)
        lost -= gone
    return found


def of_other_sets(run: Path, catalog: sqlite3.Connection, set_name: str) -> Mapping[str, int]:
    """How many photos of a run people spoke of in other sets, by set, where nobody has said anything in this one."""
    if set_name in spoken_sets(catalog):
        return {}
    here = _items(run)
    others = sorted(spoken_sets(catalog) - {set_name})
    counts = {name: len(here & _standing(changes_since(catalog, name))) for name in others}
    return {name: count for name, count in counts.items() if count}


def spoken_sets(catalog: sqlite3.Connection) -> frozenset[str]:
    """Names of the sets in which anybody has said anything."""
    return frozenset(name for (name,) in catalog.execute("SELECT DISTINCT set_name FROM changes"))


def same_photos(run: Path, catalog: sqlite3.Connection, set_name: str, other: str) -> Pairs:
    """Photos of a run of which people spoke in another set, and nobody in this one."""
    here = _items(run) - _spoken_of(catalog, set_name, faces=False)
    return {item: item for item in sorted(here & _standing(changes_since(catalog, other)))}


def carry(catalog: sqlite3.Connection, context: ReviewContext, pairs: Pairs, other: str, runs: Path) -> Carried:
    """Record of the photos of now what stands of the others in the set `other`, all or nothing.

    Texts, decisions and ratings are one change, which undo takes back. An approval comes with the hash of what was
    approved: where a target would get anything else now, it has lapsed. A photo that was unpublished stays so until
    somebody approves it again. Faces that were forgotten are so in the photos of now too, for good. ConcurrentChange
    when somebody was faster.
    """
    moved = {item: now for item, now in pairs.items() if item != now}
    with durable(catalog):
        found = _carry(catalog, context, pairs, other, moved)
    tell_workers(catalog, runs)
    return found


def _carry(catalog: sqlite3.Connection, context: ReviewContext, pairs: Pairs, other: str, moved: Pairs) -> Carried:
    since = changes_since(catalog, context.set_name).cursor
    before = changes_since(catalog, other)
    edits = _edits(before, pairs)
    decided = [
        PhotoDecision(pairs[item], each.decision, each.content_hash, each.reason)
        for item, each in before.decisions.items()
        if item in pairs and each.decision != "reset"
    ]
    approved = newest_approvals(catalog, other, list(pairs))
    _record(catalog, context, (edits, decided), before, pairs, since)
    publications.keep_back(catalog, pairs, approved)
    faces = _carry_faces(catalog, context.reviewer, moved)
    _forget(catalog, context.reviewer, moved)
    return Carried(len(pairs), len(edits), len(decided), faces)


def _record(
    catalog: sqlite3.Connection,
    context: ReviewContext,
    said: tuple[list[Edit], list[PhotoDecision]],
    before: Changes,
    pairs: Pairs,
    since: Cursor,
) -> None:
    fields = [
        FieldDecision(pairs[item], name, each.decision, each.value, each.reason)
        for (item, name), each in before.field_decisions.items()
        if item in pairs and each.decision != "reset"
    ]
    rated = [
        Rating(pairs[item], kind, each.value)
        for (item, kind), each in before.ratings.items()
        if item in pairs and each.value is not None
    ]
    if any((*said, fields, rated)):
        record(catalog, context, *said, since, fields, given=rated)


def _edits(before: Changes, pairs: Pairs) -> list[Edit]:
    return [
        Edit(pairs[item], name, each.value, each.errors, each.source)
        for (item, name), each in before.edits.items()
        if item in pairs and each.value is not None
    ]


def _carry_faces(catalog: sqlite3.Connection, reviewer: str, moved: Pairs) -> int:
    """Say the same of the faces of the photos of now; returns how many words that were.

    Only what counts is said again: a word is the newest of all once it is recorded, and one that was overruled would
    overrule in its turn. For the same reason a word that contradicts what counts of other photos stays where it is.
    """
    said = people.assertions(catalog)
    overruled = frozenset(what_counts(said).overruled)
    words = [(each.source, word) for each in said if each not in overruled and (word := _moved_word(each, moved))]
    kept = _agreeing(words, said, overruled)
    for source, group in groupby(kept, key=lambda each: each[0]):
        people.record(catalog, reviewer, [word for _, word in group], source)
    return len(kept)


def _agreeing(
    words: Sequence[Sourced], said: Sequence[Assertion], overruled: Collection[Assertion]
) -> Sequence[Sourced]:
    """The words that overrule nothing that counts now: all of them as a rule, else one by one, oldest first."""
    if not _overrules(words, said, overruled):
        return words
    kept: list[Sourced] = []
    for word in words:
        if not _overrules([*kept, word], said, overruled):
            kept.append(word)
    return kept


def _overrules(words: Sequence[Sourced], said: Sequence[Assertion], overruled: Collection[Assertion]) -> bool:
    return any(each not in overruled for each in what_counts([*said, *newest(words)]).overruled)


def _moved_word(said: Assertion, moved: Pairs) -> Word | None:
    """The word about the same faces of the photos of now; None where it is about no photo that is gone."""
    if said.kind not in ABOUT_FACES:
        return None
    face, other = (each and _moved_face(each, moved) for each in (said.face, said.other))
    word = Word(said.kind, face, other, said.person, said.value)
    return word if (face, other) != (said.face, said.other) else None


def _moved_face(face: str, moved: Pairs) -> str:
    item = item_of(face)
    return moved[item] + face[len(item) :] if item in moved else face


def _forget(catalog: sqlite3.Connection, reviewer: str, moved: Pairs) -> None:
    gone = [_moved_face(face, moved) for face in forgotten_people.forgotten(catalog) if item_of(face) in moved]
    forgotten_people.forget_places(catalog, reviewer, gone)


def _spoken_of(catalog: sqlite3.Connection, set_name: str, *, faces: bool = True) -> set[str]:
    """Photos that anybody said anything of, in the set or about people; what was taken back is something said too."""
    said = changes_since(catalog, set_name).items()
    return said | set(_photos_of_faces(catalog)) if faces else said


def _photos_of_faces(catalog: sqlite3.Connection) -> Iterator[str]:
    for each in people.assertions(catalog):
        if each.kind in ABOUT_FACES:
            yield from (item_of(face) for face in (each.face, each.other) if face)
    yield from map(item_of, forgotten_people.forgotten(catalog))


def _standing(changes: Changes) -> set[str]:
    """Photos with a text, a decision or a rating that has not been taken back."""
    texts = {item for (item, _), each in changes.edits.items() if each.value is not None}
    rated = {item for (item, _), each in changes.ratings.items() if each.value is not None}
    decided = {item for item, each in changes.decisions.items() if each.decision != "reset"}
    return texts | rated | decided


def _earlier(run: Path) -> Iterable[Path]:
    """Earlier runs of the same set that have rows, the newest first."""
    every = [each for each in runfile.find(run.parent.parent) if each.parent == run.parent and each.name < run.name]
    return [each for each in every if (each / rows.FILE).is_file()][:MOST_RUNS]


def _items(run: Path) -> set[str]:
    """The photos of a run; none where its rows cannot be read."""
    try:
        return set(_photos(run).select("item_id").collect()["item_id"])
    except (OSError, pl.exceptions.PolarsError):
        return set()


def _pictures(run: Path) -> pl.DataFrame:
    """`item_id`, `source_path` and `picture` (hashes of all renditions) of the photos of a run that have renditions.

    No rows where the run has none that can be read.
    """
    names = pl.element().struct.field("name") + ":" + pl.element().struct.field("sha256")
    picture = pl.col("renditions").list.eval(names).list.join(" ")
    try:
        photos = _photos(run).filter(pl.col("renditions").list.len() > 0)
        return photos.select("item_id", "source_path", picture=picture).collect()
    except (OSError, pl.exceptions.PolarsError):
        return pl.DataFrame(schema=dict.fromkeys(("item_id", "source_path", "picture"), pl.String()))


def _photos(run: Path) -> pl.LazyFrame:
    return pl.scan_parquet(run / rows.FILE, glob=False).filter(pl.col("outcome") != "copy")


def _matched(gone: pl.DataFrame, came: pl.DataFrame) -> dict[str, str]:
    """Those that came by those that are gone: first where picture and path are the same, then where the picture is."""
    same_path = _single(gone.join(came, on=["picture", "source_path"], suffix="_now"))
    left = gone.filter(~pl.col("item_id").is_in(list(same_path)))
    free = came.filter(~pl.col("item_id").is_in(list(same_path.values())))
    return {**same_path, **_single(left.join(free, on="picture", suffix="_now"))}


def _single(pairs: pl.DataFrame) -> dict[str, str]:
    """Pairs in which neither photo has another one to be paired with."""
    alone = pairs.filter(pl.len().over("item_id") == 1, pl.len().over("item_id_now") == 1)
    return dict(alone.select("item_id", "item_id_now").iter_rows())
