"""Prices and budgets in the configuration."""

from __future__ import annotations

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import DictConfig, OmegaConf

from runner.config.checking import RunConfig, check
from runner.config.folder import configuration_folder
from runner.errors import ConfigError


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> DictConfig:
    source = f"set.source={tmp_path_factory.mktemp('photos')}"
    with initialize_config_dir(str(configuration_folder()), version_base="1.3"):
        return compose("config", overrides=["set=demo", source, "caption=composer"])


def checked(composed: DictConfig, *options: str) -> RunConfig:
    config = composed.copy()
    for option in options:
        name, _, value = option.partition("=")
        OmegaConf.update(config, name, float(value), force_add=True)
    return check(config)


def test_nothing_is_limited_and_no_price_assumed_by_default(composed: DictConfig) -> None:
    made = checked(composed)
    assert (made.limits.max_minutes, made.limits.max_cost) == (None, None)
    assert made.cost.per_hour is None


def test_energy_alone_is_a_price_too(composed: DictConfig) -> None:
    made = checked(composed, "limits.max_cost=2", "cost.watts=250", "cost.price_per_kwh=0.4")
    assert made.cost.per_hour == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["limits.max_cost=2", "cost.watts=100"], "limits.max_cost: needs to know what an hour costs"),
        (["limits.max_minutes=0"], "limits.max_minutes:"),
        (["cost.price_per_kwh=0.3"], "cost.watts: missing."),
        (["limits.max_minuets=3"], "Did you mean 'max_minutes'?"),
    ],
)
def test_a_budget_that_cannot_be_held_is_a_sentence(options: list[str], sentence: str, composed: DictConfig) -> None:
    with pytest.raises(ConfigError) as caught:
        checked(composed, *options)
    assert any(sentence in problem for problem in caught.value.problems), caught.value.problems
