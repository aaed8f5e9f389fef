"""The catalogue of weights, conf/weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from runner import bounded_yaml
from runner.config.folder import configuration_folder
from runner.errors import ConfigError
from runner.models.weights.catalogue import Entry
from runner.models.weights.files import PACKAGE


def read_catalogue(folder: Path) -> dict[str, Entry]:
    """Every entry by name. ConfigError lists all that is wrong with them."""
    problems: list[str] = []
    made = {path.stem: _entry(path, problems) for path in sorted(folder.glob("*.yaml"))}
    if problems:
        raise ConfigError(problems)
    return {name: entry for name, entry in made.items() if entry}


def captioners() -> dict[str, Entry]:
    """The entries that a file of conf/caption is named after."""
    folder = configuration_folder()
    entries = read_catalogue(folder / "weights")
    return {name: entry for name, entry in entries.items() if (folder / "caption" / f"{name}.yaml").is_file()}


def packaged() -> dict[str, str]:
    """Captioners whose model a Python package ships: the package by the captioner's name."""
    files = {path.stem: path for path in sorted((configuration_folder() / "caption").glob("*.yaml"))}
    models = {name: _plain(path).get("model") for name, path in files.items()}
    return {name: str(model)[len(PACKAGE) :] for name, model in models.items() if str(model).startswith(PACKAGE)}


def _plain(path: Path) -> dict[str, Any]:
    content = yaml.load(bounded_yaml.read(path), yaml.CSafeLoader)
    return content if isinstance(content, dict) else {}


def _entry(path: Path, problems: list[str]) -> Entry | None:
    try:
        entry = TypeAdapter(Entry).validate_python(yaml.load(bounded_yaml.read(path), yaml.CSafeLoader))
    except ValidationError as error:
        said = error.errors(include_url=False)
        problems += [f"{path}: {'.'.join(map(str, each['loc']))}: {each['msg']}." for each in said]
        return None
    problems += [f"{path}: {problem}" for problem in entry.problems()]
    return entry
