"""What a stage is, and the registry of kinds.

A stage is a function over items with typed options and a self-describing output: its row type, how many rows a photo
has, what a failure means, which columns people see, which facts a row states, which fields targets may use. Nothing
outside a stage lists row types: gate, `rows.parquet`, facts, reviewer, reports, export and publishing read these
declarations. Stages know nothing about shards, parts or processes; the engine knows nothing about photos.

Register one with `@item_stage(…)` or `@set_stage(…)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Protocol, TypeVar, cast

from runner import original
from runner.errors import ItemError
from runner.facts import Fact, Look
from runner.registry import Registry
from runner.schema import Options, Row

if TYPE_CHECKING:
    import polars as pl

R = TypeVar("R", bound=Row)
OptionsT = TypeVar("OptionsT", bound=Options)

SHARD = 512
"""Number of items passed to a stage at once, and of rows in a part."""

FieldKind = Literal["name", "path", "text", "integer", "real", "moment", "files"]
"""The type of column that a published field needs at a target; `files` are published as files."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that a stage may use besides yielding rows."""

    runs: Path
    run: Path

    @property
    def renditions(self) -> Path:
        """Content-addressed pictures, shared by all runs."""
        return self.runs / "renditions"

    @property
    def catalog(self) -> Path:
        """The SQLite database of a runs folder."""
        return self.runs / "catalog.db"


@dataclass(frozen=True, slots=True)
class Bindings:
    """Which node each port of a stage reads, and the kind of every needed node."""

    ports: Mapping[str, str] = field(default_factory=dict)  # node by port
    kinds: Mapping[str, str] = field(default_factory=dict)  # kind by node
    looks: Mapping[str, Look] = field(default_factory=dict)  # by node, of those that state facts


@dataclass(frozen=True, slots=True)
class Item:
    """One photo, identified by its content, with the rows of the nodes that the stage needs."""

    item_id: str
    path: Path
    sha256: str = ""
    bytes: int = 0
    rows: Mapping[str, Row | tuple[Row, ...]] = field(default_factory=dict)  # by node
    bindings: Bindings = Bindings()
    stamp: original.Stamp = b""  # of the original when it was hashed; empty: in doubt
    slot: int | None = None  # of `runner.pixels`, in which stages that are declared with `pixels` share its picture

    def original(self) -> AbstractContextManager[Path]:
        """The only way to read an original: `with item.original() as path:`.

        Raises UnreadableFile if the file is gone, or was a different one at any moment of the block.
        """
        return original.held(self.path, self.sha256 or self.item_id, self.stamp)

    def __getitem__(self, key: str | type[R]) -> Any:
        """The row of a needed node: by port, by the node's name, or by a row type that only one of them produces.

        A tuple of rows for a node with several rows per photo. Raises KeyError if there is none.
        """
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str | type[R]) -> Any:
        """The same, or None if the node is not needed or has no row for this photo."""
        if isinstance(key, str):
            return self.rows.get(self.bindings.ports.get(key, key))
        of_type = [row for row in self.rows.values() if isinstance(row, key)]
        if len(of_type) > 1:
            raise KeyError(f"{key.__name__} comes from several needs; name one: item['…']")
        return of_type[0] if of_type else None

    def facts(self) -> Iterator[Fact]:
        """All facts stated by the needed nodes, each with its node as witness."""
        for node, kind in self.bindings.kinds.items():
            if (state := STAGES[kind].facts) is None or node not in self.rows:
                continue
            stated = self.rows[node]
            for row in stated if isinstance(stated, tuple) else (stated,):
                yield from (fact if fact.witness else replace(fact, witness=node) for fact in state(row))

    def looked(self) -> Iterator[Look]:
        """The needed nodes that state facts and finished this photo, including those that found nothing."""
        yield from (look for node, look in self.bindings.looks.items() if node in self.rows)


Result = Row | ItemError | Sequence[Row]


@dataclass(frozen=True, slots=True)
class Spent:
    """Yielded by a stage before it spends this many units of its allowance. Not a result."""

    units: int


ItemFunction = Callable[[Sequence[Item], OptionsT, Folders], Iterator[Result | Spent]]


class Artifact(NamedTuple):
    """A content-addressed file beside the rows: its name is the SHA-256 of its bytes, plus an extension."""

    path: str  # below the runs folder
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Allowance(Generic[OptionsT]):
    """What one run may spend at a stage in total, across all its workers.

    Each call of the stage is granted a part of it, according to its options; what it does not spend is granted again.
    """

    limit: Callable[[OptionsT], int | None]  # units of a run, by the options; None: no limit, and nothing is counted
    per_item: Callable[[OptionsT], int]  # units that one item can take at most
    within: Callable[[OptionsT, int], OptionsT]  # the options of a call that may spend so many


class Tables(Protocol):
    """The inputs of a set stage, as lazy frames that read only the columns asked for."""

    @property
    def sources(self) -> pl.DataFrame:
        """Every file of the run, in source order: `SourceRow`."""
        ...

    @property
    def nodes(self) -> Sequence[Node]:
        """The needed nodes, in the order of the graph."""
        ...

    def __getitem__(self, key: str | type[Row]) -> pl.LazyFrame:
        """Successful rows (`item_id` and the row's columns), by port, node name, or a row type that only one need has.

        An unbound port gives a frame without rows.
        """
        ...

    def every(self, node: str) -> pl.LazyFrame:
        """All rows of a node with the common columns, including those of failed photos."""
        ...


SetFunction = Callable[[Tables, OptionsT, Folders], "pl.DataFrame"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `rows.parquet` that a stage declares, for the reviewer, its filters, reports, export and publishing.

    `value` is a field of the row, or a function that returns a polars expression over the row's columns. For a stage
    with several rows per photo the expression has to aggregate: `lambda: pl.col("name").unique(maintain_order=True)`.
    """

    name: str  # of the column
    label: str  # for a person: "Objects"
    value: str | Callable[[], pl.Expr] | None = None  # None: the field with the same name
    publish: FieldKind | None = None  # targets may use it, as a column of this type; it is part of every approval
    shown: bool = True  # in the reviewer's panel and the report; filters and export always include it


@dataclass(frozen=True, slots=True)
class Stage:
    """A registered kind of stage.

    `place` says where items run: `driver` (cheap, pure Python), `pool` (processor work in child processes) or `model`
    (one child process that keeps a model loaded). Set stages run in the driver. Stages with `pixels` get each photo at
    about the same time.
    """

    kind: str
    row: type[Row]
    options: type[Options]
    run: ItemFunction[Any] | SetFunction[Any]
    version: int = 1
    scope: Literal["item", "set"] = "item"
    needs: Mapping[str, type[Row]] = field(default_factory=dict)
    uses: Mapping[str, type[Row]] = field(default_factory=dict)
    key: str | None = None
    failure: Literal["photo", "optional"] = "photo"
    review: Sequence[Column] = ()
    facts: Callable[[Any], Iterable[Fact]] | None = None
    witness: Callable[[Any], Look] | None = None
    label: str | None = None
    looks: bool = True
    idle: Callable[[Any], bool] | None = None
    findings: str | None = None
    collects: bool = False
    place: Literal["driver", "pool", "model"] = "driver"
    pixels: bool = False
    shard: int = SHARD
    files: Callable[[Any], Sequence[Path]] | None = None
    artifacts: Callable[[pl.DataFrame], Iterable[Artifact]] | None = None
    ready: Callable[[Any], None] | None = None
    holds: Callable[[pl.DataFrame, Folders], bool] | None = None
    beside: Callable[[Path, Any], str] | None = None
    state: Callable[[Any, Folders], str] | None = None
    fallback: Callable[[Item, Any], Row] | None = None
    max_in_flight: Callable[[Any], int] | None = None
    allowance: Allowance[Any] | None = None
    earlier: Mapping[str, int] = field(default_factory=dict)

    @property
    def ports(self) -> Mapping[str, type[Row]]:
        """Row types by port, required ones first."""
        return {**self.needs, **self.uses}


@dataclass(frozen=True)
class Node:
    """One stage of a graph: its name, kind, needs and options."""

    name: str
    stage: Stage
    needs: tuple[str, ...]
    options: Options
    timeout_s: float
    ports: Mapping[str, str] = field(default_factory=dict)  # node by port of the stage

    @property
    def files(self) -> tuple[Path, ...]:
        """The model files that it uses. Raises EnvError if one is missing."""
        return tuple(self.stage.files(self.options)) if self.stage.files else ()


RESERVED = frozenset(
    "decision decision_reason approved_hash decided_by decided_at edited edit_errors thumbnail picture item_id".split()
)
"""Columns that a review adds to the rows: stages may not declare these names, nor any that begins with `_`."""

STAGES: Registry[Stage] = Registry("stage")
"""All kinds of stages."""


def item_stage(
    kind: str,
    *,
    row: type[R],
    options: type[OptionsT],
    needs: Mapping[str, type[Row]] | None = None,
    uses: Mapping[str, type[Row]] | None = None,
    key: str | None = None,
    failure: Literal["photo", "optional"] = "photo",
    review: Sequence[Column] = (),
    facts: Callable[[R], Iterable[Fact]] | None = None,
    witness: Callable[[OptionsT], Look] | None = None,
    label: str | None = None,
    looks: bool = True,
    idle: Callable[[OptionsT], bool] | None = None,
    findings: str | None = None,
    version: int = 1,
    earlier: Mapping[str, int] | None = None,
    place: Literal["driver", "pool", "model"] = "driver",
    pixels: bool = False,
    shard: int = SHARD,
    files: Callable[[OptionsT], Sequence[Path]] | None = None,
    artifacts: Callable[[pl.DataFrame], Iterable[Artifact]] | None = None,
    ready: Callable[[OptionsT], None] | None = None,
    holds: Callable[[pl.DataFrame, Folders], bool] | None = None,
    beside: Callable[[Path, OptionsT], str] | None = None,
    state: Callable[[OptionsT, Folders], str] | None = None,
    fallback: Callable[[Item, OptionsT], Row] | None = None,
    max_in_flight: Callable[[OptionsT], int] | None = None,
    allowance: Allowance[OptionsT] | None = None,
) -> Callable[[ItemFunction[OptionsT]], ItemFunction[OptionsT]]:
    """Register a function that yields one result for each item, in order: a row, or the ItemError in its place.

    - `needs`, `uses`: ports and the row type each one reads. A photo without a row at a port of `needs` does not reach
      the stage; without one at a port of `uses` it does, and `item.get(port)` is None.
    - `key`: the field that distinguishes the rows of one photo. With it the result is a sequence of rows, maybe empty.
    - `failure`: whether a photo that fails here has failed (`photo`) or continues without this output (`optional`).
    - `review`, `facts`, `findings`: columns for people, facts for claims (a fact without a witness gets the name of its
      node), and the field that holds findings of rules.
    - `witness`: for a stage that states facts, from its options: which calibration gives its error rates, and whether a
      text may rely on it. Without it, the stage can support claims but not contradict them. `label`: the name of the
      witness for people, whatever its node is called: "bird detector", or a word of `witness` in runner/messages/texts.
      `looks`: whether it looks at the picture, so that its silence about a thing can count.
    - `pixels`, for a stage placed `model`: it reads every pixel of the original with
      `runner.imaging.full_picture.full_picture`, one photo at a time. Such stages of a graph get each photo in turn at
      about the same time, and the first one decodes it for all.
    - `idle`: whether these options leave nothing to do; the graph then omits the node.
    - `files`: model files whose content is part of the stage key. `artifacts`: the files beside the rows that a part
      refers to; if one is missing or damaged, the part is computed again. `holds`: whether everything else that a part
      depends on is unchanged. `beside`: what the row of a photo depends on besides its bytes, found by its path
      (sidecars, its name), "" if nothing: where it is another, the photo is computed again at this stage and at all
      that need it. `state`: a digest of anything else that all rows depend on, such as people's answers; if
      it changes, all rows are computed again, and results of later stages are kept where a row comes out the same.
      `ready`: raises EnvError if the stage cannot work, for example because a server does not answer; called before any
      photo is processed, if the stage has photos.
    - `fallback`: the row for an item whose process died or hung at every attempt, if keeping what was there before is
      better than failing. `max_in_flight`, for a stage placed `model`: the number of items, at most a shard, that are
      processed before a later stage at the same model has its turn. `allowance`: what a whole run may spend here.
    - `version`: increase it when the stage's results change. `earlier`: its version in earlier releases ("0.1.0": 1);
      where a new row is equal to the old one, the results of later stages are kept.
    """

    def register(function: ItemFunction[OptionsT]) -> ItemFunction[OptionsT]:
        _add(
            Stage(
                kind, row, options, function, version, "item", needs or {}, uses or {}, key, failure, review, facts,
                witness, label, looks, idle, findings, place=place, pixels=pixels, shard=shard, files=files,
                artifacts=artifacts, ready=ready, holds=holds, beside=beside, state=state, fallback=fallback,
                max_in_flight=max_in_flight, allowance=allowance, earlier=earlier or {},
            )
        )  # fmt: skip
        return function

    return register


def set_stage(
    kind: str,
    *,
    row: type[Row],
    options: type[OptionsT],
    needs: Mapping[str, type[Row]] | None = None,
    uses: Mapping[str, type[Row]] | None = None,
    key: str | None = None,
    failure: Literal["photo", "optional"] = "photo",
    review: Sequence[Column] = (),
    findings: str | None = None,
    collects: bool = False,
    version: int = 1,
    earlier: Mapping[str, int] | None = None,
    state: Callable[[OptionsT, Folders], str] | None = None,
    idle: Callable[[OptionsT], bool] | None = None,
) -> Callable[[SetFunction[OptionsT]], SetFunction[OptionsT]]:
    """Register a function over the whole set: lazy tables in, one table with `item_id` and the row's columns out.

    The other declarations are those of `item_stage`. `state` is a digest of anything else that the result depends on,
    such as other runs, and is part of the stage key. A stage that `collects` needs every node that does not need it,
    and may add columns to those of its row.
    """

    def register(function: SetFunction[OptionsT]) -> SetFunction[OptionsT]:
        _add(
            Stage(
                kind, row, options, function, version, "set", needs or {}, uses or {}, key, failure, review,
                findings=findings, collects=collects, state=state, idle=idle, earlier=earlier or {},
            )
        )  # fmt: skip
        return function

    return register


def published_fields() -> dict[str, FieldKind]:
    """Every column of the registered stages that targets may use, with its type."""
    declared = (column for stage in STAGES.so_far().values() for column in stage.review)
    return {column.name: column.publish for column in declared if column.publish and column.publish != "files"}


def _add(stage: Stage) -> None:
    """Raises ValueError for a kind that another module registered, or a contradictory declaration."""
    if overlap := sorted(set(stage.needs) & set(stage.uses)):
        raise ValueError(f"stage '{stage.kind}': port '{overlap[0]}' is both needed and used")
    if stage.pixels and stage.place != "model":
        raise ValueError(f"stage '{stage.kind}': only a stage placed 'model' can share the pixels of a photo")
    if taken := sorted(column.name for column in stage.review if column.name in RESERVED or column.name[:1] == "_"):
        raise ValueError(f"stage '{stage.kind}': the column '{taken[0]}' is the review's own; give it another name")
    fields = set(cast(Any, stage.row).__dataclass_fields__)
    named = [column.value or column.name for column in stage.review if not callable(column.value)]
    for name in (*named, *filter(None, (stage.key, stage.findings))):
        if name not in fields:
            raise ValueError(f"stage '{stage.kind}': {stage.row.__name__} has no field '{name}'")
    STAGES.add(stage.kind, stage, stage.run.__module__)
