"""New texts for many photos at once, as values for a session to write: words replaced, texts copied to a series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from runner.review.edits import NewTexts
from runner.review.snapshot import Snapshot
from runner.schema import TEXTS

FIELDS = (*TEXTS, "subject", "location")
"""Fields that a person may write, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to find, what to replace it with, and in which fields."""

    find: str
    replace: str
    fields: tuple[str, ...] = FIELDS
    whole_words: bool = True
    match_case: bool = False

    def pattern(self) -> re.Pattern[str]:
        """The regular expression to search a text for."""
        escaped = re.escape(self.find)
        bounded = rf"(?<!\w){escaped}(?!\w)" if self.whole_words else escaped
        return re.compile(bounded, 0 if self.match_case else re.IGNORECASE)


def replaced(snapshot: Snapshot, places: Sequence[int], wish: Replacement) -> NewTexts:
    """The new texts; photos and fields without a match are left out."""
    if not wish.find:
        return NewTexts(snapshot, {})
    pattern = wish.pattern()
    found = {place: _in_row(snapshot, place, wish, pattern) for place in places}
    return NewTexts(snapshot, {place: fields for place, fields in found.items() if fields})


def copied(snapshot: Snapshot, source: int, fields: Sequence[str]) -> NewTexts:
    """The given fields of one photo as new texts for the other photos of its series, except those that failed."""
    row = snapshot.row(source)
    values = {name: row[name] for name in fields if row[name]}
    others = [place for place in snapshot.series(source) if place != source and snapshot.state(place) != "failed"]
    return NewTexts(snapshot, dict.fromkeys(others, values) if values else {})


def _in_row(snapshot: Snapshot, place: int, wish: Replacement, pattern: re.Pattern[str]) -> dict[str, object]:
    row = snapshot.row(place)
    return {
        name: changed for name in wish.fields if row[name] and (changed := _in(row[name], wish, pattern)) != row[name]
    }


def _in(value: Any, wish: Replacement, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return " ".join(pattern.sub(lambda _: wish.replace, value).split())
    changed = (" ".join(pattern.sub(lambda _: wish.replace, word).split()) for word in value)
    return list(dict.fromkeys(filter(None, changed)))
