"""Recognizes photos that another program rewrote by their pictures, whatever the bytes are.

Renditions depend on the decoded pixels and on nothing else: if all renditions of two photos are equal, byte for byte,
so are the pictures. A run that meets such a photo for the first time records that the two are the same
(`runner.store.same_photos`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path

import polars as pl

from runner.store import rows, runfile, same_photos
from runner.store.decisions import Changes, changes_since
from runner.store.face_id import item_of
from runner.store.people import ABOUT_FACES, assertions

MOST_RUNS = 30
"""Upper limit for the earlier runs of a set that are searched for missing photos, the newest first."""


def recognise(catalog: sqlite3.Connection, run: Path, set_name: str, photos: pl.DataFrame) -> None:
    """Record which photos of a run are the same as photos that are gone.

    `photos` has `item_id`, `source_path` and `renditions` of all that exist; without renditions, if the graph makes
    none, no photo is recognized. Ambiguous cases are left out: several photos that are gone, or new, with one picture
    and other paths.
    """
    here = set(photos["item_id"])
    same_photos.part(catalog, set_name, here)
    same = same_photos.groups(catalog, set_name)
    lost = _may_be_gone(catalog, run, set_name) - same_photos.all_of(here, same)
    pairs: dict[str, str] = {}
    for earlier in earlier_runs(run) if lost else ():
        before = items_of(earlier)
        if lost & before:
            gone = _pictures(_photos(earlier)).filter(pl.col("item_id").is_in(list(lost)))
            came = _pictures(photos.lazy()).filter(~pl.col("item_id").is_in(list(before)))
            pairs |= _matched(_away(gone, photos), came)
        lost -= before
    if pairs:
        same_photos.note(catalog, set_name, run.name, pairs)


def earlier_runs(run: Path) -> Iterator[Path]:
    """Yield the earlier runs of the same set that have rows, newest first, at most `MOST_RUNS`."""
    every = (each for each in runfile.find(run.parent.parent) if each.parent == run.parent and each.name < run.name)
    return islice((each for each in every if (each / rows.FILE).is_file()), MOST_RUNS)


def items_of(run: Path) -> set[str]:
    """The item ids of a run's photos; empty if its rows cannot be read."""
    return set(photos_of(run)["item_id"])


def photos_of(run: Path) -> pl.DataFrame:
    """`item_id` and `source_path` of a run's photos; empty if its rows cannot be read."""
    try:
        return _photos(run).select("item_id", "source_path").collect()
    except (OSError, pl.exceptions.PolarsError):
        return pl.DataFrame(schema={"item_id": pl.String(), "source_path": pl.String()})


def paths_before(run: Path, items: Collection[str]) -> Mapping[str, str]:
    """The path of each photo in the newest earlier run that had it; photos that none had are left out."""
    found: dict[str, str] = {}
    for earlier in earlier_runs(run) if items else ():
        wanted = [item for item in items if item not in found]
        if not wanted:
            break
        found |= dict(photos_of(earlier).filter(pl.col("item_id").is_in(wanted)).iter_rows())
    return found


def standing(changes: Changes) -> set[str]:
    """Ids of photos with a text, a decision or a rating that has not been taken back."""
    texts = {item for (item, _), each in changes.edits.items() if each.value is not None}
    rated = {item for (item, _), each in changes.ratings.items() if each.value is not None}
    decided = {item for item, each in changes.decisions.items() if each.decision != "reset"}
    return texts | rated | decided


def _may_be_gone(catalog: sqlite3.Connection, run: Path, set_name: str) -> set[str]:
    """Photos about which people said something, and those of the run before."""
    faces = (face for each in assertions(catalog) if each.kind in ABOUT_FACES for face in (each.face, each.other))
    spoken = standing(changes_since(catalog, set_name)) | {item_of(face) for face in faces if face}
    return spoken.union(*(items_of(each) for each in islice(earlier_runs(run), 1)))


def _photos(run: Path) -> pl.LazyFrame:
    return pl.scan_parquet(run / rows.FILE, glob=False).filter(pl.col("outcome") != "copy")


def _pictures(photos: pl.LazyFrame) -> pl.DataFrame:
    """`item_id`, `source_path` and `picture` (hashes of all renditions) of the photos that have renditions.

    Empty if they cannot be read.
    """
    names = pl.element().struct.field("name") + ":" + pl.element().struct.field("sha256")
    picture = pl.col("renditions").list.eval(names).list.join(" ")
    try:
        made = photos.filter(pl.col("renditions").list.len() > 0)
        return made.select("item_id", "source_path", picture=picture).collect()
    except (OSError, pl.exceptions.PolarsError):
        return pl.DataFrame(schema=dict.fromkeys(("item_id", "source_path", "picture"), pl.String()))


def _away(gone: pl.DataFrame, photos: pl.DataFrame) -> pl.DataFrame:
    """Leave out photos that are still in the folder of all current photos: the run may have taken only some of them.

    Files in other folders do not count: the set has moved, whatever was left behind.
    """
    now = set(photos["source_path"])
    folder = Path(os.path.commonpath([Path(each).parent for each in now])) if now else Path()
    left = [
        each not in now and Path(each).is_relative_to(folder) and Path(each).exists() for each in gone["source_path"]
    ]
    return gone.filter(~pl.Series(left, dtype=pl.Boolean))


def _matched(gone: pl.DataFrame, came: pl.DataFrame) -> Mapping[str, str]:
    """New photos by the missing ones: matched first by picture and path, then by the picture alone."""
    same_path = _single(gone.join(came, on=["picture", "source_path"], suffix="_now"))
    left = gone.filter(~pl.col("item_id").is_in(list(same_path)))
    free = came.filter(~pl.col("item_id").is_in(list(same_path.values())))
    return {**same_path, **_single(left.join(free, on="picture", suffix="_now"))}


def _single(pairs: pl.DataFrame) -> dict[str, str]:
    """Pairs in which neither photo has another one to be paired with."""
    alone = pairs.filter(pl.len().over("item_id") == 1, pl.len().over("item_id_now") == 1)
    return dict(alone.select("item_id", "item_id_now").iter_rows())
