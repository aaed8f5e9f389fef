"""Stages that do nothing, so that only the engine is measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from runner.graph import Graph, Node, bind
from runner.schema import Options, Row
from runner.stage import Folders, Item, Result, Stage, Tables


@dataclass(frozen=True, slots=True)
class FirstRow(Row):
    """What the first stage finds: nothing."""

    nothing: str | None


@dataclass(frozen=True, slots=True)
class SecondRow(Row):
    """What the second stage finds: nothing."""

    nothing: str | None


@dataclass(frozen=True, slots=True)
class ThirdRow(Row):
    """What the set stage finds: nothing."""

    nothing: str | None


@dataclass(frozen=True)
class NoOptions(Options):
    """No options."""


def first(items: Sequence[Item], options: NoOptions, folders: Folders) -> Iterator[Result]:
    """An empty row for each item."""
    for _ in items:
        yield FirstRow(None)


def second(items: Sequence[Item], options: NoOptions, folders: Folders) -> Iterator[Result]:
    """An empty row for each item, after the first stage."""
    for _ in items:
        yield SecondRow(None)


def third(tables: Tables, options: NoOptions, folders: Folders) -> pl.DataFrame:
    """An empty row for each item of the set."""
    return tables["second"].select("item_id", pl.lit(None, dtype=pl.String).alias("nothing")).collect()


_FIRST = Stage("first", FirstRow, NoOptions, first, place="pool")
_SECOND = Stage("second", SecondRow, NoOptions, second, needs={"first": FirstRow})
_THIRD = Stage("third", ThirdRow, NoOptions, third, scope="set", needs={"second": SecondRow})

_NODES, _ = bind(
    [
        Node("first", _FIRST, (), NoOptions(), 60),
        Node("second", _SECOND, ("first",), NoOptions(), 60),
        Node("third", _THIRD, ("second",), NoOptions(), 60),
    ]
)
GRAPH = Graph("empty", tuple(_NODES))
