"""Runs that are to be started one after the other, kept in `queue/` of the runs folder.

Any number of programs may add, move and remove at once; what they did is on the disk when the call returns. One worker
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
"""Jobs that have ended and are still listed, the newest."""

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Contents:
    """What `queue.json` holds: the next number, and all jobs in the order in which they are started."""

    next_number: int = 1
    jobs: list[Job] = field(default_factory=list)

    def ended(self) -> list[Job]:
        """The jobs that have ended, in the order in which they did."""
        return sorted((job for job in self.jobs if job.state == "ended"), key=lambda job: job.ended_at or job.added_at)

    def replace(self, job: Job) -> None:
        """Put the job in the place of the one of its number; nothing happens when that was removed."""
        self.jobs = [job if each.number == job.number else each for each in self.jobs]

    def running(self) -> list[Job]:
        """The jobs that a worker has started: one at most."""
        return [job for job in self.jobs if job.state == "running"]

    def waiting(self) -> list[Job]:
        """The jobs that are not started yet, in order."""
        return [job for job in self.jobs if job.state == "waiting"]


class Queue:
    """The queue of a runs folder. EnvError from every method when its file is damaged, or its folder gone meanwhile.

    OSError from those that change it when the disk refuses.
    """

    def __init__(self, runs: Path, clock: Clock = now) -> None:
        self.runs, self.clock = runs.absolute(), clock
        self._was_there = self.runs.is_dir()
        self.folder = self.runs / "queue"
        self.worker_lock = self.folder / "worker.lock"
        self.job_lock = self.folder / "job.lock"

    def add(self, words: Sequence[str], *, title: str, not_before: datetime | None = None) -> Job:
        """Put a command line at the end; durable when this returns. It is started by a worker: see `start_worker`.

        `words` are arguments of `runner`, with paths as they are meant in the current working directory. A folder that
        `--config-dir` named for this process holds for the job too. `not_before` without a zone is local time.
        """
        moment = not_before.astimezone(UTC) if not_before else None
        return self._append([*user_folder.words(), *words], title, Path.cwd(), moment)

    def repeat(self, file: RunFile) -> Job:
        """Put the command of a run at the end, as it was typed where it was typed: what is done is reused."""
        words = shlex.split(file.command)[1:]
        return self._append(words, file.set, Path(file.folder) if file.folder else Path.cwd(), None)

    def jobs(self) -> list[Job]:
        """The job that is being run, if any, then those that wait, in the order in which they are started."""
        return sorted(
            (job for job in self._read().jobs if job.state != "ended"), key=lambda job: job.state != "running"
        )

    def ended(self) -> list[Job]:
        """Jobs that have ended, newest first, `REMEMBERED` at most."""
        return self._read().ended()[::-1]

    def remove(self, job: Job) -> None:
        """Take a job out of the queue, or an ended one out of the list. ConfigError when it is being run, or gone."""
        with self.changed() as contents:
            current = _of_number(contents, job.number)
            if current.state == "running":
                raise ConfigError([f"{job.number} is running. Stop its run instead: runner runs stop RUN"])
            contents.jobs.remove(current)
        self._forget_output(current)

    def move(self, job: Job, place: int) -> None:
        """Give a job that waits this place among those that wait, 0 the first. ConfigError when it does not wait."""
        with self.changed() as contents:
            current = _of_number(contents, job.number)
            waiting = contents.waiting()
            if current not in waiting:
                raise ConfigError([f"{job.number} is no longer waiting."])
            waiting.remove(current)
            waiting.insert(max(0, place), current)
            contents.jobs = [*(each for each in contents.jobs if each.state != "waiting"), *waiting]

    def reschedule(self, job: Job, not_before: datetime | None) -> None:
        """Start a job that waits not before this moment, or as soon as it may. ConfigError when it does not wait."""
        with self.changed() as contents:
            current = _of_number(contents, job.number)
            if current.state != "waiting":
                raise ConfigError([f"{job.number} is no longer waiting."])
            contents.replace(replace(current, not_before=not_before.astimezone(UTC) if not_before else None))

    def has_worker(self) -> bool:
        """Whether a process works the queue off."""
        return not locks.is_free(self.worker_lock)

    def start_worker(self) -> None:
        """Start the process that works the queue off, unless there is one. It outlives this process, and ends when
        nothing is left. Returns at once. OSError where its log cannot be written: it could not write anything else.
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
        # A window may live longer than the worker: somebody has to take note of its end.
        threading.Thread(target=worker.wait, name="end of the worker", daemon=True).start()

    def _expect_folder(self) -> None:
        """EnvError where the folder of the runs is gone: what is written where a drive used to be is lost."""
        if self._was_there and not self.runs.is_dir():
            raise EnvError(say("queue.gone", path=str(self.runs)), say("queue.gone_mend"))

    @contextmanager
    def changed(self) -> Iterator[Contents]:
        """What the queue holds, to change in the block. What is changed is written at its end, unless that raises."""
        self._expect_folder()
        with locks.held(self.folder / "queue.lock"):
            contents = self._read()
            before = list(contents.jobs)
            yield contents
            if contents.jobs != before:
                self._write(contents)

    def output(self, job: Job) -> tuple[Path, Path]:
        """The files with what the job's process says: standard output, standard error."""
        return self.folder / f"{job.number}.out", self.folder / f"{job.number}.err"

    def _append(self, words: Sequence[str], title: str, folder: Path, not_before: datetime | None) -> Job:
        """Put a job at the end; the words name the runs folder where it is not the one that they mean."""
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
        for left in self.folder.glob("queue.json.*.tmp"):  # of a process that was killed: the lock is ours
            left.unlink(missing_ok=True)
        saved = {"next_number": contents.next_number, "jobs": [jobs_.plain(job) for job in contents.jobs]}
        write_atomically(self._file, lambda temporary: temporary.write_text(sealed.dumped(saved), "utf-8"))

    def _forget_output(self, job: Job) -> None:
        for path in self.output(job):
            path.unlink(missing_ok=True)


def _of_number(contents: Contents, number: int) -> Job:
    """The job of this number. ConfigError when there is none."""
    found = next((job for job in contents.jobs if job.number == number), None)
    if found is None:
        raise ConfigError([f"{number}: there is no such job in the queue. `runner queue` shows it."])
    return found
