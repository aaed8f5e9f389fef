"""What new texts come to: which of them differ from what is current, and what the rules find in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runner.review.planning import Findings
from runner.review.snapshot import Snapshot
from runner.schema import Finding
from runner.store.decisions import FILE_NAME, Edit, RecordedEdit, Source

Values = Mapping[int, Mapping[str, object]]
"""New texts by place and field; None reverts a field to the run's text."""


@dataclass(frozen=True, slots=True)
class EditPlan:
    """Edits that differ from what is current, and what the rules find in the texts with them, by item."""

    edits: Sequence[Edit]
    findings: Mapping[str, tuple[Finding, ...]]


def plan(snapshot: Snapshot, values: Values, findings: Findings, source: Source) -> EditPlan:
    """The edits that put `values` in place. `findings` says what is wrong with the texts of an effective row."""
    edits: list[Edit] = []
    found: dict[str, tuple[Finding, ...]] = {}
    for place, fields in values.items():
        wanted = _wanted(snapshot, place, fields)
        if wanted:
            item = snapshot.items[place]
            typed = {name: RecordedEdit(value, (), "", "", source) for name, value in wanted.items()}
            found[item] = findings(snapshot.photos.with_edits(place, {**snapshot.edits(item), **typed}))
            edits += [Edit(item, name, value, _errors(found[item], name), source) for name, value in wanted.items()]
    return EditPlan(edits, found)


def _wanted(snapshot: Snapshot, place: int, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from what is current. The run's own text is not an edit but reverts one."""
    original, now, edits = snapshot.original(place), snapshot.row(place), snapshot.edits(snapshot.items[place])
    wanted = {}
    for name, value in fields.items():
        value = _written(name, value, original)
        current = edits[name].value if name in edits else None
        if value != current and not (value is not None and value == now[name] and not _is_pinned(name, now)):
            wanted[name] = value
    return wanted


def _written(name: str, value: Any, original: Mapping[str, Any]) -> Any:
    """The value, or None where it leaves the run's own. A file name that a person typed is his, even the run's own."""
    if name == FILE_NAME:
        return value or None
    return None if value == (original[name] or ([] if name == "keywords" else "")) else value


def _is_pinned(name: str, now: Mapping[str, Any]) -> bool:
    """Whether typing the name that stands says that it is to stay, whatever the subject becomes."""
    return name == FILE_NAME and now["file_name_from"] != "human"


def _errors(found: Iterable[Finding], name: str) -> list[str]:
    return sorted({finding.rule for finding in found if finding.severity == "error" and finding.field == name})
