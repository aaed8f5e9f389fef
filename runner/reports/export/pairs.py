"""The table `preferences`: two texts for one photo, one of which is better, by a rule or by a person."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from runner.reports.export.material import Material
from runner.reports.over_time.earlier import rows_in, rows_of
from runner.schema import NO_TEXTS, TEXTS, AttemptRow, Texts, texts_of
from runner.store import preferences, sweepfile

MEANINGS = {
    "item_id": "first 16 hex digits of the SHA-256 of the photo's bytes",
    "image": "the photo: a rendition without the original's metadata",
    "source": "repair (the rules say which is better), edit (a person wrote one), preference (a person chose, blind)",
    "fields": "fields in which the two differ for the better",
    "prompt": "all that a captioner may be told of the photo, a JSON object",
    "chosen": "the better texts, a JSON object as a captioner writes it",
    "rejected": "the other texts, likewise",
    "chosen_by": "the captioner that wrote it, mending (without a model), human, or model (asked again by a person)",
    "rejected_by": "the captioner that wrote it",
    "rules": "of a repair: rules that the other texts broke in these fields",
    "group": "photos of one group are in one split",
}
"""Meanings of the columns."""

_SCHEMA = {
    name: pl.List(pl.String()) if name in ("fields", "rules") else pl.String() for name in MEANINGS if name != "image"
}


def pairs(material: Material, catalog: sqlite3.Connection) -> pl.DataFrame:
    """Return one row per pair, sorted by item_id: from the run's repairs, people's edits, blind preferences in sweeps.

    Photos that a person rejected, in whole or in one text, are left out: their better text need not be good.
    """
    rejected = set(material.rejected())
    made = [*_repairs(material), *_edits(material, catalog), *_preferences(material, catalog)]
    kept = [pair for pair in made if pair["item_id"] not in rejected]
    facts = material.facts([pair["item_id"] for pair in kept])
    records = [{**pair, "prompt": facts.get(pair["item_id"])} for pair in kept]
    schema = {name: dtype for name, dtype in _SCHEMA.items() if name != "group"}
    return pl.DataFrame(records, schema=schema, orient="row").sort("item_id", maintain_order=True)


def _repairs(material: Material) -> Iterator[dict[str, object]]:
    """The texts before and after each attempt that won."""
    names = ("attempt", "by", *TEXTS, "model", "before", "won")
    tries = material.good(AttemptRow, *names).sort("item_id", "attempt")
    stood = NO_TEXTS
    writers: dict[str, str | None] = {}
    for row in tries.iter_rows(named=True):
        if row["attempt"] == 0:
            stood, writers = texts_of(row), dict.fromkeys(TEXTS, row["model"])
            continue
        stands = stood.with_texts(texts_of(row), row["won"])
        by = row["model"] or row["by"]
        broken = [each["rule"] for each in row["before"] if each["field"] in row["won"]]
        pair = _pair(row["item_id"], "repair", stands, stood, by, _one(writers.values()))
        if row["won"] and pair:
            yield {**pair, "rules": list(dict.fromkeys(broken))}
        stood, writers = stands, {**writers, **dict.fromkeys(row["won"], by)}


def _edits(material: Material, catalog: sqlite3.Connection) -> Iterator[dict[str, object]]:
    """The run's texts that were on the screen, and what a person changed them to and has not reverted."""
    written = catalog.execute(
        "SELECT max(id), item_id, field, value, run_id, source FROM edits WHERE set_name = ? GROUP BY item_id, field",
        (material.file.set,),
    )  # SQLite takes the other columns from the row with the maximum.
    by_run: dict[str, dict[str, dict[str, object]]] = {}
    sources: dict[str, set[str]] = {}
    for _, item_id, name, value, run_id, source in written:
        if name in TEXTS and value is not None and json.loads(value):
            by_run.setdefault(run_id, {}).setdefault(item_id, {})[name] = json.loads(value)
            sources.setdefault(item_id, set()).add(source)
    for run_id, edits in by_run.items():
        for row in rows_of(material.runs, material.file.set, run_id, list(edits)).iter_rows(named=True):
            shown, by = texts_of(row), _one(sources[row["item_id"]])
            made = texts_of({**row, **edits[row["item_id"]]})
            if pair := _pair(row["item_id"], "edit", made, shown, by, row["caption_model"]):
                yield pair


def _preferences(material: Material, catalog: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """People's blind choices in sweeps of this set. Ties give no pair."""
    own = set(material.rows["item_id"])
    for sweep in sweepfile.find(material.runs):
        if sweep.parent.name != material.file.set:
            continue
        chosen = [each for each in preferences.preferences(catalog, sweep.name) if each.choice in ("left", "right")]
        variants = {name for each in chosen for name in (each.left, each.right)}
        shown = {name: _by_item(sweep / name, [each.item_id for each in chosen]) for name in variants}
        for each in chosen:
            better, worse = (each.left, each.right) if each.choice == "left" else (each.right, each.left)
            one, other = shown[better].get(each.item_id), shown[worse].get(each.item_id)
            if one and other and each.item_id in own:
                by, of = one["caption_model"], other["caption_model"]
                if pair := _pair(each.item_id, "preference", texts_of(one), texts_of(other), by, of):
                    yield pair


def _pair(
    item_id: str, source: str, chosen: Texts, rejected: Texts, chosen_by: str | None, rejected_by: str | None
) -> dict[str, Any] | None:
    """A pair; None unless the two differ in a field that both have."""
    fields = [name for name in TEXTS if chosen[name] and rejected[name] and chosen[name] != rejected[name]]
    made = {"item_id": item_id, "source": source, "fields": fields, "chosen": _json(chosen),
            "rejected": _json(rejected), "chosen_by": chosen_by, "rejected_by": rejected_by, "rules": []}  # fmt: skip
    return made if fields else None


def _by_item(run: Path, items: Sequence[str]) -> dict[str, dict[str, Any]]:
    return {row["item_id"]: row for row in rows_in(run, items).iter_rows(named=True)}


def _one(names: Iterable[str | None]) -> str | None:
    """The names of the writers, joined by +; None if there are none."""
    return "+".join(sorted({name for name in names if name})) or None


def _json(said: Texts) -> str:
    return json.dumps(said.by_field(), ensure_ascii=False)
