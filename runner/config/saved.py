"""The graph of a run that was, from the configuration it left in `.hydra`."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from runner.config.checking import graph_alone
from runner.errors import ConfigError, EnvironmentProblem
from runner.graph import Graph
from runner.store import runfile


def graph(run: Path) -> Graph:
    """The graph with its options as that run had them. Neither its photos nor its models need be there still.

    EnvironmentProblem when the run left no configuration, a damaged one, or one of another version of this program.
    """
    path = runfile.proven(run, ".hydra/config.yaml")
    mend = "Run the set again with this version: what has not changed is reused."
    try:
        return graph_alone(cast(DictConfig, OmegaConf.load(path)))
    except (OSError, YAMLError, OmegaConfBaseException) as error:
        raise EnvironmentProblem(f"{path} cannot be read: {error}.", mend) from error
    except ConfigError as error:
        raise EnvironmentProblem(f"{path} is of another version: {error.problems[0]}", mend) from error
