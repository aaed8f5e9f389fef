"""Looking for faces in a set, switched on from the window as a command and a set file would."""

from __future__ import annotations

import shlex
from pathlib import Path

from runner import user_folder
from runner.composition import set_file_edit
from runner.intake.planned import runs_option
from runner.service.queue import Queue

OPTION = "set.people=true"


def command(name: str, runs: Path) -> str:
    """The command line that runs a set once with it."""
    return shlex.join(["runner", *user_folder.words(), f"set={name}", OPTION, *runs_option(runs)])


def own_file(name: str) -> Path | None:
    """The set's file, if it is one of the user's; the program's own are never changed."""
    files = (folder / "set" / f"{name}.yaml" for folder in user_folder.folders())
    return next((path for path in files if path.is_file()), None)


def look_once(name: str, queue: Queue) -> None:
    """Queue a run of the set with it, and have the queue worked off. EnvError when that cannot be."""
    queue.add([f"set={name}", OPTION], title=name)
    queue.start_worker()


def look_always(name: str, path: Path, queue: Queue) -> None:
    """Write it into the set's file, so that every run looks for faces, and queue one. ConfigError, EnvError."""
    set_file_edit.write_with_people(path)
    look_once(name, queue)
