from __future__ import annotations

from sample_stages import MEASURE, READ, Plain

from runner.engine.flow import Flow
from runner.graph import Graph, Node


def graph() -> Graph:
    return Graph(
        "g",
        (
            Node("a", READ, (), Plain(), 1),
            Node("b", READ, ("a",), Plain(), 1),
            Node("c", MEASURE, ("a", "b"), Plain(), 1),
        ),
    )


def test_an_item_is_ready_once_all_needs_are_done() -> None:
    plan = graph()
    flow = Flow(plan, ["x"], {}, {})
    assert flow.next_shard(plan["b"]) is None
    assert flow.next_shard(plan["a"]) == ["x"]
    flow.settle(plan["a"], ["x"], [])
    assert flow.next_shard(plan["c"]) is None
    assert flow.next_shard(plan["b"]) == ["x"]
    flow.settle(plan["b"], ["x"], [])
    assert flow.next_shard(plan["c"]) == ["x"]


def test_shards_are_full_until_nothing_more_can_come() -> None:
    plan = graph()
    flow = Flow(plan, list("pqrstu"), {}, {})
    assert flow.next_shard(plan["a"]) == list("pqrs")
    flow.settle(plan["a"], list("pqr"), ["s"])
    assert flow.next_shard(plan["b"]) is None
    assert flow.next_shard(plan["a"]) == list("tu")
    flow.settle(plan["a"], list("tu"), [])
    assert flow.next_shard(plan["b"]) == list("pqrt")
    assert flow.next_shard(plan["b"]) == ["u"]


def test_a_failed_item_is_not_waited_for_anywhere() -> None:
    plan = graph()
    flow = Flow(plan, ["x"], {}, {})
    flow.next_shard(plan["a"])
    flow.settle(plan["a"], [], ["x"])
    assert [flow.todo(name) for name in "abc"] == [0, 0, 0]


def test_results_of_earlier_runs_count_as_done_or_failed() -> None:
    plan = graph()
    flow = Flow(plan, ["x", "y", "z"], {"a": {"x", "y"}, "b": {"x"}}, {"a": {"z"}})
    assert flow.next_shard(plan["a"]) is None
    assert flow.next_shard(plan["c"]) is None or flow.todo("c") == 2
    assert flow.next_shard(plan["b"]) == ["y"]
    assert flow.todo("b") == 1
    assert flow.todo("c") >= 1
