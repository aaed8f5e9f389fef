"""Kinds of facts that people write into names and tables, and what a value of each looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from runner.text.claims.registrations import read_mark

_DATE = re.compile(r"(\d{4})[-_. ]?(\d\d)[-_. ]?(\d\d)")
_BLANKS = re.compile(r"[\s_]+")

WORDS: Mapping[str, tuple[str, ...]] = {
    "subject": ("subject", "title", "object", "motif", "motiv"),
    "place": ("place", "location", "city", "town", "ort"),
    "date": ("date", "taken", "datum"),
    "registration": ("registration", "reg", "tail number", "kennzeichen"),
    "person": ("person", "persons", "people", "name", "names", "personen"),
    "species": ("species", "taxon", "art"),
    "event": ("event", "occasion", "anlass"),
    "number": ("number", "serial", "nummer"),
    "keyword": ("keyword", "keywords", "tags", "stichworte"),
}
"""Column names for each kind in tables, in lower case."""

SEVERAL = frozenset({"person", "species", "keyword"})
"""Kinds of which a cell may have several values, separated by commas or semicolons."""


def value_of(kind: str, written: str) -> str | None:
    """The value in a part of a name or in a cell; None if it cannot be a value of this kind."""
    plain = _BLANKS.sub(" ", written).strip(" -.,;")
    return _READERS.get(kind, _as_it_is)(plain) if plain else None


def values_of(kind: str, cell: str) -> Iterator[str]:
    """All values in a cell of a table."""
    pieces = re.split(r"[;,]", cell) if kind in SEVERAL else [cell]
    yield from filter(None, (value_of(kind, piece) for piece in pieces))


def kind_of(column: str) -> str | None:
    """The kind of fact in a column with this name; None if the name is not known."""
    plain = _BLANKS.sub(" ", column.replace("-", " ")).strip().casefold()
    return next((kind for kind, words in WORDS.items() if plain in words), None)


def _as_it_is(plain: str) -> str | None:
    return plain


def _date(plain: str) -> str | None:
    match = _DATE.match(plain)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _registration(plain: str) -> str | None:
    mark = read_mark(plain.replace(" ", "-").upper())
    return mark.text if mark is not None and mark.verdict == "valid" else None


_READERS: Mapping[str, Callable[[str], str | None]] = {"date": _date, "registration": _registration}
