"""`runner queue`: runs that are started one after the other, at a later time if you like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from runner.errors import ConfigError
from runner.messages import language_of_process, say, word
from runner.reports.command_line import with_runs_as_option
from runner.service import worker
from runner.service.job import Job
from runner.service.moment import moment
from runner.service.queue import Queue, now
from runner.service.wording import standing

_USAGE = """\
Runs that are started one after the other, by a process that needs no terminal and no window.

  runner queue                           what is being run, what waits, what has ended
  runner queue add set=herons            put a run at the end; it starts when those before it have ended
  runner queue add set=herons at=22:00   … not before ten in the evening; also at=2026-12-24T22:00
  runner queue add set=herons graph=publish publish.yes=true     … a publish, which can ask nobody then
  runner queue move 3 1                  start job 3 first
  runner queue remove 3                  take job 3 out
  runner queue work                      process the queue in this terminal; otherwise a background process does

Each job is what `runner` would do with the same options, in the folder where it was added. Passwords that are
environment variables are taken from whoever starts the process. Stop what is being run with `runner runs stop RUN`.
"""


def command(arguments: Sequence[str]) -> int:
    """Carry out `queue …`; returns the exit code."""
    if {"--help", "-h"}.intersection(arguments):
        print(_USAGE, end="")
        return 0
    queue, words = _queue(with_runs_as_option(arguments))
    match words:
        case [] | ["list"]:
            _list(queue)
        case ["add", *behind]:
            _add(queue, behind)
        case ["remove", number]:
            queue.remove(_job(queue, number))
        case ["move", number, place] if place.isdecimal():
            queue.move(_job(queue, number), int(place) - 1)
        case ["work"]:
            _work(queue)
        case _:
            raise ConfigError(
                ["Write: runner queue [list | add set=NAME … [at=22:00] | move N PLACE | remove N | work]"]
            )
    return 0


def _queue(arguments: Sequence[str]) -> tuple[Queue, list[str]]:
    """The queue of the runs folder that is named, and the other arguments."""
    named = [each.partition("=")[2] for each in arguments if each.startswith("paths.runs=")]
    return Queue(Path(named[-1] if named else "runs")), [x for x in arguments if not x.startswith("paths.runs=")]


def _add(queue: Queue, words: Sequence[str]) -> None:
    at = [each.partition("=")[2] for each in words if each.startswith("at=")]
    options = [each for each in words if not each.startswith("at=")]
    if not any(each.startswith("set=") for each in options):
        raise ConfigError(["Which set? Write: runner queue add set=NAME … [at=22:00]"])
    if unknown := [each for each in options if "=" not in each and not each.startswith("-")]:
        raise ConfigError([f"{each}: not an option. Options are written option=value." for each in unknown])
    job = queue.add(options, title=_title(options), not_before=moment(at[-1], datetime.now()) if at else None)
    _print(_line(job))
    queue.start_worker()


def _title(options: Sequence[str]) -> str:
    return next(each.partition("=")[2] for each in options if each.startswith("set="))


def _job(queue: Queue, number: str) -> Job:
    found = next((job for job in (*queue.jobs(), *queue.ended()) if str(job.number) == number), None)
    if found is None:
        raise ConfigError([f"{number}: there is no such job in the queue. `runner queue` shows it."])
    return found


def _work(queue: Queue) -> None:
    if not worker.work(queue):
        _print(word(say("queue.has_worker"), language_of_process()))


def _list(queue: Queue) -> None:
    jobs, language = queue.jobs(), language_of_process()
    for job in (*jobs, *queue.ended()):
        _print(_line(job))
    if not jobs:
        _print(word(say("queue.empty"), language))
    elif not queue.has_worker():
        _print(word(say("queue.no_worker"), language))


def _line(job: Job) -> str:
    """One job on a line: its number, what it is, and its state."""
    how = word(standing(job, now()), language_of_process())
    return f"{job.number:>3}  {job.title}: {how}  ({job.command})"


def _print(line: str) -> None:
    print(line, flush=True)
