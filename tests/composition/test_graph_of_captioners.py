"""Which graph a captioner selects: one that claims to see is checked against witnesses that look."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hydra import compose, initialize_config_dir

from runner.config.folder import configuration_folder

CAPTIONERS = sorted({path.stem for path in (configuration_folder() / "caption").glob("*.yaml")} - {"auto"})
BLIND = ("composer", "smollm2")


def graph_of(overrides: Sequence[str]) -> str:
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        return str(compose("config", overrides=["set=demo", *overrides]).graph.name)


@pytest.mark.parametrize("name", [name for name in CAPTIONERS if name not in BLIND])
def test_a_captioner_that_sees_brings_witnesses(name: str) -> None:
    assert graph_of([f"caption={name}"]) == "witnesses"


@pytest.mark.parametrize("name", BLIND)
def test_one_that_sees_nothing_claims_nothing_that_a_witness_could_deny(name: str) -> None:
    assert graph_of([f"caption={name}"]) == "prepare"


@pytest.mark.parametrize("graph", ["prepare", "second_captioner"])
def test_a_graph_of_the_command_line_wins(graph: str) -> None:
    assert graph_of(["caption=qwen3vl_2b", f"graph={graph}"]) == graph
    assert graph_of([f"graph={graph}", "caption=ollama", "caption@second=qwen3vl_2b"]) == graph


def test_an_experiment_wins_over_its_captioner() -> None:
    assert graph_of(["experiment=two_captioners"]) == "second_captioner"
