"""Facts that are found by the path of a photo, and whether it still lies there."""

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

    path: str | None  # that was read; null where it is no text
    stated: tuple[Fact, ...]  # nothing where nothing is known of such a path


def stated_of(path: Path, find: Callable[[PurePath], Iterable[Fact]]) -> PathRow:
    """What is found by a path; nothing where it holds bytes that are no text. Each fact once."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return PathRow(None, ())
    return PathRow(str(path), tuple(dict.fromkeys(find(path))))


def facts(row: PathRow) -> Sequence[Fact]:
    """What the row states."""
    return row.stated


def as_text() -> pl.Expr:
    """`kind: value` of everything that is stated, for people."""
    import polars as pl

    each = pl.element().struct
    return pl.col("stated").list.eval(pl.format("{}: {}", each.field("kind"), each.field("value")))


def is_where_it_was(part: pl.DataFrame, _folders: Folders) -> bool:
    """Whether each photo of a part still lies at the path that was read."""
    good = part.filter(part["status"] == "ok")
    return all(path is not None and os.path.lexists(path) for path in good["path"])
