"""The thresholds for telling a library's people apart: those of its newest run that looked for faces."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

from runner.config import saved
from runner.errors import ConfigError, EnvError
from runner.people.nodes import nodes_of
from runner.people.options import Clear, ScoreRules, Thresholds
from runner.stages.people import PeopleOptions
from runner.store import runfile

_log = logging.getLogger(__name__)

_MEND = "Look for them once: runner set=NAME set.people=true"


class PeopleSettings(NamedTuple):
    """What a set's configuration said when it was last run."""

    thresholds: Thresholds
    clear: Clear
    score: ScoreRules


def has_faces(run: Path) -> bool:
    """Whether a run has looked for faces."""
    return bool(nodes_of(run, "faces"))


def is_looked_for(runs: Path) -> bool:
    """Whether a finished run of any set has looked for faces. Raises EnvError like `settings`."""
    try:
        settings(runs)
    except ConfigError:
        return False
    return True


def settings(runs: Path) -> PeopleSettings:
    """The settings of the newest finished run with people whose configuration can be read.

    Raises ConfigError if no run has looked for faces, and EnvError if the configuration of none that has can be read.
    """
    unreadable: EnvError | None = None
    for run in sorted(runfile.find(runs), key=lambda each: each.name, reverse=True):
        about = runfile.read(run)
        if about is None or about.state != "finished" or not has_faces(run):
            continue
        try:
            if found := of_run(run):
                return found
        except EnvError as error:
            _log.warning("%s: %s", run, error)
            unreadable = unreadable or error
    if unreadable:
        raise unreadable
    raise ConfigError([f"Faces have not been looked for in {runs} yet. {_MEND}"])


def of_run(run: Path) -> PeopleSettings | None:
    """The settings of a run; None if it did not tell people apart. Raises EnvError if they cannot be read."""
    node = saved.graph(run).find("people")
    if node is None or not isinstance(node.options, PeopleOptions):
        return None
    return PeopleSettings(node.options.thresholds, node.options.clear, node.options.score)
