"""Stages with known behaviour: what a file's text says happens to it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from runner.errors import DecodeError, InferenceError
from runner.schema import Options, Row, SourceRow
from runner.stage import Folders, Item, Result, Stage, Tables


@dataclass(frozen=True, slots=True)
class TextRow(Row):
    text: str


@dataclass(frozen=True, slots=True)
class LengthRow(Row):
    length: int


@dataclass(frozen=True, slots=True)
class RankRow(Row):
    rank: int


@dataclass(frozen=True)
class Plain(Options):
    suffix: str = ""


def read(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        _log(folders, item)
        text = item.path.read_text()
        if text.startswith("crash"):
            os.kill(os.getpid(), signal.SIGSEGV)
        if text.startswith("hang"):
            time.sleep(60)
        if text.startswith("raise"):
            raise ValueError("unexpected")
        if text.startswith("broken"):
            yield DecodeError("cannot be decoded")
        elif text.startswith("unlucky"):
            yield InferenceError("no luck this time")
        else:
            yield TextRow(text + options.suffix)


def flaky(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        marker = folders.runs / f"tried-{item.item_id}"
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGABRT)
        yield TextRow(item.path.read_text())


def measure(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        yield LengthRow(len(item[TextRow].text))


def rank(tables: Tables, options: Plain, folders: Folders) -> pl.DataFrame:
    lengths = tables[LengthRow].filter(pl.col("status") == "ok")
    assert tables[SourceRow].height
    return lengths.select("item_id", pl.col("length").rank("ordinal").cast(pl.Int64).alias("rank"))


def _log(folders: Folders, item: Item) -> None:
    with (folders.runs / "work.log").open("a") as log:
        log.write(f"{item.path.name}\n")


READ = Stage("read", TextRow, Plain, (), 1, read, "item", "pool", shard=4)
FLAKY = Stage("flaky", TextRow, Plain, (), 1, flaky, "item", "model", shard=4)
MEASURE = Stage("measure", LengthRow, Plain, (TextRow,), 1, measure, "item", "driver", shard=4)
RANK = Stage("rank", RankRow, Plain, (LengthRow,), 1, rank, "set")
