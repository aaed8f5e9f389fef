from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import DictConfig, OmegaConf

import runner.composition.overrides  # noqa: F401 - Hydra reads files as the program has it read them
from runner.config.checking import RunConfig, check
from runner.config.folder import configuration_folder
from runner.delivery.config import PublishConfig, check_publish, publishes
from runner.errors import ConfigError

CONF = configuration_folder()


def composed(overrides: Sequence[str]) -> DictConfig:
    with initialize_config_dir(str(CONF), version_base="1.3"):
        return compose("config", overrides=list(overrides))


def problems(config: DictConfig) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        check(config)
    return list(caught.value.problems)


@pytest.fixture
def config(tmp_path: Path) -> DictConfig:
    return composed(["set=demo", f"set.source={tmp_path}"])


def choices(group: str) -> list[str]:
    return sorted(path.stem for path in (CONF / group).glob("*.yaml"))


# Weights are the catalogue that `runner models` reads, no part of a run's configuration.
NO_CHOICE = ("hydra", "set", "weights", "witness")


def _every_choice() -> list[str]:
    """Choices of every group; those that live inside another group with the package they go to.

    Of captioners and encoders from the catalogue, all but one are left to test_compose_models: they differ in files.
    """
    packages = {"prompt": "prompt@caption.prompt", "vocabulary": "+vocabulary@rules.vocabulary.tested"}
    groups = sorted(path.name for path in CONF.iterdir() if path.is_dir() and path.name not in NO_CHOICE)
    catalogued = {*choices("weights")} - {"qwen3vl_2b", "clip_vit_b32"}
    left = {*catalogued, "auto"}  # which stands in no configuration that is checked: another captioner takes its place
    return [f"{packages.get(group, group)}={n}" for group in groups for n in choices(group) if n not in left]


SERVER = ["caption.server.url=http://host:1", "caption.server.model=m"]
MANDATORY = {
    "caption=vision_gguf": ["caption.model=/m.gguf", "caption.mmproj=/p.gguf"],
    "graph=second_captioner": ["caption@second=qwen3vl_2b"],
    **{f"caption={name}": SERVER for name in ("openai_http", "vllm", "ollama", "lm_studio")},
}


@pytest.mark.parametrize("name", choices("set"))
def test_every_set_composes_and_checks(name: str, tmp_path: Path) -> None:
    made = check(composed([f"set={name}", f"set.source={tmp_path}", "caption=composer"]))
    assert made.set.name == name


@pytest.mark.parametrize("choice", _every_choice())
def test_every_choice_of_every_group_composes_and_checks(choice: str, tmp_path: Path) -> None:
    made = composed(["set=demo", f"set.source={tmp_path}", choice, *MANDATORY.get(choice, [])])
    if publishes(made):
        assert isinstance(check_publish(made), PublishConfig)
    else:
        assert isinstance(check(made), RunConfig)


def test_a_target_that_lacks_something_is_named_when_it_is_published_to() -> None:
    with pytest.raises(ConfigError, match=r"publish\.ftp\.host: missing"):
        check_publish(composed(["set=demo", "graph=publish", "publish=website"]))


def test_a_secret_in_a_file_of_the_configuration_is_refused(config: DictConfig) -> None:
    OmegaConf.set_struct(config, False)
    config.publish.ftp = {"host": "a", "port": 21, "user": "b", "password": "swordfish"}
    with pytest.raises(ConfigError, match=r"publish\.ftp\.password: a secret") as raised:
        check_publish(config)
    assert "swordfish" not in str(raised.value)


def test_options_of_a_group_reach_their_stage(config: DictConfig) -> None:
    made = check(config)
    node = made.graph.find("name")
    assert node is not None
    assert OmegaConf.select(config, "naming.template") == node.options.template  # type: ignore[attr-defined]


def test_all_problems_come_at_once(config: DictConfig) -> None:
    OmegaConf.set_struct(config, False)
    config.executor.processes = 0
    config.set.subject = ["not", "text"]
    config.graph.stages.intake.min_width = -5
    config.graph.stages.exif.needs = ["intak"]
    config.graph.stages.gate.kind = "gaet"
    found = problems(config)
    assert len(found) >= 5
    assert any(p.startswith("executor.processes:") and "1" in p for p in found)
    assert any(p.startswith("set.subject:") for p in found)
    assert any(p.startswith("graph.stages.intake.min_width:") and "-5" in p for p in found)
    assert "graph.stages.exif.needs: there is no stage 'intak'. Did you mean 'intake'?" in found
    assert "graph.stages.gate.kind: unknown kind 'gaet'. Did you mean 'gate'?" in found


def test_a_misspelled_option_gets_the_nearest_valid_one(config: DictConfig) -> None:
    OmegaConf.set_struct(config, False)
    config.graph.stages.intake.min_widht = 5
    assert problems(config) == ["graph.stages.intake.min_widht: unknown option. Did you mean 'min_width'?"]


def test_an_option_from_a_group_is_called_as_the_user_writes_it(config: DictConfig) -> None:
    OmegaConf.set_struct(config, False)
    config.naming.tempalte = "x"
    assert problems(config) == ["naming.tempalte: unknown option. Did you mean 'template'?"]


def test_an_option_of_a_group_that_two_stages_take_is_one_problem(config: DictConfig) -> None:
    OmegaConf.set_struct(config, False)
    config.caption.temprature = 1
    config.repair.per_item = -4
    found = problems(config)
    assert found[0] == "caption.temprature: unknown option. Did you mean 'temperature'?"
    assert [problem.split(":")[0] for problem in found] == ["caption.temprature", "repair.per_item"]


def test_a_cycle_is_refused(config: DictConfig) -> None:
    OmegaConf.set_struct(config, False)
    config.graph.stages.intake.needs = ["gate"]
    found = problems(config)
    assert len(found) == 1
    assert "is a cycle" in found[0]


def test_a_stage_without_what_it_requires_is_refused(config: DictConfig) -> None:
    config.graph.stages.caption.needs = ["derive"]
    assert problems(config) == ["graph.stages.caption.needs: 'caption' requires FactsRow. Add facts to its needs."]


def test_a_missing_folder_says_what_to_do() -> None:
    found = problems(composed(["set=travel", "set.source=/nowhere/at/all", "caption=composer"]))
    assert found == ["set.source: /nowhere/at/all does not exist. Point it at your photos: set.source=/some/folder"]


@pytest.mark.parametrize("name", ["../escape", "a/b", ".hidden"])
def test_a_set_name_cannot_leave_the_runs_folder(config: DictConfig, name: str) -> None:
    config.set.name = name
    assert any(problem.startswith("set.name:") for problem in problems(config))


def test_an_unresolvable_reference_is_a_sentence(config: DictConfig) -> None:
    config.set.subject = "${nothing.here}"
    (problem,) = problems(config)
    assert "nothing.here" in problem


def test_mandatory_options_are_asked_for(tmp_path: Path) -> None:
    (problem,) = problems(composed(["set=demo", f"set.source={tmp_path}", "caption=vision_gguf"]))
    assert "caption.model" in problem or "caption.mmproj" in problem


@pytest.mark.parametrize("stages", [None, {}, "text", {"UPPER": {"kind": "intake"}}])
def test_a_graph_that_is_none_is_refused(config: DictConfig, stages: Any) -> None:
    OmegaConf.set_struct(config, False)
    config.graph.stages = stages
    assert problems(config)
