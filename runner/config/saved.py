"""The graph of a run that was, or the options of a stage of it, from the configuration it left in `.hydra`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml

from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from runner import bounded_yaml
from runner.config import references, resolving
from runner.config.checking import GENERAL, graph_alone
from runner.config.values import build
from runner.errors import ConfigError, EnvError
from runner.graph import Graph
from runner.schema import Options
from runner.store import runfile

_WORDS = re.compile(r"[A-Za-z_]\w*")

_MEND = "Run the set again with this version: what has not changed is reused."

Own = TypeVar("Own", bound=Options)


def graph(run: Path) -> Graph:
    """The graph with its options as that run had them. Neither its photos nor its models need be there still.

    EnvError when the run left no configuration, a damaged one, or one of another version of this program.
    """
    path = runfile.proven(run, ".hydra/config.yaml")
    try:
        config = cast(DictConfig, OmegaConf.create(bounded_yaml.read(path)))
    except (ConfigError, YAMLError, OmegaConfBaseException) as error:
        raise EnvError(f"{path} cannot be read: {_first(error)}", _MEND) from error
    try:
        return graph_alone(config)
    except (ConfigError, OmegaConfBaseException) as error:
        raise EnvError(f"{path} is of another version: {_first(error)}", _MEND) from error


def options(run: Path, kind: str, of: type[Own]) -> Own | None:
    """The options of the last stage of a kind in that run's graph, at work or idle; None where it has no such stage.

    Of the configuration only these options are read and what they refer to: a tenth of the time of `graph`, which
    loads every kind of stage. EnvError as there.
    """
    path = runfile.proven(run, ".hydra/config.yaml")
    try:
        written = yaml.load(bounded_yaml.read(path), yaml.CSafeLoader)
        name = next((name for name, node in _stages(written) if node.get("kind", name) == kind), None)
        return None if name is None else _built(name, written, kind, of)
    except (ConfigError, yaml.YAMLError, OmegaConfBaseException) as error:
        raise EnvError(f"{path} cannot be read: {_first(error)}", _MEND) from error


def _stages(written: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The stages, the last one first."""
    graph = written.get("graph") if isinstance(written, dict) else None
    stages = graph.get("stages") if isinstance(graph, dict) else None
    if not isinstance(stages, dict):
        raise ConfigError(["graph.stages: missing."])
    for name, node in reversed(stages.items()):
        yield name, node if isinstance(node, dict) else {}


def _built(name: str, written: Mapping[str, Any], kind: str, of: type[Own]) -> Own:
    """A stage's options, references carried out."""
    alone = {"graph": {"stages": {name: written["graph"]["stages"][name] or {}}}}
    config = OmegaConf.create({**alone, **_referred(alone, written)})
    node = cast("dict[str, Any]", OmegaConf.to_container(config.graph.stages[name], resolve=True))
    values = {**(node.get("options") or {}), **node}
    problems: list[str] = []
    own = {key: value for key, value in values.items() if key not in GENERAL}
    made: Own | None = build(of, own, kind, problems)
    if made is None:
        raise ConfigError(problems)
    return made


def _referred(values: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """The sections of a configuration that values refer to, and those that these refer to in turn."""
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
