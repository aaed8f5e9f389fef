"""The progress and results of a regeneration, in one line."""

from __future__ import annotations

from runner.review import generating
from runner.review.consequences import file_of
from runner.review.language import number, translate
from runner.review.regeneration import Regeneration
from runner.review.session import Session


def summary(session: Session, job: Regeneration, at: str, *, runs: bool) -> str:
    """What the captioner is doing, how many photos are in each state, and the time left while it `runs`."""
    if len(job.asked) == 1 and not runs and not job.waiting():
        return _of_one(session, job)
    left = job.seconds_left() if runs else None
    return " · ".join(filter(None, (at, *_counted(session, job), _duration(left) if left is not None else "")))


def ready(job: Regeneration) -> str:
    """How many of the photos have a result: 23 of 60."""
    total, waiting = len(job.asked), len(job.waiting())
    return translate("regeneration", "{} of {}").format(number(total - waiting), number(total))


def _counted(session: Session, job: Regeneration) -> list[str]:
    counts = job.counts(session)
    look_at = counts["wrong"] + counts["own"]
    said = (
        (counts["clean"], translate("regeneration", "%Ln without an error", "", counts["clean"])),
        (look_at, translate("regeneration", "%Ln to look at", "", look_at)),
        (counts["unchanged"], translate("regeneration", "%Ln with nothing new", "", counts["unchanged"])),
        (counts["failed"], translate("regeneration", "%Ln failed", "", counts["failed"])),
        (counts["accepted"], translate("regeneration", "%Ln accepted", "", counts["accepted"])),
        (counts["waiting"], translate("regeneration", "%Ln waiting", "", counts["waiting"])),
    )
    return [words for count, words in said if count]


def _duration(seconds: float) -> str:
    if seconds < 60:
        return translate("regeneration", "less than a minute left")
    return translate("regeneration", "about %Ln minute(s) left", "", round(seconds / 60))


def _of_one(session: Session, job: Regeneration) -> str:
    """A sentence on the result of the only photo."""
    (item,) = job.asked
    made = job.proposals.get(item)
    if made is None:
        return job.problems.get(item, "")
    if job.standing(session, item) == "unchanged":
        return generating.nothing_new(made)
    name = file_of(session, session.snapshot.places[item])
    return translate("generate", "{} has written new texts for {}.").format(made.model, name)
