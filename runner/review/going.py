"""Tells whether a set is being run while it is reviewed, and whether the run on the screen is its newest."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from runner.review.language import moment, translate
from runner.review.review_set import ReviewSet
from runner.store import runfile
from runner.store.runfile import RunFile

_LOOKED_AT = 5
"""Number of newest runs of a set among which one in progress is looked for."""


class Notice(NamedTuple):
    """What a reviewer should know about the set's runs."""

    sentence: str
    is_going: bool  # whether one is in progress: publishing waits for its end


def notice(review_set: ReviewSet) -> Notice | None:
    """A notice about other runs of the set, or about this one while it is in progress; usually None. Reads files."""
    for file in _newest(review_set):
        if file.state == "running":
            return Notice(_going(file), is_going=True)
    latest = review_set.runs / review_set.set_name / "latest"
    if latest.exists() and latest.resolve().name > review_set.run.name:
        said = translate("going", "A newer run of this set has finished. Open it: reviewer {}")
        return Notice(said.format(latest.resolve().name), is_going=False)
    return None


def _newest(review_set: ReviewSet) -> list[RunFile]:
    folders = sorted((path.parent for path in (review_set.runs / review_set.set_name).glob("*/run.json")), reverse=True)
    real = [folder for folder in folders if not folder.is_symlink()][:_LOOKED_AT]
    return [file for file in map(runfile.read, real) if file is not None]


def _going(file: RunFile) -> str:
    since = moment(datetime.fromisoformat(file.started_at).astimezone())
    if file.graph == "publish":
        return translate("going", "This set is being published (started {}).").format(since)
    return translate("going", "This set has been running since {}.").format(since)
