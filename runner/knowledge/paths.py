"""Facts found by a photo's path, and whether the photo is still at that path."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from runner.facts import Fact
from runner.schema import Row
from runner.stage import Folders

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class PathRow(Row):
    """What is stated about a photo by its path."""

    path: str | None  # the path that was read; null if it is not text
    stated: tuple[Fact, ...]  # empty if nothing is known about such a path


def stated_of(path: Path, find: Callable[[PurePath], Iterable[Fact]]) -> PathRow:
    """A row with the facts found by a path, each once; without facts if the path contains bytes that are not text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return PathRow(None, ())
    return PathRow(str(path), tuple(dict.fromkeys(find(path))))


def facts(row: PathRow) -> Sequence[Fact]:
    """The facts that the row states."""
    return row.stated


def as_digest(row: PathRow) -> str:
    """What the row states, whatever the path; "" if it states nothing."""
    return repr(row.stated) if row.stated else ""


def as_text() -> pl.Expr:
    """All facts of a row as `kind: value`, for people."""
    import polars as pl

    each = pl.element().struct
    return pl.col("stated").list.eval(pl.format("{}: {}", each.field("kind"), each.field("value")))


def is_where_it_was(part: pl.DataFrame, _folders: Folders) -> bool:
    """Whether every photo of a part is still at the path that was read."""
    good = part.filter(part["status"] == "ok")
    return all(path is not None and os.path.lexists(path) for path in good["path"])
