"""Stores the current ranking beside a run's rows, so that `pick:keep` finds the same photos everywhere.

That is in the review, among the facets and on the command line, whoever ranked the photos, and whether or not the run
itself picked any. Later flags for single photos are applied on reading: `runner.review.picks.flagged`.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from runner.errors import EnvError
from runner.picks.choice import Choice
from runner.review.language import translate
from runner.review.review_set import expect
from runner.stages.cull import COLUMNS
from runner.store import picks_file
from runner.store.rows import RowColumn


def stand(run: Path, choice: Choice) -> None:
    """Make a choice the picks of a run from now on. EnvError if the disk refuses, or the run's folder is gone."""
    expect(run)  # writing would create the folder again
    values = (pl.col(str(column.value or column.name)).alias(column.name) for column in COLUMNS)
    columns = [RowColumn(each.name, each.label, "cull", each.publish, each.shown) for each in COLUMNS]
    try:
        picks_file.write(run, choice.rows().select("item_id", *values), columns)
    except OSError as error:
        said = translate("picks", "{}: {}. The filter pick:keep finds what was picked before.")
        mend = translate("picks", "Free some space, or make the folder writable, and pick again.")
        raise EnvError(said.format(run / picks_file.FILE, error.strerror or error), mend) from error
