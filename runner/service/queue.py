"""The queue of runs that are started one after the other, stored in `queue/` of the runs folder.

Any number of processes may add, move and remove at once; their changes are on disk when the call returns. One worker
process (`runner.service.worker`) starts the jobs. Nothing here waits for a run.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from runner import user_folder
from runner.errors import ConfigError, EnvError
from runner.messages import say
from runner.service import job as jobs_
from runner.service import locks
from runner.service.job import Job
from runner.store import sealed
from runner.store.atomic import write_atomically
from runner.store.runfile import RunFile

REMEMBERED = 20
"""Upper limit for the ended jobs that are still listed, the newest ones."""

Clock = Callable[[], datetime]


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Contents:
    """The content of `queue.json`: the next number, and all jobs in the order in which they are started."""

    next_number: int = 1
    jobs: list[Job] = field(default_factory=list)

    def ended(self) -> list[Job]:
        """The jobs that have ended, in the order in which they ended."""
        return sorted((job for job in self.jobs if job.state == "ended"), key=lambda job: job.ended_at or job.added_at)

    def replace(self, job: Job) -> None:
        """Replace the job that has the same number; does nothing if that was removed."""
        self.jobs = [job if each.number == job.number else each for each in self.jobs]

    def running(self) -> list[Job]:
        """The jobs that a worker has started: at most one."""
        return [job for job in self.jobs if job.state == "running"]

    def waiting(self) -> list[Job]:
        """The jobs that have not been started yet, in order."""
        return [job for job in self.jobs if job.state == "waiting"]


class Queue:
    """The queue of a runs folder.

    Every method raises EnvError if the queue's file is damaged, or if the folder has disappeared. Those that change the
    queue raise OSError if the disk refuses it.
    """

    def __init__(self, runs: Path, clock: Clock = now) -> None:
        self.runs, self.clock = runs.absolute(), clock
        self._was_there = self.runs.is_dir()
        self.folder = self.runs / "queue"
        self.worker_lock = self.folder / "worker.lock"
        self.job_lock = self.folder / "job.lock"

    def add(self, words: Sequence[str], *, title: str, not_before: datetime | None = None) -> Job:
        """Append a command line; durable when this returns. A worker starts it: see `start_worker`.

        `words` are arguments of `runner`, with paths relative to the current working directory. A folder that
        `--config-dir` named for this process is used for the job too. `not_before` without a time zone is local time.
        """
        moment = not_before.astimezone(UTC) if not_before else None
        return self._append([*user_folder.words(), *words], title, Path.cwd(), moment)

    def repeat(self, file: RunFile, words: Sequence[str] | None = None) -> Job:
        """Append the command of a run, as it was typed and where it was typed: finished work is reused.

        `words` are other arguments of `runner` in place of the run's own.
        """
        asked = shlex.split(file.command)[1:] if words is None else words
        return self._append(asked, file.set, Path(file.folder) if file.folder else Path.cwd(), None)

    def jobs(self) -> list[Job]:
        """The running job, if any, then the waiting ones in the order in which they are started."""
        return sorted(
            (job for job in self._read().jobs if job.state != "ended"), key=lambda job: job.state != "running"
        )

    def ended(self) -> list[Job]:
        """The ended jobs, newest first, at most `REMEMBERED`."""
        return self._read().ended()[::-1]

    def remove(self, job: Job) -> None:
        """Remove a job from the queue, or an ended one from the list. Raises ConfigError if it is running, or gone."""
        with self.changed() as contents:
            current = _of_number(contents, job.number)
            if current.state == "running":
                raise ConfigError([f"{job.number} is running. Stop its run instead: runner runs stop RUN"])
            contents.jobs.remove(current)
        self._forget_output(current)

    def move(self, job: Job, place: int) -> None:
        """Move a waiting job to this position among the waiting ones, counted from 0.

        Raises ConfigError if it is not waiting.
        """
        with self.changed() as contents:
            current = _of_number(contents, job.number)
            waiting = contents.waiting()
            if current not in waiting:
                raise ConfigError([f"{job.number} is no longer waiting."])
            waiting.remove(current)
            waiting.insert(max(0, place), current)
            contents.jobs = [*(each for each in contents.jobs if each.state != "waiting"), *waiting]

    def reschedule(self, job: Job, not_before: datetime | None) -> None:
        """Start a waiting job not before this moment, or as soon as possible if it is None.

        Raises ConfigError if the job is not waiting.
        """
        with self.changed() as contents:
            current = _of_number(contents, job.number)
            if current.state != "waiting":
                raise ConfigError([f"{job.number} is no longer waiting."])
            contents.replace(replace(current, not_before=not_before.astimezone(UTC) if not_before else None))

    def has_worker(self) -> bool:
        """True if a worker process is alive."""
        return not locks.is_free(self.worker_lock)

    def start_worker(self) -> None:
        """Start a worker process, unless there is one. Returns at once.

        The worker outlives this process and ends when no job is left. Raises OSError if its log cannot be written: it
        could not write anything else either.
        """
        if self.has_worker():
            return
        self._expect_folder()
        words = [sys.executable, "-m", "runner", "queue", "work", f"paths.runs={self.runs}"]
        with (self.folder / "worker.log").open("ab") as log:
            log.write(f"{self.clock():%Y-%m-%d %H:%M:%S} UTC\n".encode())
            log.flush()
            worker = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=self.runs
            )
        # A window may live longer than the worker: its exit has to be waited for, or it stays as a zombie.
        threading.Thread(target=worker.wait, name="end of the worker", daemon=True).start()

    def _expect_folder(self) -> None:
        """Raise EnvError if the folder of the runs is gone: what is written where a drive used to be is lost."""
        if self._was_there and not self.runs.is_dir():
            raise EnvError(say("queue.gone", path=str(self.runs)), say("queue.gone_mend"))

    @contextmanager
    def changed(self) -> Iterator[Contents]:
        """Yield the content of the queue, to be changed in the block.

        Changes are written at its end, unless it raises.
        """
        self._expect_folder()
        with locks.held(self.folder / "queue.lock"):
            contents = self._read()
            before = list(contents.jobs)
            yield contents
            if contents.jobs != before:
                self._write(contents)

    def output(self, job: Job) -> tuple[Path, Path]:
        """The files with the output of the job's process: standard output, standard error."""
        return self.folder / f"{job.number}.out", self.folder / f"{job.number}.err"

    def _append(self, words: Sequence[str], title: str, folder: Path, not_before: datetime | None) -> Job:
        """Append a job; the option for the runs folder is added if the words would mean another one."""
        named = any(word.startswith("paths.runs=") for word in words) or self.runs == folder / "runs"
        place = () if named else (f"paths.runs={self.runs}",)
        with self.changed() as contents:
            job = Job(contents.next_number, (*words, *place), title, folder, self.clock(), not_before)
            contents.next_number += 1
            contents.jobs.append(job)
        return job

    @property
    def _file(self) -> Path:
        return self.folder / "queue.json"

    def _read(self) -> Contents:
        try:
            saved = sealed.loaded(self._file.read_text("utf-8"))
            return Contents(saved["next_number"], [jobs_.restored(job) for job in saved["jobs"]])
        except FileNotFoundError:
            return Contents()
        except (ValueError, TypeError, KeyError) as error:
            raise EnvError(say("queue.damaged", path=str(self._file)), say("queue.damaged_mend")) from error

    def _write(self, contents: Contents) -> None:
        for forgotten in contents.ended()[:-REMEMBERED]:
            contents.jobs.remove(forgotten)
            self._forget_output(forgotten)
        for left in self.folder.glob("queue.json.*.tmp"):  # of a process that was killed: we hold the lock
            left.unlink(missing_ok=True)
        saved = {"next_number": contents.next_number, "jobs": [jobs_.plain(job) for job in contents.jobs]}
        write_atomically(self._file, lambda temporary: temporary.write_text(sealed.dumped(saved), "utf-8"))

    def _forget_output(self, job: Job) -> None:
        for path in self.output(job):
            path.unlink(missing_ok=True)


def _of_number(contents: Contents, number: int) -> Job:
    """The job with this number. Raises ConfigError if there is none."""
    found = next((job for job in contents.jobs if job.number == number), None)
    if found is None:
        raise ConfigError([f"{number}: there is no such job in the queue. `runner queue` shows it."])
    return found
