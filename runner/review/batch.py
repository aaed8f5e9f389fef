"""New texts for many photos at once, as values that a session writes: words replaced, texts copied to a series."""

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
    """What is looked for and what comes in its place, in which fields."""

    find: str
    replace: str
    fields: tuple[str, ...] = FIELDS
    whole_words: bool = True
    match_case: bool = False

    def pattern(self) -> re.Pattern[str]:
        """What to search for in a text, as a regular expression."""
        escaped = re.escape(self.find)
        bounded = rf"(?<!\w){escaped}(?!\w)" if self.whole_words else escaped
        return re.compile(bounded, 0 if self.match_case else re.IGNORECASE)


def replaced(snapshot: Snapshot, places: Sequence[int], wish: Replacement) -> NewTexts:
    """The new texts; photos and fields in which nothing is found are not there."""
    if not wish.find:
        return NewTexts(snapshot, {})
    pattern = wish.pattern()
    found = {place: _in_row(snapshot, place, wish, pattern) for place in places}
    return NewTexts(snapshot, {place: fields for place, fields in found.items() if fields})


def copied(snapshot: Snapshot, source: int, fields: Sequence[str]) -> NewTexts:
    """The fields of one photo for the rest of its series; a photo that failed takes none."""
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
