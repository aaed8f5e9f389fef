"""The graph of an earlier run, or the options of one of its stages, from the configuration that it left in `.hydra`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from runner import bounded_yaml
from runner.config import fast_yaml, references, resolving
from runner.config.stage_options import GENERAL
from runner.config.values import build
from runner.errors import ConfigError, EnvError
from runner.graph import Graph
from runner.schema import Options
from runner.store import runfile

_WORDS = re.compile(r"[A-Za-z_]\w*")

_MEND = "Run the set again with this version: what has not changed is reused."

Own = TypeVar("Own", bound=Options)


def graph(run: Path) -> Graph:
    """The graph with the options that the run had. Its photos and models need not exist any more.

    Raises EnvError if the run left no configuration, a damaged one, or one of another version of this program.
    """
    from runner.config.checking import graph_alone  # not needed for the options of a single stage

    path = runfile.proven(run, ".hydra/config.yaml")
    try:
        config = _loaded(bounded_yaml.read(path))
    except (ConfigError, YAMLError, OmegaConfBaseException, ValueError) as error:
        raise EnvError(f"{path} cannot be read: {_first(error)}", _MEND) from error
    try:
        return graph_alone(config)
    except (ConfigError, OmegaConfBaseException) as error:
        raise EnvError(f"{path} is of another version: {_first(error)}", _MEND) from error


@lru_cache(maxsize=4)
def _loaded(text: str) -> DictConfig:
    """Parse a configuration that is only read. Cached: a window reads that of a continuing run repeatedly."""
    return cast(DictConfig, fast_yaml.load(text))


class Written:
    """The stored configuration of a run, for reading the options of one or two stages.

    Reading these, and the sections that they refer to, takes a tenth of the time of `graph`, which loads every kind of
    stage.
    """

    def __init__(self, run: Path) -> None:
        """Raises EnvError like `graph`."""
        self._path = runfile.proven(run, ".hydra/config.yaml")
        try:
            self._values = yaml.load(bounded_yaml.read(self._path), yaml.CSafeLoader)
            self._stages = _stages(self._values)
        except (ConfigError, yaml.YAMLError) as error:
            raise self._unreadable(error) from error

    def options(self, kind: str, of: type[Own]) -> Own | None:
        """The options of the last stage of a kind, at work or idle; None if there is none.

        Raises EnvError like `graph`.
        """
        names = [name for name, node in self._stages.items() if node.get("kind", name) == kind]
        try:
            return self._built(names[-1], of) if names else None
        except (ConfigError, OmegaConfBaseException) as error:
            raise self._unreadable(error) from error

    def _built(self, name: str, of: type[Own]) -> Own:
        """A stage's options, with references resolved. Raises ConfigError if they do not fit."""
        alone = {"graph": {"stages": {name: self._stages[name]}}}
        config = OmegaConf.create({**alone, **_referred(alone, self._values)})
        node = cast("dict[str, Any]", OmegaConf.to_container(config.graph.stages[name], resolve=True))
        values = {**(node.get("options") or {}), **node}
        problems: list[str] = []
        made: Own | None = build(of, {key: values[key] for key in values.keys() - GENERAL}, name, problems)
        if made is None:
            raise ConfigError(problems)
        return made

    def _unreadable(self, error: Exception) -> EnvError:
        return EnvError(f"{self._path} cannot be read: {_first(error)}", _MEND)


def _stages(written: Any) -> dict[str, Mapping[str, Any]]:
    graph = written.get("graph") if isinstance(written, dict) else None
    stages = graph.get("stages") if isinstance(graph, dict) else None
    if not isinstance(stages, dict):
        raise ConfigError(["graph.stages: missing."])
    return {name: node if isinstance(node, dict) else {} for name, node in stages.items()}


def _referred(values: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """The sections of a configuration that values refer to, directly or indirectly."""
    found: dict[str, Any] = {}
    waiting: list[Any] = [values]
    while waiting:
        for _, value in references.leaves(waiting.pop()):
            for name in _WORDS.findall(value) if isinstance(value, str) and "${" in value else ():
                if name in written and name not in found:
                    found[name] = written[name]
                    waiting.append(written[name])
    return found


def _first(error: Exception) -> str:
    return error.problems[0] if isinstance(error, ConfigError) else resolving.sentence(error)
