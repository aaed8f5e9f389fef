"""The state of a job in the queue, as a message."""

from __future__ import annotations

from datetime import datetime

from runner.interruption import EXIT
from runner.messages import Message, say
from runner.service.job import Job
from runner.service.moment import said

_ENDS = {
    0: say("queue.done"),
    1: say("queue.incomplete"),
    4: say("queue.strict"),
    5: say("queue.budget"),
    EXIT: say("queue.interrupted"),
}
"""The meaning of the exit codes of `runner`, except those of errors."""


def standing(job: Job, now: datetime) -> Message:
    """Waiting, until when, running, or how it ended and why; `now` has a time zone."""
    if job.state == "running":
        return say("queue.running")
    if job.state == "waiting":
        at = job.not_before
        return say("queue.waits_until", at=said(at, now)) if at and at > now else say("queue.waits")
    if job.code in _ENDS:
        return _ENDS[job.code]
    reason = " ".join(job.problem.split())
    return say("queue.failed", reason=reason) if reason else say("queue.died", code=job.code or 0)
