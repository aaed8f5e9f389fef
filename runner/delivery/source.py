"""What a target gets: the approved photos of a set's newest run, with their rows, files and reasons to stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.delivery.config import PublishConfig
from runner.delivery.photo import photo
from runner.errors import EnvironmentProblem, PublishError
from runner.publishing import publications
from runner.publishing.photo import Photo, Staying
from runner.publishing.publications import Entry, Publication
from runner.publishing.sidecars import Neighbours
from runner.stage import Folders
from runner.store import legacy, rows
from runner.store.content import content_hash
from runner.store.effective import effective_rows

_REASONS = {
    "rejected": "rejected",
    "lapsed": "changed since it was approved; approve it again",
    None: "not decided yet",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a run and the decisions about it give to a target."""

    photos: tuple[Photo, ...]
    staying: tuple[Staying, ...]


def newest_run(folders: Folders, set_name: str) -> Path:
    """The folder of the set's newest finished run. EnvironmentProblem when there is none."""
    latest = folders.runs / set_name / "latest"
    if not (latest / "rows.parquet").is_file():
        raise EnvironmentProblem(
            f"There is no finished run of the set {set_name} in {folders.runs}.", f"Prepare it: runner set={set_name}"
        )
    return latest.resolve()


def source(config: PublishConfig, run: Path, folders: Folders, catalog: sqlite3.Connection) -> Source:
    """The photos that may be published, and the others with the reason why each stays behind."""
    target = config.publish.name
    legacy.renew(catalog, folders.runs)
    prepared = rows.read(run)
    declared = [column.name for column in prepared.columns if column.publish not in (None, "files")]
    now = effective_rows(prepared.table, prepared.fields, catalog, config.set.name)
    published, begun = publications.published(catalog, target), publications.journal(catalog, target)
    taken_back = publications.withdrawn(catalog, target)
    photos, staying, neighbours = [], [], Neighbours()
    for row in now.iter_rows(named=True):
        try:
            if (reason := _reason(row, config.set.name, published, begun, taken_back, prepared.fields)) is None:
                photos.append(photo(row, declared, neighbours, config, folders))
                continue
        except PublishError as error:
            reason = str(error)
        staying.append(Staying(row["item_id"], row["file_name"] or row["source_path"], reason))
    return Source(tuple(photos), tuple(staying))


def _reason(
    row: Mapping[str, Any],
    set_name: str,
    published: Mapping[str, Publication],
    begun: Mapping[str, Entry],
    taken_back: Mapping[str, str],
    fields: Sequence[str],
) -> str | None:
    """Why a photo stays behind; None when it may go."""
    item_id = row["item_id"]
    if row["outcome"] == "failed":
        return f"failed: {row['error']}"
    if row["decision"] != "approved":
        note = f": {row['decision_reason']}" if row["decision"] == "rejected" and row["decision_reason"] else ""
        return f"{_REASONS[row['decision']]}{note}"
    if content_hash(row, fields) != row["content_hash"]:
        return "its row is not what the run wrote: prepare the set again"
    if item_id in published and published[item_id].set_name != set_name:
        return f"published already as part of the set {published[item_id].set_name}"
    if item_id in begun and begun[item_id].action == "unpublish":
        return "is being taken back"
    if row["decided_at"] <= taken_back.get(item_id, ""):
        return f"taken back on {taken_back[item_id][:10]}; approve it again to publish it again"
    missing = [name for name in ("file_name", "caption", "alt_text", "content_hash") if not row[name]]
    return f"has no {missing[0].replace('_', ' ')}" if missing else None
