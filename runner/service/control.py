"""Pauses, continues and stops a run of another process."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

from runner.errors import ConfigError, EnvError
from runner.messages import Message, language_of_process, say, word
from runner.reports.command_line import CommandParser
from runner.reports.standing import Standing, standing
from runner.store import pause_file
from runner.store.run_names import find


def pause(run: Path) -> None:
    """Make a run start nothing new; work in progress ends, models stay loaded.

    Raises ConfigError if the run is not running.
    """
    _going(run)
    pause_file.pause(run)


def unpause(run: Path) -> None:
    """Let a paused run continue. Raises ConfigError if it is not running, with the command that continues it."""
    _going(run)
    pause_file.unpause(run)


def stop(run: Path) -> None:
    """Do what Ctrl-C does where the run was started: finished work is kept. Returns before the run has ended.

    Raises ConfigError if it is not running, EnvError if its process cannot be reached from here.
    """
    file = _going(run).file
    if file.host != socket.gethostname():
        raise EnvError(say("control.elsewhere", host=file.host), say("control.elsewhere_mend"))
    if not _is_runner(file.pid):
        raise EnvError(say("control.other_process", pid=str(file.pid)), say("control.other_process_mend"))
    os.kill(file.pid, signal.SIGINT)


def command(arguments: Sequence[str]) -> int:
    """Carry out `runs pause | continue | stop RUN`; the arguments begin with the verb. Returns the exit code."""
    parser = CommandParser(
        prog="runner runs",
        description="A run that is going, whoever started it and wherever: pause it, let it go on, stop it.",
        examples={
            "runner runs pause aviation": "begin no more photos; models stay loaded, so that going on costs no time",
            "runner runs continue aviation": "go on",
            "runner runs stop aviation": "as Ctrl-C in its terminal: what is done is kept",
        },
    )
    parser.add_argument("verb", choices=("pause", "continue", "stop"), metavar="pause|continue|stop")
    parser.add_argument("run", help="run id or its beginning, a set's name, or a folder")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="the runs folder (default: runs)")
    chosen = parser.parse_args(arguments)
    run = _newest_going(chosen.runs, chosen.run)
    {"pause": pause, "continue": unpause, "stop": stop}[chosen.verb](run)
    said = {"pause": say("control.pausing"), "continue": say("control.continuing"), "stop": say("control.stopping")}
    print(f"{run.name}: {word(said[chosen.verb], language_of_process())}")
    return 0


def _newest_going(runs: Path, name: str) -> Path:
    """The run with this name; of a set, the newest one that is running. Raises ConfigError if there is none."""
    going = (each for path in runs.glob(f"{name}/*/run.json") if (each := standing(path.parent)) and each.is_going)
    newest = max((each.run for each in going), key=lambda run: run.name, default=None)
    return newest.resolve() if newest else find(runs, name)


def _going(run: Path) -> Standing:
    """The state of the run. Raises ConfigError if it is not running."""
    found = standing(run)
    if found is None:
        raise ConfigError([word(say("run.none", run=run.name), language_of_process())])
    if not found.is_going:
        raise ConfigError([word(_ended(found), language_of_process())])
    return found


def _ended(found: Standing) -> Message:
    if found.can_go_on:
        return say("control.broken_off", run=found.run.name, how=found.sentence(), command=found.file.command)
    return say("control.ended", run=found.run.name)


def _is_runner(pid: int) -> bool:
    """True if the process belongs to this program, as far as the system tells: process ids are reused."""
    try:
        return b"runner" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return not Path("/proc/self").exists()
