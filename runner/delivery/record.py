"""The evidence of a publish: one row per photo, in parts that are written while it runs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from runner.errors import PublishError
from runner.messages import say, word
from runner.publishing.changes import Plan
from runner.publishing.options import PublishOptions
from runner.publishing.outcome import Outcome, resting, withdrawn
from runner.publishing.photo import Staying
from runner.schema import Common, PublicationRow
from runner.store import evidence

STAGE = "publish"
_ROWS = 200
"""Photos per part: a killed process loses the rows of at most this many photos, but nothing that they report."""

Check = Callable[[Sequence[Outcome]], Mapping[str, PublishError]]
"""Asks the target whether these are there as published; returns an error by item for those that are not."""


class Record:
    """Writes the rows of one publish to the folder `run`. `counts` has the number of photos by action, or `failed`."""

    def __init__(self, run: Path, options: PublishOptions, check: Check) -> None:
        self._run, self._options, self._check = run, options, check
        self._waiting: list[Outcome] = []
        self.counts: Counter[str] = Counter()
        self.failed = 0
        self.planned_only = False

    def staying(self, staying: Sequence[Staying]) -> None:
        """Write the rows of photos that are not published."""
        self._write([(each.item_id, self._stays(each), None) for each in staying])

    def planned(self, plan: Plan) -> None:
        """Write the rows of a plan that is not carried out."""
        self.planned_only = True
        outcomes = [resting(change) for change in plan.changes]
        outcomes += [withdrawn(each, None, "planned") for each in plan.withdrawals]
        self._write([(each.item_id, self._planned(each), None) for each in outcomes])

    def add(self, outcome: Outcome) -> None:
        """Add the outcome of a photo; outcomes are checked and written in parts."""
        self._waiting.append(outcome)
        if len(self._waiting) >= _ROWS:
            self.flush()

    def flush(self) -> None:
        """Check and write the outcomes that were added and are not written yet."""
        waiting, self._waiting = self._waiting, []
        wrong = self._check(waiting) if waiting else {}
        self._write([(each.item_id, self._row(each), wrong.get(each.item_id) or _error(each)) for each in waiting])

    def _row(self, outcome: Outcome) -> PublicationRow:
        return PublicationRow(
            self._options.name, outcome.action, outcome.step, None, None, None, outcome.file_name, outcome.path,
            self._options.address(outcome.path), outcome.bytes, outcome.rev, outcome.remote_id,
            tuple(map(word, outcome.drift)), tuple(map(word, outcome.sidecars)), outcome.drift, outcome.sidecars,
            _now(),
        )  # fmt: skip

    def _stays(self, each: Staying) -> PublicationRow:
        why = each.reason
        return PublicationRow(
            self._options.name, "stay", None, word(why), why.id, why.arguments, each.name, None, None, 0, None, None,
            (), (), (), (), _now(),
        )  # fmt: skip

    def _planned(self, planned: Outcome) -> PublicationRow:
        """The row of a planned photo, with the reason if it would be left as it is."""
        row, error = self._row(planned), planned.error if self._options.force else _error(planned)
        if error is None:
            return row
        said = error.message
        return replace(row, reason=word(said), reason_id=said.id, reason_arguments=said.arguments)

    def _write(self, rows: Sequence[tuple[str, PublicationRow, PublishError | None]]) -> None:
        if not rows:
            return
        key = hashlib.sha256("".join([self._run.name, *(item_id for item_id, _, _ in rows)]).encode()).hexdigest()[:32]
        records = [
            {**evidence.to_record(self._common(key, item_id, error)), **evidence.to_record(row)}
            for item_id, row, error in rows
        ]
        table = pl.DataFrame(records, schema=evidence.table_schema(PublicationRow), orient="row")
        evidence.write_part(self._run, STAGE, key, table, {"run_id": self._run.name})
        self.counts.update("failed" if error else row.action for _, row, error in rows)
        self.failed += sum(error is not None for _, _, error in rows)

    def _common(self, key: str, item_id: str, error: PublishError | None) -> Common:
        said = error.message if error else None
        return Common(
            self._run.name, item_id, STAGE, "failed" if error else "ok", error.kind if error else None,
            word(said) if said else None, said.id if said else None, said.arguments if said else None, None, key, None,
        )  # fmt: skip


def read_rows(run: Path) -> pl.DataFrame:
    """Return all rows of a publish, including photos that are no longer in the set."""
    table = evidence.read_parts(evidence.parts(run, STAGE), run.name)
    return table if table.width else pl.DataFrame(schema=evidence.table_schema(PublicationRow))


def _error(outcome: Outcome) -> PublishError | None:
    if outcome.held_back:
        return PublishError(say("drift.someone", changes=list(outcome.drift)), "drift")
    return outcome.error


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
