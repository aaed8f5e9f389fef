"""Progress of a publish, as stored in `progress.json`."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from runner.publishing.outcome import Outcome
from runner.reports.pace import Pace
from runner.store.progress_file import Failures, Progress, StageProgress

STAGE = "publish"


class PublishCount:
    """Counts the outcomes of photos at a target. `progress` may be called from another thread."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._failed = total, 0, 0
        self._failures: dict[tuple[str, str], Failures] = {}
        self._pace = Pace()
        self._lock = threading.Lock()

    def add(self, outcome: Outcome) -> None:
        """Record the outcome of one photo."""
        with self._lock:
            self._done += 1
            self._pace.advanced(STAGE, self._total - self._done)
            if outcome.error is not None:
                self._fail(outcome)

    def progress(self) -> Progress:
        """Return the progress at this moment."""
        with self._lock:
            left, each = self._total - self._done, self._pace.seconds_each(STAGE)
            seconds = round(each * left, 1) if each else None
            rate = round(1 / each, 3) if each else None
            stage = StageProgress(STAGE, self._done, self._failed, left, 0, rate, seconds, not left)
            most = tuple(sorted(self._failures.values(), key=lambda group: -group.count))
            return Progress(
                time.time(), "publishing", photos=self._total, left=left, seconds_left=seconds, stages=(stage,),
                failures=most,
            )  # fmt: skip

    def _fail(self, outcome: Outcome) -> None:
        assert outcome.error is not None
        self._failed += 1
        key = (outcome.error.kind, outcome.error.message.id)
        known = self._failures.get(key)
        known = known or Failures(STAGE, outcome.error.kind, 0, outcome.error.message, outcome.file_name)
        self._failures[key] = replace(known, count=known.count + 1)
