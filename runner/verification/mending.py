"""Carries out `runner verify --mend`; neither evidence nor people's work is lost by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from runner.engine import ledger
from runner.errors import EnvError
from runner.messages import Message, say
from runner.people import unfinished
from runner.people.left_files import remains
from runner.store import forgotten_people, runfile
from runner.store.catalog import open_catalog
from runner.store.forgotten_people import Forgotten
from runner.store.transactions import transaction
from runner.verification import whole
from runner.verification.salvage import Saved, salvage


def mend(runs: Path) -> Iterator[Message]:
    """Save what is sound of a damaged catalogue, remove damaged pictures and files of forgotten faces.

    Yields what was done. Raises EnvError while a run is running, and for a catalogue of a newer version.
    """
    for run in runfile.find(runs):
        if (file := runfile.read(run)) is not None and file.state == "running":
            raise EnvError(say("verify.at_work", run=run.name), say("catalog.held_mend"))
    path = runs / "catalog.db"
    if newer := whole.newer(path):  # what is saved of it would lack what that version added
        raise EnvError(newer, say("catalog.schema_mend"))
    if next(whole.catalogue(path), None) is not None:
        kept, tables = salvage(path)
        yield say("verify.kept", path=str(kept))
        for table in tables:
            yield from _saved(table)
    if path.is_file():
        with open_catalog(path) as catalog:
            for picture in whole.damaged_pictures(catalog, runs):
                picture.unlink()
                yield say("verify.removed", path=str(picture))
            left = remains(runs, Forgotten(forgotten_people.forgotten(catalog)))
            unfinished.finish(catalog, runs)
            yield from (say("people.removed", path=str(runs / each)) for each in left if not (runs / each).exists())


def forget(catalog: sqlite3.Connection, items: Collection[str]) -> int:
    """Remove from the ledger all parts with results of these photos: they are computed again. Returns how many."""
    keys = [(key,) for key in ledger.parts_of(catalog, items)]
    with transaction(catalog):
        catalog.executemany("DELETE FROM parts WHERE key = ?", keys)
        catalog.executemany("DELETE FROM part_files WHERE key = ?", keys)
    return len(keys)


def _saved(table: Saved) -> Iterator[Message]:
    if table.rows or table.lost or table.cut:
        yield say("verify.saved", table=table.table, count=table.rows)
    for row in table.lost:
        yield say("verify.lost_row", table=table.table, row=row)
    if table.cut:
        yield say("verify.cut", table=table.table)
