"""Selects what a target gets: the approved photos of a set's newest run, and why others are not published."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.delivery.config import PublishConfig
from runner.delivery.people_shown import PeopleInPhoto, PeopleShown
from runner.delivery.photo import photo
from runner.errors import EnvError, PublishError
from runner.imaging.raw_formats import EXTENSIONS
from runner.messages import Message, restored, say
from runner.people import names_in_texts
from runner.publishing import publications
from runner.publishing.photo import OutgoingPhoto, Staying
from runner.publishing.publications import Entry, Publication, TakenBack
from runner.publishing.sidecars import Neighbours
from runner.schema import PROSE
from runner.stage import Folders
from runner.store import legacy, ratings, rows
from runner.store.approvals import newest_approvals
from runner.store.content import content_hash
from runner.store.effective import effective_rows

_LAPSED, _UNDECIDED = say("stay.lapsed"), say("stay.undecided")


@dataclass(frozen=True, slots=True)
class Source:
    """The photos of a run that may be published, and those that may not."""

    photos: tuple[OutgoingPhoto, ...]
    staying: tuple[Staying, ...]


def newest_run(folders: Folders, set_name: str) -> Path:
    """Return the folder of the set's newest finished run. Raises EnvError if there is none."""
    latest = folders.runs / set_name / "latest"
    if not (latest / "rows.parquet").is_file():
        raise EnvError(
            f"There is no finished run of the set {set_name} in {folders.runs}.", f"Prepare it: runner set={set_name}"
        )
    return latest.resolve()


def source(config: PublishConfig, run: Path, folders: Folders, catalog: sqlite3.Connection) -> Source:
    """Return the photos that may be published, and the others with the reason why each may not."""
    target = config.publish.name
    legacy.renew(catalog, folders.runs)
    prepared = rows.read(run)
    declared = [column.name for column in prepared.columns if column.publish not in (None, "files")]
    now = effective_rows(prepared.table, prepared.fields, catalog, config.set.name)
    published, begun = publications.published(catalog, target), publications.journal(catalog, target)
    taken_back = publications.withdrawn(catalog, target)
    approved = newest_approvals(catalog, config.set.name, taken_back)
    rated = ratings.current(catalog, config.set.name) if config.publish.embed.rating else {}
    blurred = config.publish.blur_faces
    people = PeopleShown.of(run, catalog) if blurred else None
    may_be_named = names_in_texts.consenting(catalog)
    photos, staying, neighbours = [], [], Neighbours(EXTENSIONS)
    for row in now.iter_rows(named=True):
        try:
            reason = _reason(row, config.set.name, published, begun, taken_back, approved, prepared.fields)
            reason = reason or names_in_texts.withdrawn(row, may_be_named)
            if reason is None:
                given = rated.get(row["item_id"], {})
                hidden = people.hidden(row["item_id"], blurred) if people and blurred else ()
                named = names_in_texts.covered(row, may_be_named) if config.publish.embed.people else ()
                shown = PeopleInPhoto(names_in_texts.original_name(row, may_be_named), hidden, named)
                photos.append(photo(row, declared, neighbours, config, folders, given, shown))
                continue
        except PublishError as error:
            reason = error.message
        staying.append(Staying(row["item_id"], row["file_name"] or row["source_path"], reason))
    return Source(tuple(photos), tuple(staying))


def _reason(
    row: Mapping[str, Any],
    set_name: str,
    published: Mapping[str, Publication],
    begun: Mapping[str, Entry],
    taken_back: Mapping[str, TakenBack],
    approved: Mapping[str, int],
    fields: Sequence[str],
) -> Message | None:
    """Why a photo is not published; None if it may be."""
    item_id = row["item_id"]
    if row["outcome"] == "failed":
        return say("stay.failed", problem=restored(row["error_id"], row["error_arguments"], row["error"]))
    if row["decision"] != "approved":
        return _not_approved(row["decision"], row["decision_reason"])
    if content_hash(row, fields) != row["content_hash"]:
        return say("stay.not_as_written")
    if item_id in published and published[item_id].set_name != set_name:
        return say("stay.other_set", set=published[item_id].set_name)
    if item_id in begun and begun[item_id].action == "unpublish":
        return say("stay.unpublishing")
    back = taken_back.get(item_id)
    if back and back.is_after(approved.get(item_id, 0), row["decided_at"]):
        return say("stay.unpublished", date=back.at[:10])
    missing = [name for name in ("file_name", *PROSE, "content_hash") if not row[name]]
    return say("stay.lacks", field=missing[0]) if missing else None


def _not_approved(decision: str | None, reason: str | None) -> Message:
    if decision != "rejected":
        return _LAPSED if decision == "lapsed" else _UNDECIDED
    return say("stay.rejected_because", reason=reason) if reason else say("stay.rejected")
