"""Plug-ins: stages, rules, captioners and places from installed packages, and from a folder of Python files.

A plug-in is a module that registers what it brings when it is imported (`@item_stage`, `@set_stage`, `@rule`,
`@captioner_kind`, `@place_kind`). A package names its modules as entry points of the group `photo_runner`. The folder
is `paths.plugins` on the command line, the environment's PHOTO_RUNNER_PLUGINS, or `plugins` in the user's own folder;
its files are found before any configuration is read, since they decide which stages and rules a configuration may name.

For a plug-in that cannot be imported, `problems()` has a sentence; everything else works as if it were not there.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from types import ModuleType

from runner import user_folder

GROUP = "photo_runner"
"""Entry point group of installed packages: a name, and the module to import."""

VARIABLE = "PHOTO_RUNNER_PLUGINS"
"""Environment variable that names the folder, for this process and its children."""

_PACKAGE = "photo_runner_plugins"
"""The package of the folder's modules: by this name, their functions can be sent to a child process."""


def choose(arguments: Sequence[str]) -> None:
    """Take the folder from `paths.plugins=FOLDER` on a command line; call it before anything is loaded."""
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name.lstrip("+") == "paths.plugins":
            os.environ[VARIABLE] = value.strip("'\"")


def folder() -> Path:
    """The folder of this user's plug-ins; it need not exist."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    return user_folder.own() / "plugins"


_problems: list[str] = []


def problems() -> tuple[str, ...]:
    """Import every plug-in, once; returns a sentence for each that failed, with its file or package."""
    _load()
    return tuple(_problems)


def complain(problem: str) -> None:
    """Add a sentence about something in a plug-in that cannot be used."""
    _problems.append(problem)


@cache
def _load() -> None:
    _problems.extend([*_installed(), *_own()])


def _installed() -> Iterator[str]:
    for point in sorted(metadata.entry_points(group=GROUP), key=lambda each: each.name):
        name = f"The plug-in '{point.name}' of {point.dist.name if point.dist else point.value}"
        yield from _imported(point.module, name)


def _own() -> Iterator[str]:
    own = folder()
    files = sorted(path for path in own.glob("*.py") if path.stem.isidentifier()) if own.is_dir() else []
    if not files:
        return
    package = ModuleType(_PACKAGE)
    package.__path__ = [str(own)]
    sys.modules[_PACKAGE] = package
    for path in files:
        yield from _imported(f"{_PACKAGE}.{path.stem}", f"The plug-in {path}")


def _imported(module: str, name: str) -> Iterator[str]:
    try:
        importlib.import_module(module)
    except Exception as error:  # a stranger's module may raise anything when it is imported
        where = f" in line {line}" if (line := _line(error)) else ""
        yield f"{name} was left out: {type(error).__name__}{where}: {str(error) or 'no message'}"


def _line(error: BaseException) -> int | None:
    """The line in the plug-in's own file where the error arose; None if it is unknown."""
    if isinstance(error, SyntaxError):
        return error.lineno
    lines, trace = [], error.__traceback__
    while trace is not None:
        if not trace.tb_frame.f_code.co_filename.startswith("<frozen"):
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    return lines[1] if len(lines) > 1 else None
