"""Where Hydra reads YAML: every file is checked for its size and for what a file in its folder may contain."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from hydra._internal.core_plugins.file_config_source import FileConfigSource
from hydra._internal.sources_registry import SourcesRegistry
from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.object_type import ObjectType
from hydra.core.plugins import Plugins
from hydra.plugins.config_source import ConfigResult, ConfigSource
from hydra.plugins.search_path_plugin import SearchPathPlugin
from omegaconf.errors import OmegaConfBaseException

from runner import bounded_yaml, user_folder
from runner.composition import set_files
from runner.composition.authority import DATA, ConfigFile, problems
from runner.config import fast_yaml
from runner.config.folder import configuration_folder
from runner.errors import ConfigError

_HEAD = 512
"""Characters at the beginning of a file in which Hydra looks for `# @package`."""

_DATA_FIRST = "data of the user"
"""Hydra's name for a user's folder where it comes before the program's own, with its data files only."""


class CheckedFiles(FileConfigSource):
    """A folder of configuration files, each of which is checked before it is used."""

    def load_config(self, config_path: str) -> ConfigResult:
        """A file as Hydra wants it. Raises ConfigError with the file and everything in it that is not allowed."""
        name = self._normalize_file_name(config_path)
        path = Path(self.path, name)
        _stays(path, Path(self.path), config_path)
        own = Path(self.path).resolve() == configuration_folder().resolve()
        content, header = _taken(path, name.removesuffix(".yaml"), own, bounded_yaml.read(path))
        return ConfigResult(
            config=copy.deepcopy(content),
            path=f"{self.scheme()}://{self.path}",
            provider=self.provider,
            header=dict(header),
        )

    def is_config(self, config_path: str) -> bool:
        """True if the file exists and may be taken from here."""
        return self._may(config_path) and bool(super().is_config(config_path))

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        """The names in a folder; empty if its files may not be taken from here."""
        return list(super().list(config_path, results_filter)) if self._may(config_path) else []

    def _may(self, config_path: str) -> bool:
        return self.provider != _DATA_FIRST or config_path.partition("/")[0] in DATA


class UserFolders(SearchPathPlugin):
    """Makes Hydra search the user's folders as well.

    Their data files come before the program's. Files that have effects outside, or decide what is run, cannot be
    replaced by name: captioners, targets and graphs of the user have names of their own, by which they are chosen.
    """

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Put the folders before and after the program's own."""
        for folder in user_folder.folders():
            search_path.append("user", f"file://{folder}")
        for folder in reversed(user_folder.folders()):
            search_path.prepend(_DATA_FIRST, f"file://{folder}")


def install() -> None:
    """Let Hydra read files through `CheckedFiles`, in this process and in those of its launchers."""
    Plugins.instance()  # registers Hydra's own sources, one of which this one replaces
    # A launcher's processes get the registry, then register Hydra's own sources, which are distinguished by name.
    CheckedFiles.__name__ = FileConfigSource.__name__
    SourcesRegistry.instance().types[CheckedFiles.scheme()] = CheckedFiles
    Plugins.instance().register(UserFolders)


def _stays(path: Path, folder: Path, written: str) -> None:
    """Raise ConfigError if a path or a link leads out of the folder of configurations."""
    if ".." in Path(written).parts or Path(written).is_absolute():
        raise ConfigError([f"{written}: leads out of {folder}. Name another folder instead: --config-dir FOLDER"])
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError([f"{path}: is a link that leads out of {folder}. Put a copy of the file in its place."])


def _header(text: str, name: str) -> dict[str, str | None]:
    try:
        return dict(ConfigSource._get_header_dict(text[:_HEAD]))
    except ValueError as error:
        raise ConfigError([f"{name}: its first lines are no head: {error}."]) from error


@lru_cache(maxsize=256)
def _taken(path: Path, name: str, own: bool, text: str) -> tuple[Any, Mapping[str, str | None]]:
    """The content of a file, and its header. Cached: several compositions of one command read the same files.

    Raises ConfigError for everything in it that a file of its folder may not contain.
    """
    header = _header(text, str(path))
    file = ConfigFile(name, own, header.get("package"), _plain(text, str(path)))
    if found := problems(file):
        raise ConfigError([f"{path}: {problem}" for problem in dict.fromkeys(found)])
    content = _loaded(text, str(path))
    return (set_files.completed(content, path.stem) if file.group == set_files.GROUP else content), header


def _loaded(text: str, name: str) -> Any:
    """The text as OmegaConf loads it. Raises ConfigError if it cannot be used."""
    try:
        return fast_yaml.load(text)
    except yaml.YAMLError as error:
        raise bounded_yaml.no_yaml(text, name, error) from error
    except (OmegaConfBaseException, OSError, ValueError, RecursionError) as error:
        said = " ".join(str(error).split("\n")[0].split())
        raise ConfigError([f"{name}: cannot be used as a configuration: {said}."]) from error


def _plain(text: str, name: str) -> Any:
    try:
        return yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise bounded_yaml.no_yaml(text, name, error) from error
    except ValueError as error:  # a date or number that Python cannot represent
        raise ConfigError([f"{name}: contains an invalid value: {error}. Put it in quotes."]) from error
