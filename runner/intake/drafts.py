"""What a person planned and did not start, kept in a file of his own until he does or throws it away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from runner import user_folder
from runner.intake.planned import PlannedSet
from runner.store.atomic import write_atomically


def place() -> Path:
    """Where the file is."""
    return user_folder.own() / "intake.json"


def save(rows: Sequence[PlannedSet]) -> None:
    """Keep these rows, in this order; without any the file goes. OSError when the disk refuses."""
    if not rows:
        place().unlink(missing_ok=True)
        return
    text = json.dumps({"rows": [asdict(row) for row in rows]}, indent=1, ensure_ascii=False)
    write_atomically(place(), lambda temporary: temporary.write_text(text, "utf-8", errors="surrogateescape"))


def load() -> list[PlannedSet]:
    """The rows that were kept; none where there are none, or the file cannot be understood."""
    try:
        saved = json.loads(place().read_text("utf-8", errors="surrogateescape"))
        return TypeAdapter(list[PlannedSet]).validate_python([_as_tuples(row) for row in saved["rows"]])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return []


def _as_tuples(row: dict[str, object]) -> dict[str, object]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
