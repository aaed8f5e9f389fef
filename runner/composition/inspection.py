"""Checks a configuration before anything is written: its references, and names that become folders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner.composition.arguments import is_sweep, options_of, shows
from runner.composition.composed import composed
from runner.composition.overrides import explain
from runner.config import names, references
from runner.errors import ConfigError


def before_a_run(arguments: Sequence[str]) -> None:
    """Raise ConfigError if the configuration that these arguments compose must not be run.

    The arguments are as Hydra takes them. Hydra creates the folder of a run before it hands over the configuration, so
    it is composed here first. Sweeps check theirs when they are planned, and what is only shown writes nothing.
    """
    if is_sweep(arguments) or shows(arguments):
        return
    try:
        config = composed(options_of(arguments))
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(explain(arguments, error)) from error
    if found := problems(config):
        raise ConfigError(found)


def problems(config: DictConfig) -> list[str]:
    """A sentence for each forbidden reference in a composed configuration, and for an invalid set name."""
    plain = cast("dict[str, Any]", OmegaConf.to_container(config, resolve=False))
    plain.pop("hydra", None)
    if found := references.problems(plain):
        return found
    try:
        name = OmegaConf.select(config, "set.name")
    except OmegaConfBaseException:
        return []  # the check of the configuration says what is wrong with it
    wrong = names.problem(name) if isinstance(name, str) else None
    return [f"set.name: {name!r} {wrong}."] if wrong else []
