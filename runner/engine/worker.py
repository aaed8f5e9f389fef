"""A child process that runs stages, so that nothing a photo does to native code can harm the run."""

from __future__ import annotations

import contextlib
import errno
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from runner import plugins
from runner.engine import memory
from runner.errors import EnvironmentProblem, ItemError, StageFault
from runner.schema import Options
from runner.stage import Folders, Item, ItemFunction, Result

DISK_MEND = "Free some space or mend the permissions, then start the same command again: what is done is kept."
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_log = logging.getLogger(__name__)
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Job:
    """Work for a child: a stage's functions (sent by name), its options, and items."""

    kind: str
    run: ItemFunction
    options: Options
    items: Sequence[Item]
    together: Callable[[Any], int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of the job's next item, and how long it took."""

    result: Result
    ms: float

    @property
    def failed(self) -> bool:
        """Whether the item failed."""
        return isinstance(self.result, ItemError)


@dataclass(frozen=True, slots=True)
class Done:
    """The job is finished; so many items are worked on together, if the stage says so."""

    together: int | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """No item of this stage can work: what is missing, and what mends it."""

    problem: EnvironmentProblem


@dataclass(frozen=True, slots=True)
class Said:
    """A line that a stage logged: where, how important, and what."""

    logger: str
    level: int
    text: str


Reply = Answer | Done | Broken | Said


class Worker:
    """One child process and the pipe to it."""

    def __init__(self, folders: Folders, environment: Mapping[str, str]) -> None:
        self.pipe, child = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(child, folders, dict(environment)), daemon=True)
        # The child inherits the mask: Ctrl-C during its imports would print a traceback.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        self._process.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        child.close()

    def send(self, job: Job) -> None:
        """Give the child a job; its replies come through `pipe`."""
        self.pipe.send(job)

    def stop(self) -> str:
        """End the child, by force if it does not listen, and say how it ended."""
        self.pipe.close()
        self._process.join(0.5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        return _ending(self._process.exitcode)


def results(job: Job, folders: Folders) -> Iterator[Answer]:
    """Yield an Answer for each item. A stage that raises fails the item it was at and goes on with the next."""
    done = 0
    while done < len(job.items):
        for answer in _stream(job, done, folders):
            yield answer
            done += 1


def _stream(job: Job, done: int, folders: Folders) -> Iterator[Answer]:
    """Answers from item `done` on, up to the first exception, which is the answer of the item it came at."""
    given, since = 0, time.perf_counter()
    try:
        for result in job.run(job.items[done:], job.options, folders):
            now = time.perf_counter()
            yield Answer(result, (now - since) * 1000)
            given, since = given + 1, time.perf_counter()
        if given == len(job.items) - done:
            return
        problem: ItemError = StageFault(
            f"the stage '{job.kind}' gave {given} results for {len(job.items) - done} photos"
        )
    except ItemError as error:
        problem = error
    except EnvironmentProblem:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _DISK:
            raise EnvironmentProblem(f"Stage '{job.kind}' cannot write: {error}.", DISK_MEND) from error
        problem = StageFault(f"{type(error).__name__} in stage '{job.kind}': {error}")
        _log.exception("stage '%s' failed on %s", job.kind, job.items[done + given].path)
    yield Answer(problem, (time.perf_counter() - since) * 1000)


def _serve(pipe: Connection, folders: Folders, environment: dict[str, str]) -> None:
    """The child's life: one job after the other until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(environment)
    telling = _Telling(pipe)
    plugins.problems()  # a job names a function by its module
    memory.watch(environment)
    try:
        while True:
            job = pipe.recv()
            try:
                for answer in results(job, folders):
                    telling.tell(answer)
                telling.tell(Done(job.together(job.options) if job.together else None))
            except EnvironmentProblem as problem:
                telling.tell(Broken(problem))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


class _Telling(logging.Handler):
    """The child's side of the pipe: replies, and what this program logs, from whatever thread."""

    def __init__(self, pipe: Connection) -> None:
        super().__init__(logging.INFO)
        self._pipe = pipe
        ours = logging.getLogger("runner")
        ours.setLevel(logging.INFO)
        ours.addHandler(self)
        ours.propagate = False

    def tell(self, reply: Reply) -> None:
        self.acquire()
        try:
            self._pipe.send(reply)
        finally:
            self.release()

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):  # the driver is gone; the next reply notices
            self.tell(Said(record.name, record.levelno, self.format(record)))


def _ending(code: int | None) -> str:
    if code == memory.TOO_MUCH:
        return "its process took more memory than executor.memory_gb"
    if code is not None and code < 0:
        return f"its process died ({signal.Signals(-code).name})"
    return f"its process ended with exit code {code}"
