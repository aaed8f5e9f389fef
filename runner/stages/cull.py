"""Stage `cull`: which photos of the set are picked, and why. Nothing is deleted, and people's flags win."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from runner.messages import Message
from runner.people.face_row import FaceRow
from runner.people.options import ScoreRules
from runner.people.person_row import PeopleRow
from runner.people.said import Said, what_counts
from runner.picks.cull_row import CullRow
from runner.picks.detail_row import DetailRow
from runner.picks.options import CullOptions
from runner.schema import ClassifyRow, DeriveRow, EmbedRow, ExifRow, QualityRow
from runner.stage import Column, Folders, Tables, set_stage
from runner.stages.objects import ObjectRow
from runner.stages.people import PeopleOptions
from runner.store import keepers, ratings, runfile, same_photos
from runner.store.catalog import open_catalog
from runner.store.people import assertions
from runner.store.rewritten import recognise

_log = logging.getLogger(__name__)

_USES = {
    "metadata": ExifRow,
    "quality": QualityRow,
    "seen": ClassifyRow,
    "detail": DetailRow,
    "vectors": EmbedRow,
    "objects": ObjectRow,
    "faces": FaceRow,
    "people": PeopleRow,
}

COLUMNS = (
    Column("pick", "Pick"),
    Column("picked_because", "Why it is picked or not", "because"),
    Column("pick_kind", "Kind of moment", "kind"),
    Column("pick_rank", "Rank among all photos", "rank", shown=False),
    Column("pick_place", "Place in its moment", "place", shown=False),
    Column("pick_score", "Score in its moment", "score", shown=False),
    Column("moment", "Moment", shown=False),
    Column("moment_frames", "Photos of the moment", "frames", shown=False),
    Column("clock", "Clock of the camera"),
    Column("clock_s", "Seconds added to the camera's time", shown=False),
)
"""Columns of review rows; a ranking made in a window or by `runner cull` has the same."""


def _set_name(folders: Folders) -> str:
    about = runfile.read(folders.run)
    return about.set if about else ""


def _said_of_people(folders: Folders) -> Said:
    """What people have said about persons."""
    with open_catalog(folders.catalog) as catalog:
        return what_counts(assertions(catalog))


def _state(_options: CullOptions, folders: Folders) -> str:
    with open_catalog(folders.catalog) as catalog:
        given = list(keepers.changes(catalog, _set_name(folders)))
        same = sorted(map(sorted, set(same_photos.groups(catalog, _set_name(folders)).values())))
    persons = sorted(_said_of_people(folders).persons.items())
    return hashlib.sha256(repr((given, same, persons)).encode()).hexdigest()[:16]


class _Said(NamedTuple):
    """What people said about the photos of a run."""

    flags: Mapping[str, str]  # by item
    without_keeper: Mapping[str, Message]  # why a rejection should be looked at again, by item


def _said(tables: Tables, folders: Folders) -> _Said:
    """What people said about the photos. Those that another program rewrote since the last run are recognized first."""
    own = tables.sources.filter(~pl.col("is_copy")).select("item_id", "source_path")
    pictures = tables["pictures"].select("item_id", "renditions").collect()
    name = _set_name(folders)
    with open_catalog(folders.catalog) as catalog:
        if not _flags(catalog, name):
            return _Said({}, {})
        recognise(catalog, folders.run, name, own.join(pictures, on="item_id", how="left", maintain_order="left"))
        flags = _flags(catalog, name)
        rejections = keepers.Rejections(catalog, name, same_photos.groups(catalog, name))
    paths = dict(own.iter_rows())
    measured = set(pictures["item_id"])
    alone = keepers.reasons(rejections.without_keeper(paths, measured), folders.run, paths, measured)
    return _Said(flags, alone)


def _flags(catalog: sqlite3.Connection, set_name: str) -> Mapping[str, str]:
    given = ratings.current(catalog, set_name)
    return {item: str(each["flag"]) for item, each in given.items() if each.get("flag")}


def _rules(tables: Tables) -> ScoreRules:
    """The rules by which faces are scored, as in the set's stage `people`."""
    options = [node.options for node in tables.nodes if isinstance(node.options, PeopleOptions)]
    return options[0].score if options else ScoreRules()


@set_stage(
    "cull",
    row=CullRow,
    options=CullOptions,
    needs={"pictures": DeriveRow},
    uses=_USES,
    failure="optional",
    review=COLUMNS,
    state=_state,
    idle=lambda options: options.keep is None,
    version=3,
)
def cull(tables: Tables, options: CullOptions, folders: Folders) -> pl.DataFrame:
    """One row for each photo that was decoded."""
    from runner.picks.choice import chosen, grouped
    from runner.picks.clocks import unmatched
    from runner.picks.gathering import gathered
    from runner.picks.guesses import guesses

    said = _said(tables, folders)
    people = _said_of_people(folders)
    photos = grouped(gathered(tables.sources, lambda port: tables[port], people, _rules(tables)), options)
    for name in unmatched(photos["camera"].drop_nulls().unique().to_list(), options.clock):
        _log.warning("clock: no camera of this set is called %s", name)
    rows = chosen(photos, options, said.flags, said.without_keeper).rows()
    if not said.flags:
        return rows
    guessed = guesses(chosen(photos, options), photos)
    fields = pl.struct(pl.col(guessed.columns[2:])).alias("guess")
    return rows.drop("guess").join(guessed.select("item_id", fields), on="item_id", how="left", maintain_order="left")
