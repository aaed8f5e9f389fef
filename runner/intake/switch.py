"""Switches something on in a set from the window: for one more run, or in the set's file for every later run."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from runner import user_folder
from runner.composition import set_file_edit
from runner.intake.planned import runs_option
from runner.review import review_set
from runner.review.people.settings import has_faces
from runner.service.queue import Queue
from runner.store import runfile
from runner.store.runfile import RunFile

_OF_A_SWEEP = ("-m", "--multirun")


@dataclass(frozen=True, slots=True)
class Switch:
    """An option of a set. `last` is the run that is repeated with it; None if the set alone is run."""

    name: str  # of the set
    key: str  # in the set's file
    value: str  # as YAML
    option: str  # on the command line, without the value
    last: RunFile | None = None

    @property
    def word(self) -> str:
        """The argument that switches it on for one run."""
        return f"{self.option}={self.value}"

    def command(self, runs: Path) -> str:
        """The command line that does in a terminal what `once` does."""
        if self.last is None:
            return shlex.join(["runner", *user_folder.words(), f"set={self.name}", self.word, *runs_option(runs)])
        return shlex.join(["runner", *self._repeated(self.last), *runs_option(runs)])

    def own_file(self) -> Path | None:
        """The path of the set's file if it is one of the user's, else None; the program's own are never changed."""
        files = (folder / "set" / f"{self.name}.yaml" for folder in user_folder.folders())
        return next((path for path in files if path.is_file()), None)

    def once(self, queue: Queue) -> None:
        """Queue one run with the option, and start the queue's worker. Raises EnvError if that fails."""
        if self.last is None:
            queue.add([f"set={self.name}", self.word], title=self.name)
        else:
            queue.repeat(self.last, self._repeated(self.last))
        queue.start_worker()

    def always(self, path: Path, queue: Queue) -> None:
        """Write the option into the set's file for every later run, and queue a run. Raises ConfigError or EnvError."""
        set_file_edit.write_with_option(path, self.key, self.value)
        self.once(queue)

    def _repeated(self, last: RunFile) -> list[str]:
        """The arguments of that run, with this option added. Without them another captioner might rewrite all texts.

        The folder of the runs is left to the queue, which knows where it is now.
        """
        others = (f"{self.option}=", "paths.runs=")
        return [*(word for word in shlex.split(last.command)[1:] if not word.startswith(others)), self.word]


def without_people(runs: Path) -> list[Switch]:
    """Switches on the search for faces, for each set whose newest run has not looked for any, by name."""
    names = sorted({run.parent.name for run in runfile.find(runs)})
    newest = [(name, review_set.newest(runs, name)) for name in names]
    return [
        Switch(name, "people", "true", "set.people", repeatable(run) if run else None)
        for name, run in newest
        if run is None or not has_faces(run)
    ]


def picks(name: str, run: Path, keep: int) -> Switch:
    """Switches on measuring where photos are sharp, and picks `keep` of the photos of this run."""
    return Switch(name, "keep", str(keep), "cull.keep", repeatable(run))


def repeatable(run: Path) -> RunFile | None:
    """What is known of a run if its command can be repeated; None for a variant of a sweep and an unreadable file."""
    file = runfile.read(run)
    return None if file is None or set(shlex.split(file.command)).intersection(_OF_A_SWEEP) else file
