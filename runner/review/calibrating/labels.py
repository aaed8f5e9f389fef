"""What photos show according to a person: a table of labels, or texts that were approved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from runner.audit.columns import plain
from runner.errors import ConfigError
from runner.schema import Texts
from runner.tabular import files
from runner.text.claims.claim import Claim
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.reader import read_texts
from runner.text.claims.registrations import read_mark
from runner.text.claims.scenery import KINDS, Label, default_scenery

_COUNTED = re.compile(r"(\d+)\s+(.+)")


@dataclass(frozen=True)
class Truth:
    """What is in one photo."""

    present: frozenset[str]  # things that are in the photo, by their plain names
    known: frozenset[str]  # things known to be present or absent
    counts: Mapping[str, int] = field(default_factory=dict)  # number of each thing, where it was counted
    views: frozenset[Label] = frozenset()  # labels that fit the picture as a whole
    known_views: frozenset[Label] = frozenset()  # labels known to fit or not to fit
    registrations: frozenset[str] = frozenset()  # of aircraft; empty if they are not known


def read_labels(path: Path) -> dict[str, list[str]]:
    """Labels by photo, from the columns `photo` and `objects` of a table.

    CSV, a spreadsheet or Parquet. A photo is a file name, a path or an item_id; its objects are a list, or one cell
    with semicolons between them: `2 person; dog`. Raises ConfigError if a column is missing, EnvError if the table
    cannot be read.
    """
    tables = [_named(each.frame) for each in files.read(path)]
    found = next((table for table in tables if {"photo", "objects"} <= {*table.columns}), tables[0])
    missing = [name for name in ("photo", "objects") if name not in found.columns]
    if missing:
        listed = ", ".join(found.columns)
        raise ConfigError([f"labels={path}: has no column {' and no column '.join(missing)}; it has {listed}."])
    rows = found.select("photo", "objects").iter_rows()
    return {str(photo): _listed(objects) for photo, objects in rows if photo is not None}


def _named(table: pl.DataFrame) -> pl.DataFrame:
    """The table with normalised column names: case and spaces do not matter. Names that would clash stay unchanged."""
    names = [plain(column) for column in table.columns]
    return table.rename(
        {column: name for column, name in zip(table.columns, names, strict=True) if names.count(name) == 1}
    )


def of_labels(labels: Mapping[str, Iterable[str]]) -> tuple[dict[str, Truth], tuple[str, ...]]:
    """The truth by photo, and the labels that match nothing that is looked for in texts.

    Labels are complete: if any photo has a label, that thing is absent from all photos without the label.
    """
    lexicon, scenery = default_lexicon(), default_scenery()
    parsed = {photo: [_counted(label) for label in listed] for photo, listed in labels.items()}
    used = {label for listed in parsed.values() for label, _ in listed}
    unknown = {label for label in used if not (lexicon.named(label) or scenery.named(label) or _is_mark(label))}
    known_views = frozenset(view for label in used if (view := scenery.named(label)))
    named = {
        photo: {name: number for label, number in listed if (name := lexicon.named(label))}
        for photo, listed in parsed.items()
    }
    known = frozenset(name for things in named.values() for name in things)
    views = {
        photo: frozenset(view for label, _ in listed if (view := scenery.named(label)))
        for photo, listed in parsed.items()
    }
    marks = {photo: frozenset(label for label, _ in listed if _is_mark(label)) for photo, listed in parsed.items()}
    truths = {
        photo: Truth(frozenset(things), known, _numbers(things), views[photo], known_views, marks[photo])
        for photo, things in named.items()
    }
    return truths, tuple(sorted(unknown))


def of_approved(shown: Texts, approved: Texts) -> Truth:
    """The truth that follows from approved texts: everything they claim is there, and what the person removed is not.

    `shown` are the texts that the person was shown. Nothing is concluded from what a repair had removed before.
    """
    lexicon = default_lexicon()
    before, after = _objects(shown), _objects(approved)
    there = frozenset(lexicon.plain(each.value) for each in after)
    claimed = frozenset(lexicon.plain(each.value) for each in before)
    # Replacing "man" by "person" removes no claim; replacing "dog" by "person" does.
    kept = frozenset(name for name in claimed if not lexicon.kinds(name).isdisjoint(there))
    fitting = _views(approved)
    return Truth(there | kept, there | claimed, views=fitting, known_views=fitting | _views(shown))


def _objects(texts: Texts) -> list[Claim]:
    return [claim for claim in read_texts(texts) if claim.kind == "object" and claim.mode == "seen"]


def _views(texts: Texts) -> frozenset[Label]:
    named = {(each.kind, each.value) for each in read_texts(texts) if each.kind in KINDS and each.mode == "seen"}
    return frozenset(label for label in default_scenery().labels if (label.kind, label.name) in named)


def _numbers(things: Mapping[str, int | None]) -> dict[str, int]:
    return {name: number for name, number in things.items() if number is not None}


def _is_mark(label: str) -> bool:
    """True if the label is a valid registration, such as PH-BFA."""
    mark = read_mark(label)
    return mark is not None and mark.verdict == "valid"


def _counted(label: str) -> tuple[str, int | None]:
    match = _COUNTED.fullmatch(label)
    return (match[2], int(match[1])) if match else (label, None)


def _listed(objects: object) -> list[str]:
    values = objects.split(";") if isinstance(objects, str) else list(objects or ())  # type: ignore[call-overload]
    return [text for value in values if (text := str(value).strip())]
