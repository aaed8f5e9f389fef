"""How a job of the queue stands, as a message."""

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
"""What the exit codes of `runner` mean, but for those of an error."""


def standing(job: Job, now: datetime) -> Message:
    """Waiting, until when, being run, or how it ended and why; `now` is aware of its zone."""
    if job.state == "running":
        return say("queue.running")
    if job.state == "waiting":
        later = job.not_before and job.not_before > now
        return (
            say("queue.waits_until", at=said(job.not_before, now)) if later and job.not_before else say("queue.waits")
        )
    if job.code in _ENDS:
        return say(f"queue.{_ENDS[job.code]}")
    reason = " ".join(job.problem.split())
    return say("queue.failed", reason=reason) if reason else say("queue.died", code=job.code or 0)
