"""What a set stage gets of the evidence of the stages that it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sample_stages import RANK, WRITE, EssayRow, Plain, RunOnce, Write

from runner.engine.needed import Needed
from runner.graph import Graph, Node
from runner.schema import Common, Row, SourceRow
from runner.store.evidence import columns

TEXTS = Node("write", WRITE, (), Plain(), 30)


def needed(run: Path, reads: Mapping[type[Row], Sequence[str]] | None) -> Needed:
    ranks = Node("rank", replace(RANK, reads=reads), ("write",), Plain(), 30)
    return Needed(run, Graph("essays", (TEXTS, ranks)), ranks)


@pytest.fixture
def run(write: Write, run_once: RunOnce) -> Path:
    write({"a.jpg": "ready", "b.jpg": "done"})
    return run_once(Graph("texts", (TEXTS,)))


@pytest.mark.parametrize(
    ("reads", "own"),
    [(None, ["text", "finished"]), ({}, ["text", "finished"]), ({EssayRow: ("text",)}, ["text"]), ({EssayRow: ()}, [])],
)
def test_a_table_has_the_columns_that_the_stage_reads(
    run: Path, reads: Mapping[type[Row], Sequence[str]] | None, own: list[str]
) -> None:
    table = needed(run, reads)[EssayRow]
    assert table.height == 2
    assert table.columns == [*columns(Common), *own]


@pytest.mark.parametrize("reads", [None, {EssayRow: ("text",)}])
def test_and_has_them_where_there_is_no_row(run: Path, reads: Mapping[type[Row], Sequence[str]] | None) -> None:
    full = needed(run, reads)[EssayRow]
    for part in run.glob("evidence/write/*.parquet"):
        part.unlink()
    empty = needed(run, reads)[EssayRow]
    assert empty.is_empty()
    assert empty.schema == full.schema


def test_tables_are_those_of_the_needed_stages_and_of_the_files(run: Path) -> None:
    tables = needed(run, None)
    assert list(tables) == [SourceRow, EssayRow]
    assert len(tables) == 2
    assert tables[SourceRow].height == 2
    assert tables.get(Common) is None
