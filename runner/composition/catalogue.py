"""The catalogue of weights in conf/weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from runner import bounded_yaml
from runner.config import values
from runner.config.folder import configuration_folders
from runner.errors import ConfigError
from runner.models.weights.catalogue import Entry
from runner.models.weights.files import PACKAGE


def read_catalogue(folder: Path) -> dict[str, Entry]:
    """Every entry by name. Raises ConfigError with everything that is wrong with them."""
    problems: list[str] = []
    made = {path.stem: _entry(path, problems) for path in sorted(folder.glob("*.yaml"))}
    if problems:
        raise ConfigError(problems)
    return {name: entry for name, entry in made.items() if entry}


def catalogue() -> dict[str, Entry]:
    """The entries of the program and of the user's own folders; the user's take precedence."""
    folders = reversed(configuration_folders())
    return {name: entry for each in folders for name, entry in read_catalogue(each / "weights").items()}


def captioners() -> dict[str, Entry]:
    """The entries with a file of the same name in conf/caption."""
    return {name: entry for name, entry in catalogue().items() if name in _files("caption")}


def packaged() -> dict[str, str]:
    """Captioners whose model a Python package ships: the package by the captioner's name."""
    models = {name: _plain(path).get("model") for name, path in _files("caption").items()}
    return {name: str(model)[len(PACKAGE) :] for name, model in models.items() if str(model).startswith(PACKAGE)}


def _files(group: str) -> dict[str, Path]:
    """The files of a group by name, from all configuration folders."""
    folders = reversed(configuration_folders())
    return {path.stem: path for each in folders for path in sorted((each / group).glob("*.yaml"))}


def _plain(path: Path) -> dict[str, Any]:
    content = yaml.load(bounded_yaml.read(path), yaml.CSafeLoader)
    return content if isinstance(content, dict) else {}


def _entry(path: Path, problems: list[str]) -> Entry | None:
    try:
        entry = TypeAdapter(Entry).validate_python(yaml.load(bounded_yaml.read(path), yaml.CSafeLoader))
    except ValidationError as error:
        problems += [f"{path}: {said}" for said in values.sentences(Entry, path.stem, error)]
        return None
    problems += [f"{path}: {problem}" for problem in entry.problems()]
    return entry
