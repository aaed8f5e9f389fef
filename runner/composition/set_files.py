"""Files of sets: what one need not say. `source` is enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, cast

from omegaconf import DictConfig, OmegaConf

from runner.config.checking import SetOptions

GROUP = "set"


def completed(content: Any, stem: str) -> Any:
    """A set file's content with its name, which is the file's, and everything that it leaves to the program.

    A set that takes in another set has what that one says, under its own name.
    """
    if not isinstance(content, DictConfig):
        return content
    builds_on = any(map(_is_a_set, content.get("defaults") or ()))
    standard = {} if builds_on else {each.name: _value(each) for each in fields(SetOptions)}
    missing = {"name": stem, **{key: value for key, value in standard.items() if key != "name"}}
    written = cast("dict[str, Any]", OmegaConf.to_container(content, resolve=False))
    for key, value in missing.items():
        if written.get(key) is None:
            OmegaConf.update(content, key, value, force_add=True)
    return content


def _value(option: Field[Any]) -> Any:
    """What an option is when nobody says it; what has to be said is empty, which the check of a run complains of."""
    if option.default_factory is not MISSING:
        return option.default_factory()
    if option.default is MISSING:
        return ""
    return list(option.default) if isinstance(option.default, tuple) else option.default


def _is_a_set(entry: Any) -> bool:
    """Whether a line of `defaults` takes in another file of this group."""
    if isinstance(entry, str):
        return entry != "_self_"
    return isinstance(entry, Mapping) and any(map(_names_sets, _groups(entry)))


def _groups(entry: Mapping[Any, Any]) -> Iterator[str]:
    return (str(key).removeprefix("optional ").partition("@")[0] for key in entry)


def _names_sets(group: str) -> bool:
    return group == f"/{GROUP}"
