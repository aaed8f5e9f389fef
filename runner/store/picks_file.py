"""`picks.parquet` in a run's folder: the current picks, if the photos were ranked again after the run ended.

Not evidence: if it is deleted, the run's own picks apply again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import polars as pl

from runner.store import evidence
from runner.store.rows import RowColumn

FILE = "picks.parquet"
_COLUMNS = "columns"

_log = logging.getLogger(__name__)


def write(run: Path, table: pl.DataFrame, columns: Sequence[RowColumn]) -> None:
    """Write the picks crash-safely: `item_id` and each of `columns`. Raises OSError if the disk refuses it."""
    about = json.dumps([asdict(column) for column in columns], ensure_ascii=False)
    evidence.write_parquet(run / FILE, table, {"run_id": run.name, _COLUMNS: about})


def read(run: Path) -> tuple[pl.DataFrame, tuple[RowColumn, ...]] | None:
    """The current picks and the declarations of their columns; None if the run's own picks apply.

    A file that cannot be read is ignored and reported in the log: ranking the photos again writes a new one.
    """
    path = run / FILE
    if not path.is_file():
        return None
    try:
        table, about = pl.read_parquet(path, glob=False), pl.read_parquet_metadata(path)[_COLUMNS]
        columns = tuple(RowColumn(**each) for each in json.loads(about))
        return table.select("item_id", *(column.name for column in columns)), columns
    except (OSError, KeyError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        _log.warning("%s cannot be read, so that the picks of the run itself stand: %s", path, error)
        return None
