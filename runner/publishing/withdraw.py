"""Unpublishes photos: first the row, then the files, then the catalogue, so that no row points to a missing file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from runner.errors import PublishError
from runner.publishing import publications
from runner.publishing.changes import Withdrawal
from runner.publishing.outcome import Outcome, withdrawn
from runner.publishing.publications import Entry
from runner.publishing.target import Target
from runner.publishing.uploads import Uploads


def withdraw(
    withdrawals: Sequence[Withdrawal], target: Target, catalog: sqlite3.Connection, uploads: Uploads
) -> Iterator[Outcome]:
    """Remove these photos from target and catalogue. Photos that someone else changed stay, unless `force` is set."""
    force = target.options.force
    yield from (withdrawn(each, None, "planned") for each in withdrawals if each.drift and not force)
    todo = [each for each in withdrawals if force or not each.drift]
    for at in range(0, len(todo), target.options.batch):
        yield from _batch(todo[at : at + target.options.batch], target, catalog, uploads)


def _batch(
    batch: Sequence[Withdrawal], target: Target, catalog: sqlite3.Connection, uploads: Uploads
) -> Iterator[Outcome]:
    name = target.options.name
    asked = [each for each in batch if each.for_good]
    publications.note(catalog, name, [_entry(each) for each in asked])
    try:
        names = [name for each in batch for name in each.names]
        target.table.delete(names, [path for each in batch if not each.stays for path in each.paths])
    except PublishError as error:
        yield from (withdrawn(each, error, "planned") for each in batch)
        return
    removals = [(each, uploads.remove(each.paths)) for each in batch]
    for each, removal in removals:
        try:
            removal.result()
        except PublishError as error:
            yield withdrawn(each, error, "written")
            continue
        if each.stays:
            publications.forget(catalog, name, [each.item_id])
        else:
            publications.withdraw(catalog, name, {each.item_id: each.paths}, each.for_good)
        yield withdrawn(each, None, "done")


def _entry(each: Withdrawal) -> Entry:
    return Entry(each.item_id, "unpublish", each.set_name, each.file_name, "", each.paths, (), each.paths, each.names)
