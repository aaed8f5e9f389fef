"""Reads and writes YAML as OmegaConf does, with the parser that is written in C: in a tenth of the time."""

from __future__ import annotations

from typing import Any

import yaml
from omegaconf import DictConfig, ListConfig, OmegaConf
from omegaconf._utils import get_omega_conf_dumper, get_yaml_loader

_OMEGACONF = get_yaml_loader()


class _Loader(yaml.CSafeLoader):  # type: ignore[misc]  # its stubs say Any where PyYAML has no C
    """Types of values and duplicate keys are treated as by OmegaConf's own loader."""

    yaml_implicit_resolvers = _OMEGACONF.yaml_implicit_resolvers
    yaml_constructors = _OMEGACONF.yaml_constructors

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping. Raises ConstructorError for a duplicate key."""
        keys: set[str] = set()
        for key, _value in node.value:
            if key.tag == yaml.resolver.BaseResolver.DEFAULT_SCALAR_TAG and key.value in keys:
                mark = f"found duplicate key {key.value}"
                raise yaml.constructor.ConstructorError(
                    "while constructing a mapping", node.start_mark, mark, key.start_mark
                )
            keys.add(key.value)
        made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return made


def load(text: str) -> DictConfig | ListConfig:
    """What `OmegaConf.load` returns for the text.

    Raises YAMLError, or ValueError for what is neither list nor mapping.
    """
    found = yaml.load(text, _Loader)
    if found is None:
        return OmegaConf.create()
    if not isinstance(found, list | dict | str):
        raise ValueError(f"Invalid loaded object type: {type(found).__name__}")
    made: DictConfig | ListConfig = OmegaConf.create(found)
    return made


class _Dumper(yaml.CDumper):  # type: ignore[misc]
    """Values are written as by OmegaConf's own dumper."""

    yaml_representers = get_omega_conf_dumper().yaml_representers


def dump(config: Any, *, resolve: bool = False, sort_keys: bool = False) -> str:
    """What `OmegaConf.to_yaml` returns for the configuration, with the emitter that is written in C."""
    plain = OmegaConf.to_container(_container(config), resolve=resolve, enum_to_str=True)
    text: str = yaml.dump(plain, default_flow_style=False, allow_unicode=True, sort_keys=sort_keys, Dumper=_Dumper)
    return text


def _container(config: Any) -> Any:
    """Wrap structured and plain values, which OmegaConf writes too."""
    return config if OmegaConf.is_config(config) else OmegaConf.create(config)


def install() -> None:
    """Let Hydra use it to write what it saves with a run."""
    OmegaConf.to_yaml = staticmethod(dump)  # type: ignore[method-assign, assignment]
