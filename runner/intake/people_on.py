"""Switches on the search for faces in a set from the window: for one run, or in the set's file."""

from __future__ import annotations

import shlex
from pathlib import Path

from runner import user_folder
from runner.composition import set_file_edit
from runner.intake.planned import runs_option
from runner.service.queue import Queue

OPTION = "set.people=true"


def command(name: str, runs: Path) -> str:
    """The command line that runs a set once with `OPTION`."""
    return shlex.join(["runner", *user_folder.words(), f"set={name}", OPTION, *runs_option(runs)])


def own_file(name: str) -> Path | None:
    """The path of the set's file if it is one of the user's, else None; the program's own files are never changed."""
    files = (folder / "set" / f"{name}.yaml" for folder in user_folder.folders())
    return next((path for path in files if path.is_file()), None)


def look_once(name: str, queue: Queue) -> None:
    """Queue a run of the set with `OPTION`, and start the queue's worker. Raises EnvError if that fails."""
    queue.add([f"set={name}", OPTION], title=name)
    queue.start_worker()


def look_always(name: str, path: Path, queue: Queue) -> None:
    """Write `OPTION` into the set's file for every later run, and queue a run. Raises ConfigError or EnvError."""
    set_file_edit.write_with_people(path)
    look_once(name, queue)
