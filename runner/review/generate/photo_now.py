"""One photo of a run in its current state: the results of the run with people's edits applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from runner.captioning.drafting import Drafted
from runner.errors import ConfigError, EnvError
from runner.messages import say
from runner.review.generate.duplicate_index import of_others, of_run
from runner.review.generate.people_now import with_people
from runner.schema import CaptionRow, DeriveRow, FactsRow, RepairRow, SimilarRow
from runner.stage import Folders
from runner.store import evidence, runfile, traces
from runner.store import rows as review_rows
from runner.store.catalog import read_catalog
from runner.store.decisions import changes_since
from runner.store.effective import apply_edits, effective_rows
from runner.text.duplicates import pool as taken


@dataclass(frozen=True)
class PhotoNow:
    """A photo of a run in its current state."""

    drafted: Drafted  # what captioner and rules work with
    stands: Mapping[str, object]  # current texts, subject, location and series
    edited: frozenset[str]  # the fields of these that a person wrote

    @property
    def name(self) -> str:
        """Name of the photo's file."""
        return self.drafted.path.name


def named(run: Path, wanted: Sequence[str]) -> dict[str, Path]:
    """Item ids and paths of the photos in `wanted`: each is an item id, its beginning, or a file name.

    Raises ConfigError if one matches no photo, or more than one.
    """
    sources = evidence.read_sources(run).filter(~pl.col("is_copy"))
    return dict(_one_named(sources, each, run.name) for each in wanted)


def _one_named(sources: pl.DataFrame, wanted: str, run: str) -> tuple[str, Path]:
    name = pl.col("source_path").str.extract(r"([^/]*)$")
    found = sources.filter((name == wanted) | pl.col("item_id").str.starts_with(wanted))
    if found.height != 1:
        said = "fits more than one photo" if found.height else "is no photo"
        raise ConfigError([f"'{wanted}' {said} of run {run}. Write the name of its file, or its item id."])
    return found["item_id"][0], Path(found["source_path"][0])


def photo_now(folders: Folders, item_id: str, path: Path) -> PhotoNow:
    """The current state of a photo by its id; `path` is its file. Raises EnvError if the run made no texts for it."""
    facts = traces.rows(folders.run, FactsRow, [item_id]).get(item_id)
    draft = traces.rows(folders.run, CaptionRow, [item_id]).get(item_id)
    if facts is None or draft is None:
        raise EnvError(say("generate.no_texts", name=path.name), say("generate.no_texts_mend"))
    stands, edited = _stands(folders, item_id, facts, draft)
    told: dict[str, Any] = {name: stands[name] for name in ("subject", "location") if name in edited}
    told |= {f"{name}_from": "human" for name in told}
    facts = with_people(replace(facts, **told), folders, item_id)
    pictures = traces.rows(folders.run, DeriveRow, [item_id]).get(item_id)
    return PhotoNow(Drafted(item_id, path, facts, draft, pictures), stands, edited)


def _stands(
    folders: Folders, item_id: str, facts: FactsRow, draft: CaptionRow
) -> tuple[Mapping[str, object], frozenset[str]]:
    """The run's texts with people's edits applied, and the fields that people wrote."""
    made = traces.rows(folders.run, RepairRow, [item_id]).get(item_id)
    similar = traces.rows(folders.run, SimilarRow, [item_id]).get(item_id)
    texts = (made or draft).by_field()
    places = {name: getattr(facts, name) for name in ("subject", "location")}
    row = {**texts, **places, "item_id": item_id, "outcome": "failed", "series": similar.series if similar else None}
    with read_catalog(folders.catalog) as catalog:
        edits = changes_since(catalog, set_of(folders.run)).edits
    laid = apply_edits(row, {name: written for (item, name), written in edits.items() if item == item_id}, ())
    return laid, frozenset(laid["edited"])


def set_of(run: Path) -> str:
    """The name of a run's set. Raises EnvError if the run has no readable `run.json`."""
    file = runfile.read(run)
    if file is None:
        raise EnvError(say("run.none", run=str(run)), say("run.none_mend"))
    return file.set


def described(folders: Folders) -> set[str]:
    """Item ids of photos in the set for which a subject or location from a person is current."""
    with read_catalog(folders.catalog) as catalog:
        edits = changes_since(catalog, set_of(folders.run)).edits
    return {item for (item, name), edit in edits.items() if name in ("subject", "location") and edit.value is not None}


def texts_that_stand(folders: Folders) -> pl.DataFrame:
    """The current texts of all photos: of the run with people's edits, waiting in other sets, and published."""
    elsewhere = taken.taken(folders)
    if not (folders.run / review_rows.FILE).is_file():
        return of_others(elsewhere, _series_so_far(folders.run))
    prepared = review_rows.read(folders.run)
    with read_catalog(folders.catalog) as catalog:
        own = effective_rows(prepared.table, prepared.fields, catalog, set_of(folders.run))
    return pl.concat([of_others(elsewhere, own), of_run(own)])


def _series_so_far(run: Path) -> pl.DataFrame:
    """`item_id` and `series` of the photos of a run without rows."""
    found = traces.table(run, SimilarRow, ["series"])
    return pl.DataFrame(schema={"item_id": pl.String, "series": pl.String}) if found is None else found
