"""People's decisions about the texts of each variant.

A decision is bound to a set, a photo and what was on the screen, not to a variant. It counts for every variant that
wrote exactly those texts: the run on the screen, whether of this sweep or not, must have had the same content hash for
the photo before a person changed anything. Of several decisions about the same texts the newest counts.

A text that a person writes replaces the texts of every run of the set. So a decision does not count if the screen
showed a text that a person had written when other texts of the machine were there, or that a captioner had regenerated
at a person's request: it says nothing about this variant's texts.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from runner.reports.comparison.variants import Variant
from runner.reports.comparison.words import edit_share
from runner.schema import TEXTS
from runner.store import rows as review_rows
from runner.store import runfile
from runner.store.history import PastDecision, PastEdit, decisions, edits

Texts = Mapping[str, Any]
Hash = Callable[[str, str], str | None]
"""Returns the content hash that a run (by id) had for a photo (by item_id) before a person changed anything."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about the machine's texts for one photo."""

    item_id: str
    content_hash: str  # of the machine's texts
    approved: bool  # False: rejected
    reason: str | None  # of a rejection
    written: Texts  # the person's own texts at that time, by field
    at: str


def judgements(catalog: sqlite3.Connection, set_name: str, hash_of: Hash) -> list[Judgement]:
    """Return the newest decision about each version of a photo's machine texts, oldest first, without reverted ones."""
    by_item: defaultdict[str, list[PastEdit]] = defaultdict(list)
    for edit in edits(catalog, set_name):
        by_item[edit.item_id].append(edit)
    standing: dict[tuple[str, str], Judgement | None] = {}
    for decision in decisions(catalog, set_name):
        machine = hash_of(decision.run_id, decision.item_id)
        if machine is not None:
            written = by_item[decision.item_id]
            standing[decision.item_id, machine] = _judged(decision, machine, written, hash_of)
    return [each for each in standing.values() if each]


def _judged(decision: PastDecision, machine: str, made: Sequence[PastEdit], hash_of: Hash) -> Judgement | None:
    """The judgement; None if it was reverted, or if the screen showed a text that belongs to other machine texts."""
    if decision.decision == "reset":
        return None
    laid: dict[str, PastEdit] = {}
    for edit in made:
        if edit.at <= decision.at and edit.field in TEXTS:
            laid[edit.field] = edit
    standing = [edit for edit in laid.values() if edit.value is not None]
    if any(edit.source != "human" or hash_of(edit.run_id, edit.item_id) != machine for edit in standing):
        return None
    written = {edit.field: edit.value for edit in standing}
    approved = decision.decision == "approved"
    return Judgement(decision.item_id, machine, approved, decision.reason, written, decision.at)


def hashes(runs: Path) -> Hash:
    """Return a function that gives the content hashes of the runs below the runs folder; None for deleted runs."""
    folders = {run.name: run for run in runfile.find(runs)}

    @cache
    def of_run(run_id: str) -> Mapping[str, str | None]:
        path = folders[run_id] / "rows.parquet" if run_id in folders else None
        if path is None or not path.is_file():
            return {}
        return dict(review_rows.read(folders[run_id]).photos().select("item_id", "content_hash").iter_rows())

    return lambda run_id, item_id: of_run(run_id).get(item_id)


def decided(variant: Variant, judged: Sequence[Judgement]) -> pl.DataFrame:
    """Return the decisions about the variant's texts: `item_id`, `approved` (1 or 0), `edit_distance`, `rejection`."""
    by_hash = {(each.item_id, each.content_hash): each for each in judged}
    rows = []
    for row in variant.photos.select("item_id", "content_hash", *TEXTS).iter_rows(named=True):
        if judgement := by_hash.get((row["item_id"], row["content_hash"])):
            edits = edit_distance(row, judgement.written) if judgement.approved else None
            rows.append((row["item_id"], float(judgement.approved), edits, judgement.reason))
    schema = {"item_id": pl.String(), "approved": pl.Float64(), "edit_distance": pl.Float64(), "rejection": pl.String()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def edit_distance(machine: Texts, written: Texts) -> float:
    """Return the share of words that a person changed, mean of the three texts; keywords are compared one by one."""
    return sum(edit_share(_parts(machine[name]), _parts(written.get(name, machine[name]))) for name in TEXTS) / len(
        TEXTS
    )


def _parts(text: str | Sequence[str] | None) -> Sequence[str]:
    return text.split() if isinstance(text, str) else [*(text or ())]
