"""A child process that runs stages, so that a photo that crashes native code cannot harm the run."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from runner import interruption, pixels, plugins
from runner.engine import pause
from runner.engine.executors import memory
from runner.engine.executors.descriptors import Descriptor
from runner.engine.executors.protocol import Answer
from runner.engine.executors.watchdog import watched
from runner.errors import EnvError, ItemError, StageFault
from runner.messages import say
from runner.schema import Options
from runner.stage import Folders, Item, ItemFunction, Spent
from runner.store.disk import DISK_MEND, is_of_the_disk

_log = logging.getLogger(__name__)
_LINES, _LINE = 1_000, 2_000
"""Upper limits: lines of a child's output that are logged, and bytes per line.

A library may repeat one for every photo.
"""
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Job:
    """Work for a child: a stage's functions (sent by name), its options, and items."""

    kind: str
    run: ItemFunction[Options]
    options: Options
    items: Sequence[Item]
    max_in_flight: Callable[[Options], int] | None = None
    within: Callable[[Options, int], Options] | None = None
    granted: int | None = None  # units that it may spend, see `runner.stage.Allowance`

    def options_after(self, spent: int) -> Options:
        """The options after this many units have been spent."""
        if self.within is None or self.granted is None:
            return self.options
        return self.within(self.options, max(0, self.granted - spent))


@dataclass(frozen=True, slots=True)
class Done:
    """The job is finished. `max_in_flight` is the number of items processed at a time, if the stage gives one."""

    max_in_flight: int | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """No item of this stage can be processed: what is missing, and how to fix it."""

    problem: EnvError


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line that a stage logged: the logger's name, the level, the text."""

    logger: str
    level: int
    text: str


Reply = Answer | Spent | Done | Broken | LogLine


class Worker:
    """One child process and the pipe to it."""

    def __init__(self, folders: Folders, environment: Mapping[str, str], slots: Sequence[Descriptor] = ()) -> None:
        """Start the child. `slots`: descriptors of the pictures that it shares with other children."""
        self.pipe, child = _SPAWN.Pipe()
        output, error_stream = _SPAWN.Pipe(duplex=False)
        place, given = f"{__name__}:{serve.__name__}", pickle.dumps((folders, dict(environment)))
        self._process = _SPAWN.Process(
            target=watched, args=(os.getpid(), place, given, child, error_stream, slots), daemon=True
        )
        # The child inherits the signal mask; without it, Ctrl-C during the child's imports would print a traceback.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        with interruption.put_off():
            self._process.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        child.close()
        error_stream.close()
        self._output = threading.Thread(target=_log_output, args=(output,), name="output of a child", daemon=True)
        self._output.start()

    def send(self, job: Job) -> None:
        """Give the child a job; its replies come through `pipe`."""
        self.pipe.send(job)

    def stop(self) -> str:
        """Stop the child, by force if it does not react, and return a description of how it ended."""
        self.pipe.close()
        self._process.join(0.5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._output.join(1)  # its last output belongs before the message about its end
        return _ending(self._process.exitcode)


def results(job: Job, folders: Folders) -> Iterator[Answer | Spent]:
    """Yield an Answer for each item, and a Spent whenever the stage spends units.

    If the stage raises, the item it was at fails and the next one continues. Raises EnvError if no item can be
    processed.
    """
    done = spent = 0
    while done < len(job.items):
        for reply in _stream(job, done, job.options_after(spent), folders):
            yield reply
            done += isinstance(reply, Answer)
            spent += reply.units if isinstance(reply, Spent) else 0


def _stream(job: Job, done: int, options: Options, folders: Folders) -> Iterator[Answer | Spent]:
    """Yield answers from item `done` on, up to the first exception, which is the answer of the item that raised it."""
    given, since = 0, time.perf_counter()
    try:
        for result in job.run(job.items[done:], options, folders):
            if isinstance(result, Spent):
                yield result
                continue
            now = time.perf_counter()
            yield Answer(result, (now - since) * 1000)
            given, since = given + 1, time.perf_counter()
        if given == len(job.items) - done:
            return
        problem: ItemError = StageFault(
            say("stage.wrong_count", stage=job.kind, given=given, photos=len(job.items) - done)
        )
    except ItemError as error:
        problem = error
    except EnvError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and is_of_the_disk(error):
            raise EnvError(f"Stage '{job.kind}' cannot write: {error}.", DISK_MEND) from error
        problem = StageFault(say("stage.fault", error=type(error).__name__, stage=job.kind, reason=str(error)))
        _log.exception("stage '%s' failed on %s", job.kind, job.items[done + given].path)
    yield Answer(problem, (time.perf_counter() - since) * 1000)


def serve(
    pipe: Connection,
    error_stream: Connection,
    slots: Sequence[Descriptor],
    folders: Folders,
    environment: dict[str, str],
) -> None:
    """The child's main loop: run one job after another until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (1, 2):
        os.dup2(error_stream.fileno(), stream)
    os.environ.update(environment)
    pixels.share([slot.number for slot in slots])
    handler = _PipeHandler(pipe)
    plugins.problems()  # imports the plug-ins: a job names a function by its module
    memory.watch(environment)
    try:
        while True:
            job = pipe.recv()
            try:
                for reply in results(job, folders):
                    handler.send(reply)
                    pause.wait(folders.run)  # the models stay loaded
                handler.send(Done(job.max_in_flight(job.options) if job.max_in_flight else None))
            except EnvError as problem:
                handler.send(Broken(problem))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _log_output(output: Connection) -> None:
    """Log what a child writes to standard output and error: native libraries say there why they fail."""
    with open(output.fileno(), "rb", closefd=False) as stream:
        for number, line in enumerate(iter(lambda: stream.readline(_LINE), b"")):
            if number < _LINES and (text := line.decode("utf-8", "backslashreplace").rstrip()):
                _log.warning("a child process: %s", text)
    output.close()


class _PipeHandler(logging.Handler):
    """The child's side of the pipe: sends replies and the log records of this program, from any thread."""

    def __init__(self, pipe: Connection) -> None:
        super().__init__(logging.INFO)
        self._pipe = pipe
        ours = logging.getLogger("runner")
        ours.setLevel(logging.INFO)
        ours.addHandler(self)
        ours.propagate = False

    def send(self, reply: Reply) -> None:
        self.acquire()
        try:
            self._pipe.send(reply)
        finally:
            self.release()

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):  # the driver is gone; the next reply will notice
            self.send(LogLine(record.name, record.levelno, self.format(record)))


def _ending(code: int | None) -> str:
    if code == memory.TOO_MUCH:
        return "its process took more memory than executor.memory_gb"
    if code is not None and code < 0:
        return f"its process died ({signal.Signals(-code).name})"
    return f"its process ended with exit code {code}"
