"""Messages at the end of a run about review work on photos whose files have changed, and how to keep it."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterator, Mapping

import polars as pl

from runner.messages import Message, say
from runner.publishing.publications import hand_over
from runner.review import carrying
from runner.stage import Folders
from runner.store.catalog import open_catalog
from runner.store.content import content_hash
from runner.store.decisions import changes_since
from runner.store.effective import effective_rows
from runner.store.keepers import Kept, Rejections
from runner.store.rewritten import recognise, standing
from runner.store.rows import ReviewRows
from runner.store.same_photos import found_by, groups


def left_behind(prepared: ReviewRows, folders: Folders, set_name: str, runs: str) -> Iterator[Message]:
    """Yield messages about changed photos, sets with the same photos, copies, and rejections for photos that are gone.

    There is one message for photos that another program rewrote, one for photos with a changed picture, and one for
    each set that had the same photos. `runs` is the option that names the runs folder, with a leading space; empty if
    commands look there by default.
    """
    with open_catalog(folders.catalog) as catalog:
        photos = prepared.photos()
        recognise(catalog, folders.run, set_name, photos)
        hand_over(catalog, set_name, photos["item_id"].to_list())
        spoken = standing(changes_since(catalog, set_name)).intersection(photos["item_id"])
        rewritten = spoken & found_by(catalog, set_name, folders.run.name)
        changed = carrying.changed(folders.run, catalog, set_name)
        others = carrying.of_other_sets(folders.run, catalog, set_name)
        copies = approved_as_copy(prepared, catalog, set_name)
        alone = without_keeper(photos, catalog, set_name)
    name = shlex.quote(set_name)
    if rewritten:
        yield say("carry.rewritten", count=len(rewritten))
    if changed.pairs:
        yield say("carry.changed", count=len(changed.pairs), set=name, runs=runs)
    if changed.deleted:
        yield say("carry.forgotten", count=len(changed.deleted), set=name, runs=runs)
    for other, count in others.items():
        yield say("carry.other_set", count=count, other=shlex.quote(other), set=name, runs=runs)
    if alone:
        yield say("picks.keeper_gone", count=len(alone), set=name, runs=runs)
    if copies:
        yield say("carry.copy_first", count=len(copies), path=copies[0])


def without_keeper(photos: pl.DataFrame, catalog: sqlite3.Connection, set_name: str) -> Mapping[str, Kept]:
    """Photos that stay rejected although the photos kept in their place are not in the run or could not be read."""
    is_read = (pl.col("outcome") != "failed") | (pl.col("renditions").list.len() > 0)
    found = Rejections(catalog, set_name, groups(catalog, set_name))
    return found.without_keeper(photos["item_id"], photos.filter(is_read)["item_id"].to_list())


def approved_as_copy(prepared: ReviewRows, catalog: sqlite3.Connection, set_name: str) -> list[str]:
    """Paths of photos whose approval lapsed only because a copy with another name now comes first."""
    with_copies = prepared.photos().filter(pl.col("copies").list.len() > 0)
    if not with_copies.height:
        return []
    decided = changes_since(catalog, set_name).decisions
    now = effective_rows(with_copies, prepared.fields, catalog, set_name).filter(pl.col("decision") == "lapsed")
    return [
        row["source_path"]
        for row in now.iter_rows(named=True)
        if decided[row["item_id"]].content_hash
        in {content_hash({**row, "source_path": copy}, prepared.fields) for copy in row["copies"]}
    ]
