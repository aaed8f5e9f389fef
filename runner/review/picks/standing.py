"""The ranking that stands: kept beside a run's rows, so that `pick:keep` finds the same photos wherever one asks.

In the review, among the facets and on the command line, whoever ranked the photos, and whether or not the run itself
picked any. What people say of single photos meanwhile is looked at when it is asked: `runner.review.picks.flagged`.
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
    """Let a choice be the picks of a run from now on. EnvError by the disk, and where the run's folder is gone."""
    expect(run)  # writing would make it anew
    values = (pl.col(str(column.value or column.name)).alias(column.name) for column in COLUMNS)
    columns = [RowColumn(each.name, each.label, "cull", each.publish, each.shown) for each in COLUMNS]
    try:
        picks_file.write(run, choice.rows().select("item_id", *values), columns)
    except OSError as error:
        said = translate("picks", "{}: {}. The filter pick:keep finds what was picked before.")
        mend = translate("picks", "Free some space, or make the folder writable, and pick again.")
        raise EnvError(said.format(run / picks_file.FILE, error.strerror or error), mend) from error
