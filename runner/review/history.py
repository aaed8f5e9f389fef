"""What people did to a photo, in words: for the window's history page and the command line."""

from __future__ import annotations

from datetime import datetime

from runner.review import rating_words
from runner.review.language import moment, translate
from runner.review.wording import capital, named, plain
from runner.store.decisions import Decision
from runner.store.history import Event


def when(event: Event) -> str:
    """The event's date and time in the local time zone."""
    return moment(datetime.fromisoformat(event.at).astimezone())


def sentence(event: Event) -> str:
    """What somebody did, without who and when: `Rejected the caption: says nothing of the lake`."""
    say = {"edit": _edit, "rating": _rating}.get(event.kind, _decision)
    said = capital(say(event))
    return translate("history", "{} (undo/redo)").format(said) if event.undo else said


def _edit(event: Event) -> str:
    name = named(event.field or "")
    if event.source == "template" and event.value is not None:
        return translate("history", "approved it under the new file name {}").format(event.value)
    if event.value is None:
        return translate("history", "reverted the {} to the run's text").format(name)
    if event.source == "model":
        return translate("history", "used the regenerated {}: {}").format(name, plain(event.value))
    return translate("history", "edited the {}: {}").format(name, plain(event.value) or "—")


def _rating(event: Event) -> str:
    return rating_words.said(event.field, event.value)


def _decision(event: Event) -> str:
    assert event.decision is not None
    said = _text_decided(event.decision).format(named(event.field)) if event.field else _photo_decided(event.decision)
    reason = f": {event.reason}" if event.reason else ""
    return f"{said}{reason}"


def _photo_decided(decision: Decision) -> str:
    said = {
        "approved": translate("history", "approved the photo"),
        "rejected": translate("history", "rejected the photo"),
        "reset": translate("history", "cleared the decision about the photo"),
    }
    return said[decision]


def _text_decided(decision: Decision) -> str:
    said = {
        "approved": translate("history", "approved the {}"),
        "rejected": translate("history", "rejected the {}"),
        "reset": translate("history", "cleared the decision about the {}"),
    }
    return said[decision]
