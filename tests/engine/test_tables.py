"""What a set stage gets from the evidence of the nodes that it needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample_stages import RANK, WRITE, EssayRow, LengthRow, Plain, RunOnce, Write

from runner.graph import Graph, Node, bind
from runner.store import manifest
from runner.store.evidence import columns
from runner.store.tables import RunTables

TEXTS = Node("write", WRITE, (), Plain(), 30)


def tables(run: Path, *needs: Node) -> RunTables:
    stage = replace(RANK, needs={"essay": EssayRow}, uses={"lengths": LengthRow})
    (*bound, consumer), problems = bind([*needs, Node("rank", stage, tuple(n.name for n in needs), Plain(), 30)])
    assert not problems
    return RunTables(run, bound, consumer)


@pytest.fixture
def run(write: Write, run_once: RunOnce) -> Path:
    write({"a.jpg": "ready", "b.jpg": "done"})
    return run_once(Graph("texts", (TEXTS,)))


@pytest.mark.parametrize("key", ["essay", "write", EssayRow])
def test_rows_are_found_by_port_by_node_and_by_type(run: Path, key: str | type) -> None:
    table = tables(run, TEXTS)[key].collect()
    assert table.columns == ["item_id", *columns(EssayRow)]
    assert sorted(table["text"]) == ["done finished", "ready finished"]


def test_without_rows_the_columns_are_the_same(run: Path) -> None:
    full = tables(run, TEXTS)["essay"].collect()
    for part in run.glob("evidence/write/*.parquet"):
        part.unlink()
    (run / manifest.NAME).unlink()
    empty = tables(run, TEXTS)["essay"].collect()
    assert empty.is_empty()
    assert empty.schema == full.schema


def test_a_port_that_nothing_is_bound_to_has_no_rows(run: Path) -> None:
    assert tables(run, TEXTS)["lengths"].collect().schema == {"item_id": full_id(run), **columns(LengthRow)}
    with pytest.raises(KeyError):
        tables(run, TEXTS)["nothing of this name"]


def full_id(run: Path) -> object:
    return tables(run, TEXTS).sources.schema["item_id"]


def test_sources_can_be_a_part_of_the_files(run: Path) -> None:
    everything = tables(run, TEXTS)
    one = everything.sources.head(1)
    part = RunTables(run, everything.nodes, replace(TEXTS, name="rank"), one)
    assert part["write"].collect()["item_id"].to_list() == one["item_id"].to_list()
    assert part.every("write").collect().height == 1
