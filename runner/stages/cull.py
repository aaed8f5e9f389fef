"""Stage `cull`: which photos of the set are picked, and why. Nothing is deleted, and people's flags win."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping

import polars as pl

from runner.people.face_row import FaceRow
from runner.people.options import ScoreRules
from runner.people.person_row import PeopleRow
from runner.people.persons import Person
from runner.people.said import what_counts
from runner.picks.cull_row import CullRow
from runner.picks.detail_row import DetailRow
from runner.picks.options import CullOptions
from runner.schema import ClassifyRow, DeriveRow, EmbedRow, ExifRow, QualityRow
from runner.stage import Column, Folders, Tables, set_stage
from runner.stages.objects import ObjectRow
from runner.stages.people import PeopleOptions
from runner.store import ratings, runfile
from runner.store.catalog import open_catalog
from runner.store.people import assertions

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
"""Columns of review rows; a ranking of a window or of `runner cull` has the same."""


def _said(folders: Folders) -> tuple[Mapping[str, str], Mapping[str, Person]]:
    """The flags that people gave to photos of the set, and whom they told apart."""
    about = runfile.read(folders.run)
    with open_catalog(folders.catalog) as catalog:
        given = ratings.current(catalog, about.set if about else "")
        persons = what_counts(assertions(catalog)).persons
    return {item: str(each["flag"]) for item, each in given.items() if each.get("flag")}, persons


def _state(_options: CullOptions, folders: Folders) -> str:
    flags, persons = _said(folders)
    return hashlib.sha256(repr((sorted(flags.items()), sorted(persons.items()))).encode()).hexdigest()[:16]


def _rules(tables: Tables) -> ScoreRules:
    """What faces are worth, as the set's people are judged."""
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
    version=2,
)
def cull(tables: Tables, options: CullOptions, folders: Folders) -> pl.DataFrame:
    """One row for each photo that was decoded."""
    from runner.picks.choice import chosen, grouped
    from runner.picks.clocks import unmatched
    from runner.picks.gathering import gathered
    from runner.picks.guesses import guesses

    flags, persons = _said(folders)
    photos = grouped(gathered(tables.sources, lambda port: tables[port], persons, _rules(tables)), options)
    for name in unmatched(photos["camera"].drop_nulls().unique().to_list(), options.clock):
        _log.warning("clock: no camera of this set is called %s", name)
    rows = chosen(photos, options, flags).rows()
    if not flags:
        return rows
    guessed = guesses(chosen(photos, options), photos)
    fields = pl.struct(pl.col(guessed.columns[2:])).alias("guess")
    return rows.drop("guess").join(guessed.select("item_id", fields), on="item_id", how="left", maintain_order="left")
