"""Collects outcomes while a run is going: the newest photos, counts per fate, the captioner, failures by reason."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from runner.engine.discovery import printable
from runner.errors import ItemError
from runner.messages import Message
from runner.schema import CaptionRow, DeriveRow, Finding, RepairRow
from runner.stage import Item, Result
from runner.store.progress_file import Failures, Fate, Through, Writer

SHOWN = 24
"""Number of newest photos that are kept."""

GROUPS = 20
"""Upper limit for the listed reasons of failures, the most frequent first."""

_PICTURES = ("thumbnail", "web", "model")
"""Renditions that may represent a photo, the smallest first."""


class Outcomes:
    """Collects the outcomes of photos; its memory use does not grow with the run."""

    def __init__(self) -> None:
        self.writer: Writer | None = None
        self._newest: deque[Through] = deque(maxlen=SHOWN)
        self._fates: Counter[str] = Counter()
        self._failures: dict[tuple[str, str, str], Failures] = {}
        self._tokens = self._ms = 0.0

    def add(self, stage: str, item: Item, result: Result) -> None:
        """Record the result of one stage for one photo."""
        match result:
            case ItemError():
                self._failed(stage, item, result)
            case CaptionRow():
                self._written(result)
            case RepairRow():
                self._through(item, _fate(result), result.caption, _first_error(result.findings))

    def newest(self) -> tuple[Through, ...]:
        """Return the newest photos, newest first."""
        return tuple(reversed(self._newest))

    def fates(self) -> dict[str, int]:
        """Return the number of photos by fate."""
        return dict(self._fates)

    def failures(self) -> tuple[Failures, ...]:
        """Return the failures by reason, most frequent first."""
        return tuple(sorted(self._failures.values(), key=lambda group: -group.count)[:GROUPS])

    def _failed(self, stage: str, item: Item, error: ItemError) -> None:
        key = (stage, error.kind, error.message.id)
        known = self._failures.get(key) or Failures(stage, error.kind, 0, error.message, printable(str(item.path)))
        self._failures[key] = replace(known, count=known.count + 1)
        self._through(item, "failed", None, error.message)

    def _through(self, item: Item, fate: Fate, caption: str | None, why: Message | None) -> None:
        self._fates[fate] += 1
        self._newest.append(Through(item.item_id, printable(str(item.path)), _picture(item), fate, caption, why))

    def _written(self, row: CaptionRow) -> None:
        if row.completion_tokens:
            self._tokens += row.completion_tokens
            self._ms += row.ms
        rate = round(self._tokens * 1000 / self._ms, 1) if self._ms else None
        self.writer = Writer(row.model, row.device, row.weights, row.memory_mb, rate, row.saw_picture)


def _fate(row: RepairRow) -> Fate:
    """The outcome that the gate will give these texts, unless it depends on another photo's texts or name."""
    if _first_error(row.findings) or None in (row.caption, row.alt_text) or not row.keywords:
        return "blocked"
    return "repaired" if row.repaired else "passed"


def _first_error(findings: Sequence[Finding]) -> Message | None:
    return next((each.said for each in findings if each.severity == "error"), None)


def _picture(item: Item) -> str | None:
    """The path of the photo's smallest rendition below the renditions folder."""
    made: dict[str, Any] = {}
    for row in item.rows.values():
        if isinstance(row, DeriveRow):
            made = {each.name: each.path for each in row.renditions}
    return next((made[name] for name in _PICTURES if name in made), next(iter(made.values()), None))
