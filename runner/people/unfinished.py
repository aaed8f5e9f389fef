"""Completes the deletion of forgotten faces where it was interrupted, or where a run in progress wrote files again."""

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
    """Delete remaining embeddings and crops of forgotten faces, and tell workers which faces those are.

    Returns how many files of these faces there were. A file that cannot be deleted is reported in the log, and by
    `runner verify` as long as it exists.
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
