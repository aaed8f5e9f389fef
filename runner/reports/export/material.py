"""The input of an export: a run's rows, its evidence, and what people wrote and decided about its photos."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from json import dumps
from pathlib import Path

import polars as pl

from runner.errors import EnvError
from runner.people import names_in_texts
from runner.schema import CaptionRow, DuplicateRow, FactsRow, RepairRow, Row, SimilarRow
from runner.store import evidence, legacy, run_names, runfile, traces
from runner.store import rows as review_rows
from runner.store.decisions import RecordedFieldDecision, changes_since
from runner.store.effective import effective_field_decision, effective_rows
from runner.store.evidence import columns
from runner.store.rows import RowColumn
from runner.store.runfile import RunFile
from runner.text.prompting.prompt import Told, tell

_ALL_FACTS = tuple(field.name for field in fields(Told))


@dataclass(frozen=True)
class Material:
    """One run, and the decisions about its set."""

    runs: Path
    run: Path
    file: RunFile
    rows: pl.DataFrame  # photos as the run left them, without copies
    stands: pl.DataFrame  # the same with people's edits and decisions: see `runner.store.effective.effective_rows`
    edited: frozenset[tuple[str, str]]  # item_id and field of the texts that a person replaced
    further: tuple[RowColumn, ...]  # columns that stages declared in addition to those of the contract
    marks: pl.DataFrame  # valid decisions about single texts: item_id, field, decision, reason
    kept_back: int  # photos whose texts name a person who may no longer be named; they are in no table

    def good(self, row_type: type[Row], *names: str) -> pl.DataFrame:
        """Return `item_id` and these columns of a stage's successful rows; empty if the run has no such stage."""
        schema = {"item_id": pl.String(), **{name: columns(row_type)[name] for name in names}}
        found = traces.table(self.run, row_type, names)
        return pl.DataFrame(schema=schema) if found is None else found

    def similar(self) -> pl.DataFrame:
        """Return the series and near-duplicates of the photos."""
        return self.good(SimilarRow, "series", "near_duplicate_of")

    def findings(self) -> pl.DataFrame:
        """Return what the rules find in the run's texts, one row per finding."""
        found = [self.good(RepairRow, "findings"), self.good(DuplicateRow, "findings")]
        return pl.concat(found).explode("findings").drop_nulls().unnest("findings")

    def drafts(self) -> pl.DataFrame:
        """Return which model drafted the texts, and from which prompt."""
        return self.good(CaptionRow, "model_hash", "weights", "prompt_hash")

    def facts(self, items: Sequence[str]) -> dict[str, str]:
        """Return what a captioner may be told about each of these photos, as a JSON object by item_id."""
        table = self.good(FactsRow, *columns(FactsRow))
        wanted = table.filter(table["item_id"].is_in(list(items)))
        return dict(zip(wanted["item_id"], map(_told, evidence.to_rows(FactsRow, wanted)), strict=True))

    def rejected(self) -> list[str]:
        """Return the ids of photos that a person rejected, in whole or in one text."""
        whole = self.stands.filter(pl.col("decision") == "rejected")["item_id"]
        return [*whole, *self.marks.filter(pl.col("decision") == "rejected")["item_id"]]

    def language(self) -> list[str]:
        """Return the languages in which texts were requested, as sorted BCP 47 tags."""
        return sorted(set(self.good(FactsRow, "language")["language"]))


def gather(runs_folder: Path, run: Path, catalog: sqlite3.Connection) -> Material:
    """Gather the material of a run. Raises EnvError if the run did not reach its end."""
    file = runfile.read(run)
    if file is None or not (run / "rows.parquet").is_file():
        raise EnvError(f"{run} has no rows: it did not reach its end.", "Start the same command again, then export.")
    legacy.renew(catalog, runs_folder)
    prepared = review_rows.read(run)
    photos = prepared.photos()
    stands = effective_rows(photos, prepared.fields, catalog, file.set)
    kept_back = pl.col("item_id").is_in(_not_to_be_told(photos, stands, catalog))
    rows, stands = photos.filter(~kept_back), stands.filter(~kept_back)
    now = changes_since(catalog, file.set)
    edited = frozenset(place for place, written in now.edits.items() if written.value is not None)
    return Material(
        runs_folder.absolute(), run, file, rows, stands, edited, prepared.further, _marks(stands, now.field_decisions),
        photos.height - rows.height,
    )  # fmt: skip


def _not_to_be_told(photos: pl.DataFrame, stands: pl.DataFrame, catalog: sqlite3.Connection) -> list[str]:
    """Photos whose texts, the run's or the current ones, name a person who withdrew consent or was forgotten."""
    now = names_in_texts.consenting(catalog)
    concerns = pl.col("item_id").is_in([*now.must_not.photos, *now.no_longer.photos])
    for column in ("named_people", "person_faces"):
        if column in photos.columns:
            concerns |= pl.col(column).list.len() > 0
    rows = (row for table in (photos, stands) for row in table.filter(concerns).iter_rows(named=True))
    return sorted({row["item_id"] for row in rows if names_in_texts.withdrawn(row, now)})


_MARKS = {name: pl.String() for name in ("item_id", "field", "decision", "reason")}


def _marks(stands: pl.DataFrame, marks: Mapping[tuple[str, str], RecordedFieldDecision]) -> pl.DataFrame:
    """The newest decision about each text, if the text has not changed since."""
    marked = stands.filter(stands["item_id"].is_in([item_id for item_id, _ in marks]))
    now = {row["item_id"]: row for row in marked.iter_rows(named=True)}
    kept = [
        (item_id, name, decision, mark.reason)
        for (item_id, name), mark in marks.items()
        if item_id in now and (decision := effective_field_decision(mark, now[item_id][name]))
    ]
    return pl.DataFrame(kept, schema=_MARKS, orient="row")


def find(runs_folder: Path, name: str) -> Path:
    """Return the folder of a set's newest finished run, else of the run of this name. Raises ConfigError if none."""
    latest = runs_folder / name / "latest"
    if (latest / "rows.parquet").is_file():
        return latest.resolve()
    return run_names.find(runs_folder, name, option="paths.runs=FOLDER")


def _told(facts: FactsRow) -> str:
    told = {name: value for name, value in asdict(tell(facts, _ALL_FACTS)).items() if value}
    return dumps(told, ensure_ascii=False)


def pictures(material: Material, name: str) -> pl.DataFrame:
    """Return `item_id`, `path` (below the renditions folder) and `bytes` of the rendition with this name.

    Raises EnvError if the run made no rendition with that name.
    """
    made = material.rows.select("item_id", "renditions").explode("renditions").drop_nulls().unnest("renditions")
    wanted = made.filter(pl.col("name") == name).select("item_id", "path", "bytes")
    if made.height and not wanted.height:
        there = ", ".join(sorted(set(made["name"])))
        raise EnvError(f"The run made no picture '{name}'.", f"It made: {there}. Choose one: picture=…")
    return wanted
