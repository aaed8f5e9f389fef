"""Stage `people`: who is in each photo, by the embeddings of the whole library and by what people said."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import polars as pl

from runner.models.options import UNKEYED
from runner.people.face_row import FaceRow
from runner.people.options import Clear, ScoreRules, Thresholds
from runner.people.person_row import PeopleRow
from runner.schema import Options
from runner.stage import Column, Folders, Tables, set_stage
from runner.store import evidence


@dataclass(frozen=True)
class PeopleOptions(Options):
    """The thresholds at which two faces are one person, and which faces may be judged automatically."""

    # for vectors of the model that encoded the faces
    thresholds: Thresholds
    # faces that may be assigned to a person automatically
    clear: Clear = field(default_factory=Clear)
    # weights of eyes, smile and focus: used when photos are ranked, so that nothing is computed again
    score: ScoreRules = field(default_factory=ScoreRules, metadata=UNKEYED)
    # whether people are looked for at all
    look: bool = field(default=False, metadata=UNKEYED)


def _state(options: PeopleOptions, folders: Folders) -> str:
    """Digest of the assertions about people, and of the faces in all sets."""
    from runner.people.library import rows
    from runner.store.catalog import open_catalog
    from runner.store.forgotten_people import forgotten
    from runner.store.people import assertions

    with open_catalog(folders.catalog) as catalog:
        said = [tuple(word) for word in assertions(catalog)]
        gone = forgotten(catalog)
    about = rows(folders.runs).select("face_id", pl.col("vectors").struct.field("sha256")).rows()
    return hashlib.sha256(repr((said, gone, about)).encode()).hexdigest()[:16]


@set_stage(
    "people",
    row=PeopleRow,
    options=PeopleOptions,
    needs={"faces": FaceRow},
    failure="optional",
    review=(
        Column("person", "People", "persons"),
        Column("strangers", "Strangers", shown=False),
        Column("unknown_faces", "Faces without a name", "unknown", shown=False),
        Column("person_faces", "Faces and whose they are", shown=False),
    ),
    state=_state,
    idle=lambda options: not options.look,
)
def people(tables: Tables, options: PeopleOptions, folders: Folders) -> pl.DataFrame:
    """One row for each photo with faces."""
    from runner.people.grouping import group
    from runner.people.library import open_library, rows
    from runner.people.people_table import people_of
    from runner.store.catalog import open_catalog
    from runner.store.forgotten_people import Forgotten, forgotten
    from runner.store.people import assertions

    with open_catalog(folders.catalog) as catalog:
        said, gone = assertions(catalog), Forgotten(forgotten(catalog))
    table = rows(folders.runs, tables["faces"].collect())
    library = open_library(folders.runs, table, options.thresholds.ask, options.clear, gone)
    grouping = group(library.faces, said, options.thresholds, library.near)
    found = people_of(grouping, tables.sources["item_id"])
    records = [{"item_id": item, **evidence.to_record(row)} for item, row in sorted(found.items())]
    return pl.DataFrame(records, schema={"item_id": pl.String(), **evidence.columns(PeopleRow)})
