"""Options of one stage of an earlier run are the same as those from its whole graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from omegaconf import OmegaConf

from runner.config import saved
from runner.config.folder import configuration_folder
from runner.errors import EnvError
from runner.people.options import ScoreRules
from runner.picks.options import CullOptions, Parts
from runner.stages.people import PeopleOptions


def left_by(folder: Path, *options: str) -> Path:
    """A run that left the configuration of these options, as Hydra writes it."""
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        config = compose("config", overrides=["set=demo", "caption=composer", *options])
    (folder / ".hydra").mkdir()
    (folder / ".hydra" / "config.yaml").write_text(OmegaConf.to_yaml(config), "utf-8")
    return folder


@pytest.mark.parametrize("graph", ["prepare", "witnesses"])
def test_options_of_a_stage_are_those_of_the_graph(tmp_path: Path, graph: str) -> None:
    asked = ("set.keep=12", "set.people=true", "cull=sports", "cull.parts.eyes=0.33", f"graph={graph}",
             "+set.clock={Nikon D70: '+01:02:30'}")  # fmt: skip
    run = left_by(tmp_path, *asked)
    whole, written = saved.graph(run), saved.Written(run)
    picks = written.options("cull", CullOptions)
    assert picks is not None
    assert (picks.keep, picks.parts.eyes, picks.clock) == (12, 0.33, {"Nikon D70": "+01:02:30"})
    for kind, of in (("cull", CullOptions), ("people", PeopleOptions)):
        node = whole.find(kind)
        assert node is not None
        assert written.options(kind, of) == node.options


def test_an_idle_stage_has_options_and_one_that_is_not_there_has_none(tmp_path: Path) -> None:
    run = left_by(tmp_path, "cull.parts.smiles=0.5")
    assert saved.graph(run).find("cull") is None
    assert saved.Written(run).options("cull", CullOptions) == CullOptions(parts=Parts(smiles=0.5))
    assert saved.Written(run).options("cellar", ScoreRules) is None


@pytest.mark.parametrize("text", ["a: [", "graph: 1", "graph: {stages: {cull: {kepe: 3}}}", "- 1", ""])
def test_what_cannot_be_read_is_said_with_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / ".hydra").mkdir()
    (tmp_path / ".hydra" / "config.yaml").write_text(text, "utf-8")
    with pytest.raises(EnvError, match=r"config\.yaml cannot be read"):
        saved.Written(tmp_path).options("cull", CullOptions)


@pytest.mark.parametrize("text", ["a: [", "a: '${'", "graph: 1", "graph: {stages: {cull: {kepe: 3}}}", ""])
def test_a_graph_that_cannot_be_read_is_said_with_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / ".hydra").mkdir()
    (tmp_path / ".hydra" / "config.yaml").write_text(text, "utf-8")
    with pytest.raises(EnvError, match=r"config\.yaml (cannot be read|is of another version)"):
        saved.graph(tmp_path)


def test_a_graph_read_again_is_the_same_until_its_file_says_something_else(tmp_path: Path) -> None:
    run = left_by(tmp_path, "set.keep=9")
    kept = [saved.graph(run).find("cull") for _ in range(2)]
    assert [node and node.options.keep for node in kept] == [9, 9]  # type: ignore[attr-defined]
    written = run / ".hydra" / "config.yaml"
    written.write_text(written.read_text("utf-8").replace("keep: 9", "keep: 10"), "utf-8")
    (node,) = [saved.graph(run).find("cull")]
    assert node is not None
    assert node.options.keep == 10  # type: ignore[attr-defined]
