"""Resolves the references of a configuration, and words the error if one leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from runner import bounded_yaml
from runner.config import references
from runner.config.folder import configuration_folders
from runner.errors import ConfigError
from runner.registry import nearest

_NOT_FOUND = re.compile(r"Interpolation key '(.+?)' not found")
_VARIABLE = re.compile(r"Environment variable '(.+?)' not found")
_NO_RESOLVER = re.compile(r"Unsupported interpolation type (\S+)")
_ERROR_TYPE = re.compile(r"\b[A-Z]\w+(?:Error|Exception)\b(?: raised while resolving interpolation)?: *")


def resolve(config: DictConfig, without: Container[str] = ()) -> tuple[dict[str, Any], list[str]]:
    """The configuration as plain values, and an empty list for its problems.

    `without` names sections that are left out. Raises ConfigError if a reference leads nowhere.
    """
    try:
        return {str(name): _value(config[name]) for name in config if name not in without}, []
    except OmegaConfBaseException as error:
        plain = cast("dict[str, Any]", OmegaConf.to_container(config, resolve=False))
        raise ConfigError([sentence(error, plain)]) from error


def _value(node: Any) -> Any:
    return OmegaConf.to_container(node, resolve=True, throw_on_missing=True) if OmegaConf.is_config(node) else node


def sentence(error: Exception, written: Mapping[str, Any] | None = None) -> str:
    """The text of an error of OmegaConf or Hydra, in a sentence of our own.

    `written` is the configuration with its references unresolved, to find the option whose reference failed.
    """
    said = str(error) or str(error.__cause__ or "")  # Hydra wraps OmegaConf's error, without a text of its own
    key = next(iter(re.findall(r"full_key: (\S+)", said)), "")
    if "Missing mandatory value" in said:
        return f"{key}: missing. Write {key}=…"
    if absent := _NOT_FOUND.search(said):
        return _absent(absent[1], key, written or {})
    if variable := _VARIABLE.search(said):
        name = variable[1]
        where = _written_at(f"oc.env:{name}", key, written or {})
        return f"{where}: takes its value from the environment variable {name}, which is not set: export {name}=…"
    if resolver := _NO_RESOLVER.search(said):
        return f"{key}: '${{{resolver[1]}:…}}' is no reference. Write ${{group.option}}, or the value itself."
    first = next((line.strip() for line in said.splitlines() if line.strip()), "cannot be composed")
    plain = _ERROR_TYPE.sub("", first)
    return f"{key}: {plain}" if key else plain


def _absent(name: str, key: str, written: Mapping[str, Any]) -> str:
    every = dict(references.leaves(written))
    known = sorted({*every, *(each.rpartition(".")[0] for each in every)} - {""})
    below = name.rpartition(".")[0]
    near = [each for each in known if each.rpartition(".")[0] == below] if below else []
    hint = f" {nearest(name, near)}" if near else " Write the name of an option that there is, or the value itself."
    return f"{_written_at(name, key, written)}: takes its value from '{name}', which does not exist.{hint}"


def _written_at(reference: str, key: str, written: Mapping[str, Any]) -> str:
    """The option that has the reference, and its file and line, as far as they can be found."""
    pattern = re.compile(rf"\$\{{\s*{re.escape(reference)}\s*[,}}]")
    holders = [name for name, value in references.leaves(written) if isinstance(value, str) and pattern.search(value)]
    option = next(iter(holders), key)
    place = line_of(pattern)
    return ": ".join(part for part in (place, option) if part)


def line_of(pattern: re.Pattern[str]) -> str | None:
    """The first configuration file and line in which the pattern is found; None if there is none."""
    return next(_lines(pattern), None)


def _lines(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the configuration files and lines that match."""
    for folder in configuration_folders():
        for path in sorted(folder.rglob("*.yaml")):
            for number, line in enumerate(_text(path).splitlines(), 1):
                if pattern.search(line):
                    yield f"{path}, line {number}"


def _text(path: Path) -> str:
    """The content of a file; empty if it cannot be read, or is a pipe that would be read for ever."""
    try:
        return bounded_yaml.read(path)
    except ConfigError:
        return ""
