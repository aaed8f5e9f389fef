"""What a stage is, and the registry of kinds.

A stage is a function over items with a typed configuration and a declared row type. It knows nothing of shards, parts
or processes; the engine knows nothing of photos. Register one with `@item_stage(…)` or `@set_stage(…)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from runner.errors import ItemError
from runner.schema import Options, Row

if TYPE_CHECKING:
    import polars as pl

R = TypeVar("R", bound=Row)

SHARD = 512
"""Items that a stage is given at once, and rows of a part."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a stage may read and write, beside the rows it yields."""

    runs: Path
    run: Path

    @property
    def renditions(self) -> Path:
        """Content-addressed pictures, shared by all runs."""
        return self.runs / "renditions"

    @property
    def catalog(self) -> Path:
        """The SQLite state."""
        return self.runs / "catalog.db"


@dataclass(frozen=True, slots=True)
class Item:
    """One photo by content, with what the needed stages found out about it."""

    item_id: str
    path: Path
    sha256: str = ""
    bytes: int = 0
    rows: Mapping[type[Row], Row] = field(default_factory=dict)

    def __getitem__(self, row_type: type[R]) -> R:
        """The row of a needed stage. KeyError when the graph does not need such a stage."""
        return cast(R, self.rows[row_type])

    def get(self, row_type: type[R]) -> R | None:
        """The row of an optional need, or None."""
        return cast("R | None", self.rows.get(row_type))


Result = Row | ItemError
ItemFunction = Callable[[Sequence[Item], Any, Folders], Iterator[Result]]
Tables = Mapping[type[Row], "pl.DataFrame"]
SetFunction = Callable[[Tables, Any, Folders], "pl.DataFrame"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A registered kind of stage.

    `place` says where items run: `driver` (cheap, pure Python), `pool` (processor work in child processes) or `model`
    (one child process that keeps a model loaded). Set stages run in the driver.
    """

    kind: str
    row: type[Row]
    options: type[Options]
    requires: tuple[type[Row], ...]
    version: int
    run: ItemFunction | SetFunction
    scope: Literal["item", "set"] = "item"
    place: Literal["driver", "pool", "model"] = "driver"
    shard: int = SHARD
    files: Callable[[Any], Sequence[Path]] | None = None
    products: Callable[[pl.DataFrame, Folders], bool] | None = None
    state: Callable[[Any, Folders], str] | None = None
    reads: Mapping[type[Row], Sequence[str]] | None = None
    left: Callable[[Item, Any], Row] | None = None
    together: Callable[[Any], int] | None = None


_registry: dict[str, Stage] = {}


def item_stage(
    kind: str,
    *,
    row: type[Row],
    options: type[Options],
    requires: tuple[type[Row], ...] = (),
    version: int = 1,
    place: Literal["driver", "pool", "model"] = "driver",
    shard: int = SHARD,
    files: Callable[[Any], Sequence[Path]] | None = None,
    products: Callable[[pl.DataFrame, Folders], bool] | None = None,
    left: Callable[[Item, Any], Row] | None = None,
    together: Callable[[Any], int] | None = None,
) -> Callable[[ItemFunction], ItemFunction]:
    """Register a function that yields, in order, one row or one ItemError for each item.

    `files` names the model files whose content is part of the work key. `products` says of a finished part whether the
    files it speaks of still exist; a part that lost them is computed again. `left` gives the row of an item whose
    process died or hung at every try, where what was there before is better than a failed item. `together`, for a stage
    placed `model`, says in its child how many items are worked on before a later stage at the same model has its turn
    with them; a shard at most.
    """

    def register(function: ItemFunction) -> ItemFunction:
        made = Stage(kind, row, options, requires, version, function, "item", place, shard, files, products)
        _add(replace(made, left=left, together=together))
        return function

    return register


def set_stage(
    kind: str,
    *,
    row: type[Row],
    options: type[Options],
    requires: tuple[type[Row], ...] = (),
    version: int = 1,
    state: Callable[[Any, Folders], str] | None = None,
    reads: Mapping[type[Row], Sequence[str]] | None = None,
) -> Callable[[SetFunction], SetFunction]:
    """Register a function over the whole set: evidence tables by row type in, one table of `row`'s columns out.

    The tables hold failed rows too (`status`), and the result carries `item_id`. A table is read each time that the
    function asks for it, with the common columns and those of the row type that `reads` names; all of a row type that
    it does not name. `state` digests whatever else the result depends on, such as other runs: it is part of the work
    key.
    """

    def register(function: SetFunction) -> SetFunction:
        _add(Stage(kind, row, options, requires, version, function, "set", state=state, reads=reads))
        return function

    return register


def registered() -> Mapping[str, Stage]:
    """The kinds registered so far, by name."""
    return dict(_registry)


def _add(stage: Stage) -> None:
    known = _registry.setdefault(stage.kind, stage)
    if known.run.__module__ != stage.run.__module__:
        raise ValueError(f"two stages are called '{stage.kind}': in {known.run.__module__} and {stage.run.__module__}")
