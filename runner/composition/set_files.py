"""Completes the files of sets with defaults: only `source` is required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, cast

from omegaconf import DictConfig, OmegaConf

from runner.config.checking import SetOptions

GROUP = "set"


def completed(content: Any, stem: str) -> Any:
    """A set file's content with its name, which is that of the file, and the default of every option that it lacks.

    A set that includes another set has the options of that one, under its own name.
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
    """The default of an option; empty for a required one, which the check of a run then reports."""
    if option.default_factory is not MISSING:
        return option.default_factory()
    if option.default is MISSING:
        return ""
    return list(option.default) if isinstance(option.default, tuple) else option.default


def _is_a_set(entry: Any) -> bool:
    """True if an entry of `defaults` includes another file of this group."""
    if isinstance(entry, str):
        return entry != "_self_"
    return isinstance(entry, Mapping) and any(map(_names_sets, _groups(entry)))


def _groups(entry: Mapping[Any, Any]) -> Iterator[str]:
    return (str(key).removeprefix("optional ").partition("@")[0] for key in entry)


def _names_sets(group: str) -> bool:
    return group == f"/{GROUP}"
