"""The graph of a run that was, from the configuration it left in `.hydra`."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from runner import bounded_yaml
from runner.config import resolving
from runner.config.checking import graph_alone
from runner.errors import ConfigError, EnvError
from runner.graph import Graph
from runner.store import runfile


def graph(run: Path) -> Graph:
    """The graph with its options as that run had them. Neither its photos nor its models need be there still.

    EnvError when the run left no configuration, a damaged one, or one of another version of this program.
    """
    path = runfile.proven(run, ".hydra/config.yaml")
    mend = "Run the set again with this version: what has not changed is reused."
    try:
        config = cast(DictConfig, OmegaConf.create(bounded_yaml.read(path)))
    except (ConfigError, YAMLError, OmegaConfBaseException) as error:
        raise EnvError(f"{path} cannot be read: {_first(error)}", mend) from error
    try:
        return graph_alone(config)
    except (ConfigError, OmegaConfBaseException) as error:
        raise EnvError(f"{path} is of another version: {_first(error)}", mend) from error


def _first(error: Exception) -> str:
    return error.problems[0] if isinstance(error, ConfigError) else resolving.sentence(error)
