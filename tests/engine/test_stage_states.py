"""Item stages whose rows depend on external state: if it changes, only what it affects is computed again."""

from __future__ import annotations

from pathlib import Path

from runner.engine import stage_states
from runner.engine.keys import stage_keys
from runner.graph import Graph, Node
from runner.stage import Folders, Stage
from runner.stages import kinds
from runner.stages.named import NamedOptions


def graph(said: list[str]) -> Graph:
    named = kinds()["named"]
    own = Stage(named.kind, named.row, NamedOptions, named.run, place="driver", state=lambda options, folders: said[-1])
    facts = Node("facts", kinds()["quality"], ("named",), NamedOptions(), 1)
    return Graph("test", (Node("named", own, (), NamedOptions(), 1), facts))


def test_states_are_noted_the_newest_first(tmp_path: Path) -> None:
    said, folders = ["a"], Folders(tmp_path, tmp_path / "run")
    assert stage_states.noted(graph(said), folders) == [{"named": "a"}]
    said.append("b")
    assert stage_states.noted(graph(said), folders) == [{"named": "b"}, {"named": "a"}]
    said.append("a")
    assert stage_states.noted(graph(said), folders) == [{"named": "a"}, {"named": "b"}]


def test_a_damaged_note_is_no_note(tmp_path: Path) -> None:
    (tmp_path / "states.json").write_text("[7, {")
    assert stage_states.noted(graph(["a"]), Folders(tmp_path, tmp_path / "run")) == [{"named": "a"}]


def test_a_state_is_part_of_the_keys_of_its_stage_and_of_what_rests_on_it() -> None:
    made = [stage_keys(graph(["a"]), {}, None, {"named": each}) for each in ("a", "b", "a")]
    assert made[0] == made[2]
    assert made[0]["named"] != made[1]["named"]
    assert made[0]["facts"] != made[1]["facts"]


def test_stages_without_a_state_keep_their_keys() -> None:
    nodes = Graph("test", (Node("named", kinds()["named"], (), NamedOptions(), 1),))
    assert stage_keys(nodes, {}) == stage_keys(nodes, {}, None, {"other": "a"})
