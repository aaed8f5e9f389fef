"""Finds the run that a person means by a name."""

from __future__ import annotations

from pathlib import Path

from runner.errors import ConfigError
from runner.store import runfile


def find(runs: Path, name: str, option: str = "--runs") -> Path:
    """The folder of a run by id, by the beginning of its id, by its set (the newest), by path, or `latest` of all.

    Raises ConfigError if none, or more than one, matches; `option` is the command's option for the runs folder.
    """
    for folder in (Path(name), runs / name):
        if (folder / "run.json").is_file():
            return folder.resolve()
    every = runfile.find(runs)
    of_set = every if name == "latest" else [run for run in every if run.parent.name == name]
    matching = of_set[:1] or [run for run in every if run.name.startswith(name)]
    if len(matching) == 1:
        return matching[0]
    said = "matches more than one run" if matching else "is not a run"
    raise ConfigError([f"'{name}' {said} in {runs}. `runner runs list` shows them; {option} names another folder."])
