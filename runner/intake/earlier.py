"""What a person entered for earlier sets, offered again: subjects, places, categories, keywords."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from runner import user_folder
from runner.composition import set_file_edit
from runner.composition.set_file import NewSet
from runner.config.folder import configuration_folders
from runner.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Earlier:
    """Texts of earlier sets, each once, in alphabetical order."""

    subjects: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def earlier() -> Earlier:
    """The values in the user's set files; categories also come from the program's own examples."""
    own = [each for _, each in own_sets()]
    every = [each for folder in configuration_folders() for _, each in _sets(folder)]
    return Earlier(
        _sorted(each.subject for each in own),
        _sorted(each.location for each in own),
        _sorted(each.category for each in every),
        _sorted(hint for each in own for hint in each.hints),
    )


def own_sets() -> Iterator[tuple[Path, NewSet]]:
    """The path and content of each set file in the user's folders; files that cannot be read are left out."""
    for folder in user_folder.folders():
        yield from _sets(folder)


def _sets(folder: Path) -> Iterator[tuple[Path, NewSet]]:
    for path in sorted((folder / "set").glob("*.yaml")):
        try:
            yield path, set_file_edit.read(path)
        except (ConfigError, ValueError, TypeError):
            continue


def _sorted(texts: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}, key=str.casefold))
