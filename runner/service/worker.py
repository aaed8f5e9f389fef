"""The worker process of the queue: runs one job after the other, until none is left.

It holds one lock as long as it lives, so that there is only one worker. Each job's process inherits another lock and
holds it as long as it lives: a job outlives a worker that is killed, and the next worker waits for it instead of
starting it again.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import IO

from runner import interruption
from runner.errors import EnvError
from runner.service import locks
from runner.service.job import Job
from runner.service.queue import Queue
from runner.store import runfile

NAP_S = 1.0
"""Seconds between two looks at a queue in which all jobs wait for their time."""

_TOLD = 2000
"""Upper limit for the characters of a job's error output that are kept."""

_CODES = {"finished": 0, "stopped": 5, "interrupted": interruption.EXIT, "failed": 3}
"""Exit code by the state of a run whose process was not waited for."""


def work(queue: Queue, nap: Callable[[float], object] = time.sleep) -> bool:
    """Start every job when it is due; returns True when none is left, False at once if another worker is alive.

    If this is interrupted, the job in progress is stopped and waits again.
    """
    with contextlib.ExitStack() as alone:
        if not alone.enter_context(locks.held_if_free(queue.worker_lock)):
            return False
        _take_over(queue)
        while _goes_on(queue, alone):
            if (job := _begin(queue)) is None:
                nap(NAP_S)
            else:
                _carry_out(queue, job)
    return True


def _take_over(queue: Queue) -> None:
    """Wait for the job that a killed worker left running, and record its result."""
    with locks.held(queue.job_lock):
        pass
    with queue.changed() as contents:
        for job in contents.running():
            contents.replace(_after(queue, job))


def _after(queue: Queue, job: Job) -> Job:
    """A job whose process is gone: ended as its run.json says, or waiting again, since finished work is reused."""
    for file in filter(None, map(runfile.read, runfile.find(queue.runs))):
        if job.pid and file.pid == job.pid and file.state in _CODES:
            return job.ended(queue.clock(), _CODES[file.state], file.error or "")
    return job.given_back()


def _goes_on(queue: Queue, alone: contextlib.ExitStack) -> bool:
    """True if a job is left.

    If not, the worker's lock is released while nobody can add: the next to add sees no worker.
    """
    with queue.changed() as contents:
        if contents.waiting():
            return True
        alone.close()
        return False


def _begin(queue: Queue) -> Job | None:
    """Mark the next job that is due as running and return it; None while all wait for their time."""
    with queue.changed() as contents:
        now = queue.clock()
        due = next((job for job in contents.jobs if job.is_due(now)), None)
        if due is not None:
            contents.replace(due := due.begun(now))
        return due


def _carry_out(queue: Queue, job: Job) -> None:
    """Run a job to its end and record how it ended."""
    with locks.held(queue.job_lock) as lock:
        try:
            process = _start(queue, job, lock)
        except OSError as error:  # its folder is gone, or no process can be started
            _note(queue, job.ended(queue.clock(), EnvError.exit_code, f"{error.filename}: {error.strerror}"))
            return
    # From here on, the child holds the lock.
    job = replace(job, pid=process.pid)
    _note(queue, job)
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        process.wait()
        _note(queue, job.given_back())
        raise
    _note(queue, job.ended(queue.clock(), code, _complaint(queue, job) if code else ""))


def _start(queue: Queue, job: Job, lock: IO[str]) -> subprocess.Popen[bytes]:
    """Start the job's process, in a group of its own: Ctrl-C for the worker reaches it only through the worker."""
    said, complained = queue.output(job)
    with said.open("wb") as out, complained.open("wb") as err:
        return subprocess.Popen(
            [sys.executable, "-m", "runner", *job.words],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            cwd=job.folder,
            pass_fds=[lock.fileno()],
            process_group=0,
        )


def _note(queue: Queue, job: Job) -> None:
    with queue.changed() as contents:
        contents.replace(job)


def _complaint(queue: Queue, job: Job) -> str:
    return queue.output(job)[1].read_text("utf-8", "replace")[-_TOLD:].strip()
