"""Stages that do nothing, so that only the engine is left to measure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from runner.graph import Graph, Node
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
    """Nothing to set."""


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
    return tables[SecondRow].select("item_id", pl.lit(None, dtype=pl.String).alias("nothing"))


GRAPH = Graph(
    "empty",
    (
        Node("first", Stage("first", FirstRow, NoOptions, (), 1, first, "item", "pool"), (), NoOptions(), 60),
        Node(
            "second",
            Stage("second", SecondRow, NoOptions, (), 1, second, "item", "driver"),
            ("first",),
            NoOptions(),
            60,
        ),
        Node("third", Stage("third", ThirdRow, NoOptions, (), 1, third, "set"), ("second",), NoOptions(), 60),
    ),
)
