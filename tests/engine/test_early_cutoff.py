"""A stage has a new version: what depends on its results is kept for every photo whose result is unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pytest
from sample_stages import MEASURE, RANK, READ, LengthRow, Plain, RunOnce, TextRow, Write, read

from runner.errors import DecodeError
from runner.graph import Graph, Node
from runner.schema import Row
from runner.stage import Folders, Item, Result, Stage
from runner.store import evidence


@dataclass(frozen=True, slots=True)
class TextWithLanguage(Row):
    """TextRow as a later release might have it."""

    text: str
    language: str = "en"


def read_better(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    """What `read` gives, but for files about birds; and it tells more."""
    for result in read(items, options, folders):
        text = result.text.replace("a bird", "two birds") if isinstance(result, TextRow) else ""
        yield TextWithLanguage(text) if text else result


def measure(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    """As MEASURE, whatever row `read` gives."""
    for item in items:
        yield LengthRow(len(item["read"].text))


def never(items: Sequence[Item], options: Plain, folders: Folders) -> Iterator[Result]:
    for _ in items:
        yield DecodeError("asked although nothing changed")


BETTER = replace(READ, row=TextWithLanguage, run=read_better, version=2, earlier={"0.1.0": 1})
KEPT = replace(MEASURE, needs={"input": TextWithLanguage}, run=never)
TEXTS = {"a.jpg": "a heron", "b.jpg": "a bird", "c.jpg": "gull"}


def graph(first: Stage, then: Stage, suffix: str = "") -> Graph:
    return Graph(
        "test",
        (
            Node("read", first, (), Plain(suffix), 30),
            Node("measure", then, ("read",), Plain(), 30),
            Node("rank", RANK, ("measure",), Plain(), 30),
        ),
    )


def lengths(run: Path) -> dict[int, str | None]:
    """Length and the run that it came from; those that failed have no length."""
    rows = evidence.read(run, "measure").filter(pl.col("status") == "ok")
    return dict(rows.select("length", "reused_from").iter_rows())


def test_what_rests_on_the_same_is_kept_and_only_the_rest_is_computed(write: Write, run_once: RunOnce) -> None:
    write(TEXTS)
    first = run_once(graph(READ, MEASURE))
    second = run_once(graph(BETTER, replace(KEPT, run=measure)))
    assert lengths(second) == {7: first.name, 9: None, 4: first.name}
    read_now = evidence.read(second, "read")
    assert sorted(read_now["text"]) == ["a heron", "gull", "two birds"]
    assert read_now["reused_from"].null_count() == len(TEXTS), "the stage itself is computed again"


@pytest.mark.parametrize("changed", [True, False])
def test_a_stage_is_asked_only_where_what_it_reads_differs(write: Write, run_once: RunOnce, changed: bool) -> None:
    write({"a.jpg": "a heron", "b.jpg": "a bird"} if changed else {"a.jpg": "a heron"})
    first = run_once(graph(READ, MEASURE))
    second = run_once(graph(BETTER, KEPT))
    assert lengths(second) == {7: first.name}
    failed = evidence.read(second, "measure").filter(pl.col("status") == "failed")
    assert failed.height == int(changed)
    assert evidence.read(second, "rank").height == 1


def test_the_run_after_that_reuses_it_as_any_other_result(write: Write, run_once: RunOnce) -> None:
    write({"a.jpg": "a heron"})
    first = run_once(graph(READ, MEASURE))
    second, third = run_once(graph(BETTER, KEPT)), run_once(graph(BETTER, KEPT))
    assert lengths(third) == {7: first.name}
    assert evidence.read(third, "read")["reused_from"].to_list() == [second.name]


def test_a_stage_with_a_new_version_of_its_own_keeps_nothing(write: Write, run_once: RunOnce) -> None:
    write({"a.jpg": "a heron"})
    run_once(graph(READ, MEASURE))
    second = run_once(graph(BETTER, replace(KEPT, run=measure, version=2, earlier={"0.1.0": 1})))
    assert lengths(second) == {7: None}


def test_a_stage_with_other_options_keeps_nothing(write: Write, run_once: RunOnce) -> None:
    write({"a.jpg": "a heron"})
    run_once(graph(READ, MEASURE))
    second = run_once(graph(BETTER, replace(KEPT, run=measure), suffix="!"))
    assert lengths(second) == {8: None}


def test_without_reuse_nothing_is_kept(write: Write, run_once: RunOnce) -> None:
    write({"a.jpg": "a heron"})
    run_once(graph(READ, MEASURE))
    second = run_once(graph(BETTER, replace(KEPT, run=measure)), reuse=False)
    assert lengths(second) == {7: None}
