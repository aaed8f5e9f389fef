"""What a stage is, and the registry of kinds.

A stage is a function over items with typed options and an output that describes itself: the row, how many rows a photo
has, what a failure means, which columns a person should see, which facts a row states, what targets may map. Nothing
outside a stage lists row types: gate, `rows.parquet`, facts, the reviewer, reports, export and publishing read these
declarations. A stage knows nothing of shards, parts or processes; the engine knows nothing of photos.

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
"""Items that a stage is given at once, and rows of a part."""

FieldKind = Literal["name", "path", "text", "integer", "real", "moment", "files"]
"""What kind of column a published field needs at a target; `files` are published as files."""


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
class Bindings:
    """Which node each port of a stage reads, and of what kind every needed node is."""

    ports: Mapping[str, str] = field(default_factory=dict)  # node by port
    kinds: Mapping[str, str] = field(default_factory=dict)  # kind by node
    looks: Mapping[str, Look] = field(default_factory=dict)  # by node, of those that state facts


@dataclass(frozen=True, slots=True)
class Item:
    """One photo by content, with what the needed nodes found out about it."""

    item_id: str
    path: Path
    sha256: str = ""
    bytes: int = 0
    rows: Mapping[str, Row | tuple[Row, ...]] = field(default_factory=dict)  # by node
    bindings: Bindings = Bindings()
    stamp: original.Stamp = b""  # of the original when it was hashed; empty: in doubt
    slot: int | None = None  # of `runner.pixels`, in which stages that are declared with `pixels` share its picture

    def original(self) -> AbstractContextManager[Path]:
        """The one way to an original's bytes: `with item.original() as path:`.

        UnreadableFile when the file is gone, or was another one for any moment of the block.
        """
        return original.held(self.path, self.sha256 or self.item_id, self.stamp)

    def __getitem__(self, key: str | type[R]) -> Any:
        """What a needed node says: by port, by the node's name, or by a row type that only one of them gives.

        One row; of a node that gives many rows a photo, a tuple of them. KeyError when there is none.
        """
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str | type[R]) -> Any:
        """The same, or None where the node is not needed, or has nothing to say about this photo."""
        if isinstance(key, str):
            return self.rows.get(self.bindings.ports.get(key, key))
        of_type = [row for row in self.rows.values() if isinstance(row, key)]
        if len(of_type) > 1:
            raise KeyError(f"{key.__name__} comes from several needs; name one: item['…']")
        return of_type[0] if of_type else None

    def facts(self) -> Iterator[Fact]:
        """Everything that the needed nodes state as facts, each in the name of its node."""
        for node, kind in self.bindings.kinds.items():
            if (state := STAGES[kind].facts) is None or node not in self.rows:
                continue
            stated = self.rows[node]
            for row in stated if isinstance(stated, tuple) else (stated,):
                yield from (fact if fact.witness else replace(fact, witness=node) for fact in state(row))

    def looked(self) -> Iterator[Look]:
        """The needed nodes that state facts and came to an end with this photo, those that found nothing included."""
        yield from (look for node, look in self.bindings.looks.items() if node in self.rows)


Result = Row | ItemError | Sequence[Row]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a stage yields before it spends so many units of its allowance. It is no result."""

    units: int


ItemFunction = Callable[[Sequence[Item], OptionsT, Folders], Iterator[Result | Spent]]


class Artifact(NamedTuple):
    """A file beside the rows, content-addressed: its name is the SHA-256 of what it holds, before the extension."""

    path: str  # below the runs folder
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Allowance(Generic[OptionsT]):
    """What one run may spend at a stage in all, wherever its workers are.

    Each call of the stage is granted a part of it, as its options say; what it does not spend is granted again.
    """

    limit: Callable[[OptionsT], int | None]  # units of a run, by the options; None: no limit, and nothing is counted
    per_item: Callable[[OptionsT], int]  # units that one item can take at most
    within: Callable[[OptionsT, int], OptionsT]  # the options of a call that may spend so many


class Tables(Protocol):
    """The needs of a stage over the whole set, as lazy frames that read only the columns that are asked for."""

    @property
    def sources(self) -> pl.DataFrame:
        """Every file of the run, in source order: `SourceRow`."""
        ...

    @property
    def nodes(self) -> Sequence[Node]:
        """The needed nodes, in the order of the graph."""
        ...

    def __getitem__(self, key: str | type[Row]) -> pl.LazyFrame:
        """Good rows (`item_id` and the row's columns), by port, node name, or a row type that only one need gives.

        A port that nothing is bound to gives a frame without rows.
        """
        ...

    def every(self, node: str) -> pl.LazyFrame:
        """All rows of a node with the common columns, those of failed photos included."""
        ...


SetFunction = Callable[[Tables, OptionsT, Folders], "pl.DataFrame"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `rows.parquet` that comes from a stage: in the reviewer, its filters, reports, export, publishing.

    `value` is the field of the row, or gives a polars expression over the row's columns; over all rows of a photo where
    there are many, so that it has to bring them together: `lambda: pl.col("name").unique(maintain_order=True)`.
    """

    name: str  # of the column
    label: str  # for a person: "Objects"
    value: str | Callable[[], pl.Expr] | None = None  # None: the field of the same name
    publish: FieldKind | None = None  # targets may map it, as a column of this kind; it is part of every approval
    shown: bool = True  # in the reviewer's panel and the report; filters and export always have it


@dataclass(frozen=True, slots=True)
class Stage:
    """A registered kind of stage.

    `place` says where items run: `driver` (cheap, pure Python), `pool` (processor work in child processes) or `model`
    (one child process that keeps a model loaded). Set stages run in the driver. Those with `pixels` get a photo at
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
    state: Callable[[Any, Folders], str] | None = None
    fallback: Callable[[Item, Any], Row] | None = None
    max_in_flight: Callable[[Any], int] | None = None
    allowance: Allowance[Any] | None = None
    earlier: Mapping[str, int] = field(default_factory=dict)

    @property
    def ports(self) -> Mapping[str, type[Row]]:
        """Row types by port, the required ones first."""
        return {**self.needs, **self.uses}


@dataclass(frozen=True)
class Node:
    """One stage of a graph: its name, what kind it is, what it needs and how it is set."""

    name: str
    stage: Stage
    needs: tuple[str, ...]
    options: Options
    timeout_s: float
    ports: Mapping[str, str] = field(default_factory=dict)  # node by port of the stage

    @property
    def files(self) -> tuple[Path, ...]:
        """The model files that it uses. EnvError for one that is not there."""
        return tuple(self.stage.files(self.options)) if self.stage.files else ()


RESERVED = frozenset(
    "decision decision_reason approved_hash decided_by decided_at edited edit_errors thumbnail picture item_id".split()
)
"""Columns that a review adds to the rows: no stage may declare one of their names, or one that begins with `_`."""

STAGES: Registry[Stage] = Registry("stage")
"""The kinds of stages."""


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
    state: Callable[[OptionsT, Folders], str] | None = None,
    fallback: Callable[[Item, OptionsT], Row] | None = None,
    max_in_flight: Callable[[OptionsT], int] | None = None,
    allowance: Allowance[OptionsT] | None = None,
) -> Callable[[ItemFunction[OptionsT]], ItemFunction[OptionsT]]:
    """Register a function that yields, in order, one result for each item: a row, or the ItemError that took its place.

    - `needs`, `uses`: ports, with the row type that each reads. A photo without a row at a port of `needs` does not get
      here; at one of `uses` it does, and `item.get(port)` is None.
    - `key`: the field that tells the rows of one photo apart. With it the result is a sequence of rows, maybe empty.
    - `failure`: what it means when a photo fails here: the photo has failed, or it goes on without this output.
    - `review`, `facts`, `findings`: columns for people, statements for claims (a fact without a witness gets the name
      of its node), and the field that holds findings of rules.
    - `witness`: of a stage that states facts, by its options: which calibration says how often it errs, and whether a
      text may rest on what it says. Without, it may support claims and contradicts none. `label`: what people call that
      witness, whatever its node is named: "bird detector", or a word of `witness` in runner/messages/texts. `looks`:
      whether it looks at the picture, so that its silence about a thing can mean something.
    - `pixels`, for a stage placed `model`: it looks at every pixel of the original, by
      `runner.imaging.full_picture.full_picture`, a photo at a time. Several such stages of a graph get a photo at about
      the same time, one after the other, and the first that comes to it decodes it for all.
    - `idle`: whether there is nothing to do with such options: the graph then goes without the node.
    - `files`: model files whose content is part of the stage key. `artifacts`: the files beside the rows that a part
      speaks of; one that is gone or damaged has the part computed again. `holds`: whether what else a part rests on is
      still as it was. `state` digests whatever else all rows depend on, such as what people said: when it changes, all
      rows are computed again, and what rests on one is kept where it says the same. `ready`: raises EnvError where the
      stage cannot work, such as for a server that does not answer; asked before any photo is worked on, where the stage
      has photos.
    - `fallback`: the row of an item whose process died or hung at every try, where what was there before is better than
      a failed item. `max_in_flight`, for a stage placed `model`: how many items are worked on, at most a shard, before
      a later stage at the same model has its turn with them. `allowance`: what a whole run may spend here.
    - `version`: raised by whoever changes what the stage says. `earlier`: the version that it had in earlier releases
      ("0.1.0": 1); where it still says the same of a photo, what later stages made of that is kept.
    """

    def register(function: ItemFunction[OptionsT]) -> ItemFunction[OptionsT]:
        _add(
            Stage(
                kind, row, options, function, version, "item", needs or {}, uses or {}, key, failure, review, facts,
                witness, label, looks, idle, findings, place=place, pixels=pixels, shard=shard, files=files,
                artifacts=artifacts, ready=ready, holds=holds, state=state, fallback=fallback,
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
    """Register a function over the whole set: lazy tables in, one table of `item_id` and the row's columns out.

    The other declarations are those of `item_stage`. `state` digests whatever else the result depends on, such as other
    runs: it is part of the stage key. A stage that `collects` needs every node that does not need it, and may add
    columns of its own to those of its row.
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
    """Every column that some registered stage lets targets map, with its kind."""
    declared = (column for stage in STAGES.so_far().values() for column in stage.review)
    return {column.name: column.publish for column in declared if column.publish and column.publish != "files"}


def _add(stage: Stage) -> None:
    """ValueError for a kind that another module registered, and for a declaration that contradicts itself."""
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
