"""Stages that return many rows per photo, and stages that may fail without failing the photo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl
from sample_stages import LengthRow, Plain, RunOnce, TextRow, Write

from runner.errors import DecodeError
from runner.graph import Graph, Node, bind
from runner.schema import Row
from runner.stage import Folders, Item, Result, Stage, Tables
from runner.store import evidence


@dataclass(frozen=True, slots=True)
class WordRow(Row):
    """One word of a file."""

    place: int
    word: str


def words(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        text = item.path.read_text()
        if "broken" in text:
            yield DecodeError("cannot be read")
        else:
            yield [WordRow(place, word) for place, word in enumerate(text.split())]


def count(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for item in items:
        found = item.get("words")
        yield LengthRow(-1 if found is None else len(found))


def longest(tables: Tables, options: Plain, folders: Folders) -> pl.DataFrame:
    lengths = tables["words"].group_by("item_id").agg(pl.col("word").str.len_chars().max().alias("length"))
    return lengths.with_columns(pl.col("length").cast(pl.Int64)).collect()


WORDS = Stage("words", WordRow, Plain, words, key="place", shard=4, failure="optional")
COUNT = Stage("count", LengthRow, Plain, count, uses={"words": WordRow}, shard=4)
LONGEST = Stage("longest", LengthRow, Plain, longest, scope="set", needs={"words": WordRow})


def graph(words: Stage = WORDS, counts: Stage = COUNT) -> Graph:
    nodes = [
        Node("words", words, (), Plain(), 30),
        Node("count", counts, ("words",), Plain(), 30),
        Node("longest", LONGEST, ("words",), Plain(), 30),
    ]
    bound, problems = bind(nodes)
    assert not problems
    return Graph("words", tuple(bound))


FILES = {"a.jpg": "one two three", "b.jpg": "  ", "c.jpg": "broken", "d.jpg": "four"}


def test_rows_of_a_photo_stay_together_and_none_is_an_answer(write: Write, run_once: RunOnce) -> None:
    write(FILES)
    run = run_once(graph())
    rows = evidence.read(run, "words")
    assert rows.filter(pl.col("status") == "ok")["word"].sort().to_list() == ["four", "one", "three", "two"]
    assert rows.group_by("status").len().sort("status").rows() == [("failed", 1), ("none", 1), ("ok", 4)]
    counts = evidence.read(run, "count")
    assert sorted(counts["length"]) == [-1, 0, 1, 3], "the one that failed is counted without its words"
    assert sorted(evidence.read(run, "longest")["length"]) == [4, 5]


def test_all_rows_of_a_photo_are_used_again(write: Write, run_once: RunOnce) -> None:
    write(FILES)
    first = run_once(graph())
    write({"e.jpg": "five six"})
    second = run_once(graph())
    rows = evidence.read(second, "words")
    assert rows.filter(pl.col("reused_from") == first.name)["word"].drop_nulls().len() == 4
    assert rows.filter(pl.col("reused_from").is_null())["word"].to_list() == ["five", "six"]
    assert sorted(evidence.read(second, "count")["length"]) == [-1, 0, 1, 2, 3]


def test_what_must_have_its_rows_does_not_get_the_photo_that_failed(write: Write, run_once: RunOnce) -> None:
    write(FILES)
    run = run_once(graph(counts=replace(COUNT, needs={"words": WordRow}, uses={})))
    assert sorted(evidence.read(run, "count")["length"]) == [0, 1, 3]


def test_texts_are_rows_still() -> None:
    assert Stage("read", TextRow, Plain, count).key is None
