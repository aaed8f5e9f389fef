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
    assert flow.next(plan["b"], 4) == []
    assert flow.next(plan["a"], 4) == ["x"]
    flow.settle(plan["a"], ["x"], [])
    assert flow.next(plan["c"], 4) == []
    assert flow.next(plan["b"], 4) == ["x"]
    flow.settle(plan["b"], ["x"], [])
    assert flow.next(plan["c"], 4) == ["x"]


def test_what_is_ready_is_given_so_many_at_most() -> None:
    plan = graph()
    flow = Flow(plan, list("pqrstu"), {}, {})
    assert flow.next(plan["a"], 4) == list("pqrs")
    flow.settle(plan["a"], list("pqr"), ["s"])
    assert flow.next(plan["b"], 2) == list("pq")
    assert flow.next(plan["b"], 2) == list("r")
    assert flow.next(plan["a"], 4) == list("tu")


def test_items_move_in_a_stage_from_when_they_are_ready_until_they_are_settled() -> None:
    plan = graph()
    flow = Flow(plan, ["x"], {}, {})
    assert (flow.moving("a"), flow.moving("b")) == (True, False)
    flow.next(plan["a"], 4)
    assert (flow.moving("a"), flow.moving("b")) == (True, False)
    flow.settle(plan["a"], ["x"], [])
    assert (flow.moving("a"), flow.moving("b")) == (False, True)


def test_a_failed_item_is_not_waited_for_anywhere() -> None:
    plan = graph()
    flow = Flow(plan, ["x"], {}, {})
    flow.next(plan["a"], 4)
    flow.settle(plan["a"], [], ["x"])
    assert [flow.todo(name) for name in "abc"] == [0, 0, 0]


def test_results_of_earlier_runs_count_as_done_or_failed() -> None:
    plan = graph()
    flow = Flow(plan, ["x", "y", "z"], {"a": {"x", "y"}, "b": {"x"}}, {"a": {"z"}})
    assert flow.next(plan["a"], 4) == []
    assert flow.next(plan["c"], 4) == [] or flow.todo("c") == 2
    assert flow.next(plan["b"], 4) == ["y"]
    assert flow.todo("b") == 1
    assert flow.todo("c") >= 1
