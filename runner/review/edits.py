"""Turns new texts into edits: those that differ from the current texts, and what the rules find in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runner.review.snapshot import Snapshot
from runner.schema import Finding
from runner.store.decisions import FILE_NAME, Changes, Edit, RecordedEdit, Source

Findings = Callable[[Snapshot, Mapping[str, object]], tuple[Finding, ...]]
"""Returns the findings in the texts of an effective row, given the other photos of a snapshot."""

Values = Mapping[int, Mapping[str, object]]
"""New texts by place and field; None reverts a field to the run's text."""


@dataclass(frozen=True, slots=True)
class NewTexts:
    """Texts that were prepared for many photos, and the snapshot from which they were prepared."""

    snapshot: Snapshot
    values: Values  # by place of that snapshot

    def in_run(self, now: Snapshot) -> Values:
        """The same texts by place in a later snapshot: while a run goes on, its photos change places."""
        if now.photos is self.snapshot.photos:
            return self.values
        items = {self.snapshot.items[place]: fields for place, fields in self.values.items()}
        return {now.places[item]: fields for item, fields in items.items() if item in now.places}


@dataclass(frozen=True, slots=True)
class EditPlan:
    """Edits that differ from the current texts, and by item what the rules find once all edits are made."""

    edits: Sequence[Edit]
    findings: Mapping[str, tuple[Finding, ...]]
    rows: Mapping[int, Mapping[str, object]]  # effective rows with the edits, by place


def plan(snapshot: Snapshot, values: Values, findings: Findings, source: Source) -> EditPlan:
    """The edits that set `values`. Each text is checked against the others as they will be then."""
    wanted = {place: new for place, fields in values.items() if (new := _wanted(snapshot, place, fields))}
    items = {place: snapshot.items[place] for place in wanted}
    typed = {
        (items[place], name): RecordedEdit(value, (), "", "", source)
        for place, fields in wanted.items()
        for name, value in fields.items()
    }
    then = snapshot.merge(Changes(snapshot.cursor, edits=typed))
    rows = {place: then.row(place) for place in wanted}
    found = {items[place]: findings(then, row) for place, row in rows.items()}
    edits = [Edit(item, name, edit.value, _errors(found[item], name), source) for (item, name), edit in typed.items()]
    return EditPlan(edits, found, rows)


def _wanted(snapshot: Snapshot, place: int, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ from the current ones. The run's own text is not an edit but reverts one."""
    original, now, edits = snapshot.original(place), snapshot.row(place), snapshot.edits(snapshot.items[place])
    wanted = {}
    for name, value in fields.items():
        value = _written(name, value, original)
        current = edits[name].value if name in edits else None
        if value != current and not (value is not None and value == now[name] and not _is_pinned(name, now)):
            wanted[name] = value
    return wanted


def _written(name: str, value: Any, original: Mapping[str, Any]) -> Any:
    """The value, or None if it equals the run's own. A typed file name stays, even if the run gave the same name."""
    if name == FILE_NAME:
        return value or None
    return None if value == (original[name] or ([] if name == "keywords" else "")) else value


def _is_pinned(name: str, now: Mapping[str, Any]) -> bool:
    """True if typing the current file name makes it permanent, whatever the subject becomes."""
    return name == FILE_NAME and now["file_name_from"] != "human"


def _errors(found: Iterable[Finding], name: str) -> list[str]:
    return sorted({finding.rule for finding in found if finding.severity == "error" and finding.field == name})
