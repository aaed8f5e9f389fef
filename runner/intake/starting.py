"""Turns planned sets into set files and jobs of the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from runner.errors import RunnerError
from runner.intake import planned as planning
from runner.intake.planned import PlannedSet
from runner.messages import say, word
from runner.review.language import spoken
from runner.review.wording import refused_by_disk
from runner.service.queue import Queue


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of starting some sets."""

    started: tuple[PlannedSet, ...]
    refused: tuple[tuple[PlannedSet, str], ...]  # with the reason; one whose set file was written has `changes` set


def start(rows: Sequence[PlannedSet], queue: Queue, not_before: datetime | None = None) -> Outcome:
    """Write each set's file and queue its run, in this order; then start the queue's worker.

    Weights that a captioner lacks are downloaded by a job before it. One set that fails does not keep the others from
    starting. `not_before` without a time zone is local time. Raises EnvError if the worker cannot be started.
    """
    started, refused = list[PlannedSet](), list[tuple[PlannedSet, str]]()
    fetched = set[str]()
    for each in rows:
        row = each
        try:
            planning.write(row)
            row = replace(row, changes=True)  # its file exists now, so a second try must not report a clash of names
            _add(row, queue, fetched, not_before)
        except RunnerError as error:
            refused.append((row, error.in_words(spoken())))
        except OSError as error:
            refused.append((row, refused_by_disk(error)))
        else:
            started.append(row)
    if started:
        queue.start_worker()
    return Outcome(tuple(started), tuple(refused))


def _add(row: PlannedSet, queue: Queue, fetched: set[str], not_before: datetime | None) -> None:
    if row.fetch and row.fetch not in fetched:
        fetched.add(row.fetch)
        title = word(say("intake.fetching", entry=row.fetch), spoken())
        queue.add(["models", "fetch", row.fetch], title=title, not_before=not_before)
    queue.add(planning.words(row), title=row.name, not_before=not_before)
