"""Finds the file and the line of a wrong option that is not on the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from runner import user_folder
from runner.config.folder import configuration_folder

_OPTION = re.compile(r"(?P<group>\w+)\.(?P<path>[\w.-]+): ")


def located(problems: Sequence[str], choices: Mapping[str, str | None], overrides: Sequence[str]) -> list[str]:
    """The problems, each with the file and line of its option if known.

    `choices` are the chosen files by group, `overrides` the options of the command line.
    """
    return [_located(problem, choices, overrides) for problem in problems]


def _located(problem: str, choices: Mapping[str, str | None], overrides: Sequence[str]) -> str:
    match = _OPTION.match(problem)
    chosen = choices.get(match["group"]) if match else None
    if match is None or not chosen or any(each.lstrip("+").startswith(f"{match[0][:-2]}=") for each in overrides):
        return problem
    for folder in (*user_folder.folders(), configuration_folder()):
        path = Path(folder, match["group"], f"{chosen}.yaml")
        line = _line(path, match["path"].split("."))
        if line is not None:
            return f"{path}, line {line}: {problem}"
    return problem


def _line(path: Path, keys: Sequence[str]) -> int | None:
    """The line of a key, counted from 1, or of its nearest parent in the file; None if there is neither."""
    try:
        node = yaml.compose(path.read_text("utf-8-sig"), yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    line = None
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next(((name, value) for name, value in pairs if getattr(name, "value", None) == key), None)
        if found is None:
            return line  # of its parent
        line, node = found[0].start_mark.line + 1, found[1]
    return line
