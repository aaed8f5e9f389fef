"""Which node a port reads is decided by name, never by guessing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sample_stages import MEASURE, RANK, READ, EssayRow, LengthRow, Plain, TextRow

from runner.errors import ConfigError
from runner.graph import Graph, Node, bind, collected, review_columns
from runner.stage import Bindings, Column, Item, Stage

BOTH = replace(MEASURE, kind="both", needs={"short": TextRow}, uses={"long": TextRow})


def node(name: str, stage: Stage = READ, *needs: str, **ports: str) -> Node:
    return Node(name, stage, needs or tuple(ports.values()), Plain(), 30, ports)


def test_a_port_reads_the_only_need_that_gives_its_row() -> None:
    (_, measured), problems = bind([node("read"), node("measure", MEASURE, "read")])
    assert (measured.ports, problems) == ({"input": "read"}, [])


def test_two_needs_of_one_row_type_are_refused_until_somebody_says_which() -> None:
    nodes = [node("one"), node("two"), node("measure", MEASURE, "one", "two")]
    _, problems = bind(nodes)
    assert problems == [
        "graph.stages.measure.needs: 'input' could be 'one' or 'two'. Say which: needs: {input: one, …}."
    ]
    bound, problems = bind([*nodes[:2], node("measure", MEASURE, input="two")])
    assert (bound[2].ports, problems) == ({"input": "two"}, [])


def test_each_of_two_ports_of_one_row_type_has_its_own_node() -> None:
    (*_, both), problems = bind([node("one"), node("two"), node("both", BOTH, long="one", short="two")])
    assert not problems
    item = Item("0", Path("a"), rows={"one": TextRow("1"), "two": TextRow("2")}, bindings=Bindings(both.ports))
    assert (item["long"].text, item["short"].text, item["one"].text) == ("1", "2", "1")
    with pytest.raises(KeyError, match="several needs"):
        item[TextRow]


def test_what_a_port_cannot_read_is_said() -> None:
    _, problems = bind([node("read"), node("measure", MEASURE)])
    assert problems == ["graph.stages.measure.needs: 'measure' requires TextRow. Add read to its needs."]
    _, problems = bind([node("rank", RANK), node("measure", MEASURE, input="rank")])
    assert "graph.stages.measure.needs.input: 'rank' gives RankRow, not TextRow." in problems
    _, problems = bind([node("read"), node("measure", MEASURE, input="read", more="read")])
    assert problems == ["graph.stages.measure.needs.more: 'measure' has no such port."]


def test_a_witness_is_called_what_its_stage_declares_whatever_its_node_is_named() -> None:
    stating = replace(READ, kind="birds", facts=lambda row: (), label="bird detector")
    silent = replace(READ, kind="plain")
    (one, two, measure), _ = bind([node("mine", stating), node("two", silent), node("measure", MEASURE, "mine", "two")])
    looks = Graph("", (one, two, measure)).bindings(measure).looks
    assert [(look.witness, look.label) for look in looks.values()] == [("mine", "bird detector")]


def test_a_collector_needs_all_that_does_not_need_it() -> None:
    needs = {"a": (), "b": ("a",), "end": ("b",), "other": ("a",), "after": ("end",), "last": ("after",)}
    assert collected(needs, ["end"])["end"] == ("b", "a", "other")


def test_columns_of_the_same_name_are_told_apart_by_the_node() -> None:
    seen = replace(READ, kind="read", review=(Column("text", "Text"),))
    columns, problems = review_columns([node("read", seen), node("again", seen)])
    assert [each.name for each in columns] == ["text", "again_text"]
    assert not problems
    _, problems = review_columns([node("one", seen), node("two", seen)])
    assert problems == ["graph.stages: the column 'text' would come from 'one' and 'two'. Call one of them 'read'."]


def test_an_optional_stage_fails_the_photo_only_where_something_must_have_it() -> None:
    optional = replace(READ, failure="optional")
    used = replace(MEASURE, needs={}, uses={"input": TextRow})
    (read, measured), _ = bind([node("read", optional), node("measure", used, "read")])
    graph = Graph("g", (read, measured))
    assert not graph.fails_photo(read)
    assert not graph.waits_for(measured, "read")
    (read, measured), _ = bind([node("read", optional), node("measure", MEASURE, "read")])
    graph = Graph("g", (read, measured))
    assert graph.fails_photo(read), "the photo cannot be measured without it"
    assert graph.waits_for(measured, "read")


@dataclass(frozen=True, slots=True)
class _Row(TextRow):
    """A row of a declaration that is wrong."""


def test_a_declaration_that_names_no_field_is_refused() -> None:
    from runner.stage import item_stage

    with pytest.raises(ValueError, match="_Row has no field 'colour'"):
        item_stage("wrong", row=_Row, options=Plain, review=(Column("colour", "Colour"),))(lambda *_: iter(()))
    with pytest.raises(ValueError, match="both needed and used"):
        item_stage("wrong", row=_Row, options=Plain, needs={"a": EssayRow}, uses={"a": LengthRow})(lambda *_: iter(()))


@pytest.mark.parametrize("name", ["decision", "edited", "_place", "item_id"])
def test_a_column_that_the_review_has_itself_is_refused(name: str) -> None:
    from runner.stage import item_stage

    with pytest.raises(ValueError, match=f"'{name}' is the review's own"):
        item_stage("wrong", row=_Row, options=Plain, review=(Column(name, "Mine"),))(lambda *_: iter(()))


def test_the_configuration_says_it_too() -> None:
    from hydra import compose, initialize_config_dir

    from runner.config.checking import check
    from runner.config.folder import configuration_folder

    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        twice = ["+graph.stages.second.kind=derive", "+graph.stages.second.needs=[intake]"]
        asked = "graph.stages.quality.needs=[derive,second]"
        config = compose("config", overrides=["set=demo", "caption=composer", *twice, asked])
        with pytest.raises(ConfigError, match="'pictures' could be 'derive' or 'second'"):
            check(config)
        chosen = ["~graph.stages.quality.needs", "+graph.stages.quality.needs={pictures: second}"]
        config = compose("config", overrides=["set=demo", "caption=composer", *twice, *chosen])
        graph = check(config).graph
    assert graph["quality"].ports == {"pictures": "second"}
    assert graph["gate"].needs[-1] == "second", "the gate looks at every stage, without being told"
