from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from sample_stages import READ

from runner.engine.keys import stage_keys
from runner.graph import Graph, Node
from runner.models.options import UNKEYED
from runner.schema import Options


@dataclass(frozen=True)
class Inner(Options):
    model: str = "a.gguf"
    threads: int = field(default=1, metadata=UNKEYED)


@dataclass(frozen=True)
class Outer(Options):
    inner: Inner = field(default_factory=Inner)
    words: tuple[str, ...] = ("a",)
    batch: int = field(default=512, metadata=UNKEYED)


def stage_key(options: Options) -> str:
    return stage_keys(Graph("test", (Node("read", READ, (), options, 30),)), {})["read"]


@pytest.mark.parametrize("other", [Outer(batch=64), Outer(Inner(threads=8)), Outer(Inner(threads=2), batch=1)])
def test_where_and_how_fast_is_no_part_of_a_key(other: Outer) -> None:
    assert stage_key(other) == stage_key(Outer())


@pytest.mark.parametrize("other", [Outer(words=("b",)), Outer(Inner("b.gguf")), replace(Outer(), words=())])
def test_everything_else_is(other: Outer) -> None:
    assert stage_key(other) != stage_key(Outer())
