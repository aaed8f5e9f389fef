"""What the columns declared by stages say about a photo, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runner.messages import restored
from runner.review import language
from runner.review.language import QT_TRANSLATE_NOOP
from runner.review.picks import words as picks
from runner.store.rows import RowColumn

LABELS = (
    QT_TRANSLATE_NOOP("columns", "Objects"),
    QT_TRANSLATE_NOOP("columns", "Person"),
    QT_TRANSLATE_NOOP("columns", "Captioner"),
    QT_TRANSLATE_NOOP("columns", "Category"),
    QT_TRANSLATE_NOOP("columns", "Labels"),
    QT_TRANSLATE_NOOP("columns", "Pick"),
    QT_TRANSLATE_NOOP("columns", "Reason for the pick"),
    QT_TRANSLATE_NOOP("columns", "Kind of moment"),
    QT_TRANSLATE_NOOP("columns", "Camera clock"),
    QT_TRANSLATE_NOOP("columns", "Second captioner"),
    QT_TRANSLATE_NOOP("columns", "People that texts may name"),
    QT_TRANSLATE_NOOP("columns", "From the file name"),
    QT_TRANSLATE_NOOP("columns", "From the table"),
    QT_TRANSLATE_NOOP("columns", "Place by GPS"),
    QT_TRANSLATE_NOOP("columns", "Text in the picture"),
    QT_TRANSLATE_NOOP("columns", "Registrations"),
    QT_TRANSLATE_NOOP("columns", "Copyright marks in the picture"),
    QT_TRANSLATE_NOOP("columns", "Setting, weather, scene"),
    QT_TRANSLATE_NOOP("columns", "Time of day from the sun"),
    QT_TRANSLATE_NOOP("columns", "Series"),
    QT_TRANSLATE_NOOP("columns", "File"),
    QT_TRANSLATE_NOOP("columns", "Could not be read"),
)
"""Labels of the program's own columns, for translation; those of plug-ins are shown as they are."""

_WORDS = {"pick": picks.pick, "pick_kind": picks.kind}
"""Columns whose values are keys, with the functions that put them into words."""


def lines(columns: Sequence[RowColumn], row: Mapping[str, Any]) -> Iterator[str]:
    """A line for each column with a value in words, after its label; numbers are left to filters and tables."""
    for column in columns:
        value = row.get(column.name)
        listed = value if isinstance(value, list | tuple) else [value]
        words = [said for each in listed if (said := _said(column.name, each))]
        if words:
            yield f"{label(column.label)}: {', '.join(words)}"


def label(written: str) -> str:
    """The label of a column in the language of the window."""
    return language.translate("columns", written)


def _said(column: str, value: object) -> str:
    if isinstance(value, Mapping) and "arguments" in value:
        return language.worded(restored(value["id"], value["arguments"], None)) if value["id"] else ""
    return _WORDS.get(column, str)(value) if isinstance(value, str) else ""
