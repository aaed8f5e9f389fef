"""Forgetting that was interrupted, or that a run at work overtook: carried out to the end."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from runner.errors import EnvError
from runner.people.forgetting import delete, tell_workers
from runner.people.left_files import files_of, remains
from runner.store import forgotten_people
from runner.store.forgotten_people import Forgotten

_log = logging.getLogger(__name__)


def finish(catalog: sqlite3.Connection, runs: Path) -> int:
    """Delete embeddings and crops of faces that were forgotten, where any is left, and tell workers which they are.

    Returns how many files of these faces there were. One that cannot be deleted is said in the log, and by
    `runner verify` as long as it is there.
    """
    tell_workers(catalog, runs)
    gone = Forgotten(forgotten_people.forgotten(catalog))
    left = remains(runs, gone)
    if left:
        try:
            delete(runs, files_of(runs, gone))
        except EnvError as error:
            _log.warning("%s", error)
    return len(left)
