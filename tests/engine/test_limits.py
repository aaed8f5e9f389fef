from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from sample_stages import MEASURE, READ, Plain, Write

from runner.engine.flow import Flow
from runner.engine.limits import Budget, LimitOptions, begin
from runner.graph import Graph, Node
from runner.store import evidence

Within = Callable[..., tuple[Path, dict[str, list[str]]]]
TEXTS = {f"{number:03}.jpg": "x" * (number + 1) for number in range(60)}


def spent() -> Budget:
    return Budget(0.001, "limits.max_minutes", time.monotonic() - 1)


def lengths(run: Path) -> list[int]:
    return sorted(evidence.read(run, "measure")["length"])


@pytest.mark.parametrize(
    ("minutes", "cost", "per_hour", "seconds", "name"),
    [
        (None, None, None, None, ""),
        (10, None, None, 600, "limits.max_minutes"),
        (None, 0.5, 2.0, 900, "limits.max_cost"),
        (10, 0.5, 2.0, 600, "limits.max_minutes"),
        (20, 0.5, 2.0, 900, "limits.max_cost"),
    ],
)
def test_the_tighter_limit_is_the_budget(
    minutes: float | None, cost: float | None, per_hour: float | None, seconds: float | None, name: str
) -> None:
    budget = begin(LimitOptions(minutes, cost), per_hour)
    assert (budget.seconds, budget.name) == (seconds, name)
    assert not budget.spent()


def test_a_spent_budget_stops_the_run_and_the_next_goes_on(write: Write, run_within: Within) -> None:
    write(TEXTS)
    stopped, left = run_within(spent())
    done = evidence.read(stopped, "read")
    assert 0 < done.height < len(TEXTS), "what had begun came to its end, and nothing else began"
    assert len(left["read"]) == len(TEXTS) - done.height
    assert set(left["read"]).isdisjoint(done["item_id"])
    assert set(left["measure"]) >= set(left["read"])
    assert not evidence.stage_folder(stopped, "rank").exists(), "the whole set is not there"
    finished, left = run_within(Budget())
    assert left == {}
    assert lengths(finished) == sorted(len(text) for text in TEXTS.values())
    again = evidence.read(finished, "read").filter(pl.col("reused_from").is_null())
    assert set(again["item_id"]).isdisjoint(done["item_id"]), "nothing is done twice"


def test_budget_after_budget_comes_to_the_end(write: Write, run_within: Within) -> None:
    write(dict(list(TEXTS.items())[:16]))
    for _ in range(20):
        run, left = run_within(spent())
        if not left:
            break
    assert lengths(run) == list(range(1, 17))
    assert evidence.read(run, "rank").height == 16


def test_a_photo_that_fails_is_left_nowhere(write: Write, run_within: Within) -> None:
    write({"a.jpg": "broken", "b.jpg": "fine"})
    run, left = run_within(spent())
    failed = evidence.read(run, "read").filter(pl.col("status") == "failed")["item_id"]
    assert failed.len() == 1
    assert all(set(items).isdisjoint(failed) for items in left.values())


def test_items_given_back_are_left_and_come_first_to_be_ready_again() -> None:
    graph = Graph("g", (Node("a", READ, (), Plain(), 1), Node("b", MEASURE, ("a",), Plain(), 1)))
    flow = Flow(graph, list("pqrst"), {}, {})
    assert flow.next(graph["a"], 4) == list("pqrs")
    flow.settle(graph["a"], ["p"], ["q"])
    flow.give_back(graph["a"], ["r", "s"])
    assert sorted(flow.left("a")) == ["r", "s", "t"]
    assert sorted(flow.left("b")) == ["p", "r", "s", "t"]
    assert flow.todo("a") == 3
