"""YAML as OmegaConf reads and writes it, by the parser that is written in C: a tenth of the time."""

from __future__ import annotations

from typing import Any

import yaml
from omegaconf import DictConfig, ListConfig, OmegaConf
from omegaconf._utils import get_omega_conf_dumper, get_yaml_loader

_OMEGACONF = get_yaml_loader()


class _Loader(yaml.CSafeLoader):  # type: ignore[misc]  # its stubs say Any where PyYAML has no C
    """What a value is, and that no key stands twice, is decided as OmegaConf's own loader does."""

    yaml_implicit_resolvers = _OMEGACONF.yaml_implicit_resolvers
    yaml_constructors = _OMEGACONF.yaml_constructors

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping. ConstructorError for a key that stands twice."""
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
    """What `OmegaConf.load` makes of the text. YAMLError, or ValueError for what is neither list nor mapping."""
    found = yaml.load(text, _Loader)
    if found is None:
        return OmegaConf.create()
    if not isinstance(found, list | dict | str):
        raise ValueError(f"Invalid loaded object type: {type(found).__name__}")
    made: DictConfig | ListConfig = OmegaConf.create(found)
    return made


class _Dumper(yaml.CDumper):  # type: ignore[misc]
    """How a value is written is decided as OmegaConf's own dumper does."""

    yaml_representers = get_omega_conf_dumper().yaml_representers


def dump(config: Any, *, resolve: bool = False, sort_keys: bool = False) -> str:
    """What `OmegaConf.to_yaml` makes of the configuration, by the emitter that is written in C."""
    plain = OmegaConf.to_container(_container(config), resolve=resolve, enum_to_str=True)
    text: str = yaml.dump(plain, default_flow_style=False, allow_unicode=True, sort_keys=sort_keys, Dumper=_Dumper)
    return text


def _container(config: Any) -> Any:
    """OmegaConf writes structured and plain values too."""
    return config if OmegaConf.is_config(config) else OmegaConf.create(config)


def install() -> None:
    """Let Hydra write by it what it saves with a run."""
    OmegaConf.to_yaml = staticmethod(dump)  # type: ignore[method-assign, assignment]
