"""Facts from a table that people keep beside their photos, matched by file name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath

import polars as pl

from runner.errors import ConfigError
from runner.facts import Fact
from runner.knowledge.kinds import kind_of, values_of
from runner.tabular import files

_NAMES = (
    "file", "filename", "file name", "file_name", "path", "photo", "image", "picture", "datei", "dateiname", "foto",
)  # fmt: skip
"""Names of the column that says which photo a row is about, in lower case, the likeliest first."""


_Name = tuple[str, ...]
"""The end of a path in lower case, one element per part."""


class FactTable:
    """Facts by file name. A name with folders applies to files whose path ends with it."""

    def __init__(self, facts: Mapping[_Name, list[Fact]]) -> None:
        self._facts = facts
        self._names: dict[str, list[_Name]] = defaultdict(list)
        for name in facts:
            self._names[name[-1]].append(name)

    def of(self, path: PurePath) -> list[Fact]:
        """The facts that the table states about a photo; if several rows are about it, those of all of them."""
        parts = tuple(part.casefold() for part in path.parts)
        bare = (*parts[:-1], path.stem.casefold())
        named = {key for last in (parts[-1], bare[-1]) for key in self._names.get(last, ())}
        return [
            fact
            for key in sorted(named, key=len)
            if key in (parts[-len(key) :], bare[-len(key) :])
            for fact in self._facts[key]
        ]


@lru_cache(maxsize=4)
def read(path: Path, columns: tuple[tuple[str, str], ...], _state: object) -> FactTable:
    """Read a table of facts from a file.

    `columns` are pairs of a kind of fact and its column, for columns whose names do not tell their kind. `_state`
    differs when the file has changed, so that it is read again. Raises ConfigError if no column has file names or none
    has facts, EnvError if the file cannot be read.
    """
    frame = files.read(path)[0].frame
    key = _key(path, frame.columns)
    kinds = _kinds(path, frame.columns, dict(columns), key)
    facts: dict[_Name, list[Fact]] = defaultdict(list)
    for row in frame.select(pl.all().cast(pl.String, strict=False)).iter_rows(named=True):
        if name := tuple(PurePath((row[key] or "").strip().replace("\\", "/").casefold()).parts):
            facts[name] += _stated(row, kinds)
    return FactTable(facts)


def _stated(row: Mapping[str, str | None], kinds: Mapping[str, str]) -> Iterator[Fact]:
    for kind, column in kinds.items():
        yield from (Fact("", kind, value) for value in values_of(kind, row[column] or ""))


def _key(path: Path, columns: Sequence[str]) -> str:
    plain = {column.strip().casefold(): column for column in reversed(columns)}
    found = next((plain[name] for name in _NAMES if name in plain), None)
    if found is None:
        raise ConfigError([f"{path}: which column names the photo? Call it file. There are: {', '.join(columns)}."])
    return found


def _kinds(path: Path, columns: Sequence[str], named: Mapping[str, str], key: str) -> dict[str, str]:
    """The column of each kind of fact."""
    if absent := [column for column in named.values() if column not in columns]:
        raise ConfigError([f"{path} has no column '{absent[0]}'. There are: {', '.join(columns)}."])
    found = dict(named)
    for column in columns:
        if column != key and column not in named.values() and (kind := kind_of(column)):
            found.setdefault(kind, column)
    if not found:
        raise ConfigError([f"{path}: no column is about subject, place, date, registration, person or species."])
    return found
