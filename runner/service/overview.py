"""The runs that a person may want to know about: in progress, waiting in the queue, recently ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from runner.messages import Message, say
from runner.reports.standing import Standing, standings
from runner.service.job import Job
from runner.service.queue import Queue
from runner.service.wording import standing as job_standing

NEWEST = 40
"""Upper limit for the newest runs that are read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A run, a job that has no run yet, or one that never had a run."""

    title: str
    how: Message  # running, 340 of 2,000 photos; waiting until 22:00
    at: datetime  # when it started, or was added
    run: Standing | None = None
    job: Job | None = None

    @property
    def key(self) -> str:
        """The name of the entry as long as it is listed: for a job that has a run, that of the run."""
        return str(self.run.run) if self.run else f"job {self.job.number if self.job else ''}"


@dataclass(frozen=True, slots=True)
class Overview:
    """Entries by state, and whether a worker will start those that wait."""

    going: tuple[Entry, ...] = ()
    waiting: tuple[Entry, ...] = ()  # in the order in which they are started
    ended: tuple[Entry, ...] = ()  # newest first
    is_worked_off: bool = False
    is_there: bool = True  # whether the folder of the runs exists: a drive may be unplugged

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order in which they are listed."""
        return (*self.going, *self.waiting, *self.ended)

    def find(self, run: Path) -> Entry | None:
        """The entry of the run in this folder; None if it is not listed."""
        return next((each for each in self.entries if each.run and each.run.run == run.resolve()), None)

    def under_key(self, key: str) -> Entry | None:
        """The entry with this key; for a job that now has a run, the entry of the run. None if there is none."""
        exact = next((each for each in self.entries if each.key == key), None)
        return exact or next((each for each in self.entries if each.job and f"job {each.job.number}" == key), None)


def overview(queue: Queue) -> Overview:
    """The entries of a runs folder. Raises EnvError if its queue is damaged. Reads small files only."""
    runs = [each for each in standings(queue.runs, NEWEST) if not _is_plan(each)]
    jobs, over = queue.jobs(), queue.ended()
    by_pid = {job.pid: job for job in (*over, *jobs) if job.pid}
    entries = [_of_run(each, by_pid.get(each.file.pid)) for each in runs]
    with_run = {entry.job.number for entry in entries if entry.job}
    now = queue.clock()
    going = [each for each in entries if each.run and each.run.is_going]
    starting = [_of_job(job, now) for job in jobs if job.state == "running" and job.number not in with_run]
    ended = [each for each in entries if each.run and not each.run.is_going]
    lost = [_of_job(job, now) for job in over if job.number not in with_run and job.code]
    return Overview(
        going=(*going, *starting),
        waiting=tuple(_of_job(job, now) for job in jobs if job.state == "waiting"),
        ended=tuple(sorted((*ended, *lost), key=lambda entry: entry.at, reverse=True)[:NEWEST]),
        is_worked_off=queue.has_worker(),
        is_there=queue.runs.is_dir(),
    )


def _is_plan(stands: Standing) -> bool:
    """True for a publish that only planned: the publish page starts one each time it is opened, and none is listed."""
    return stands.file.graph == "publish" and "publish.dry_run=true" in stands.file.command.split()


def _of_run(stands: Standing, job: Job | None) -> Entry:
    title, began = stands.file.set, datetime.fromisoformat(stands.file.started_at)
    own = job if job and job.started_at and job.started_at <= began else None  # process ids are reused
    how = stands.sentence()
    if stands.file.graph == "publish":
        how = say("standing.publishing", how=how)
    return Entry(title, how, began, stands, own)


def _of_job(job: Job, now: datetime) -> Entry:
    how = say("queue.starting") if job.state == "running" else job_standing(job, now)
    return Entry(job.title, how, job.started_at or job.added_at, job=job)
