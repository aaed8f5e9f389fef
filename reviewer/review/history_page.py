"""How a photo's texts came about: the first draft compared with the current texts, what people did, every attempt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from reviewer.widgets.document import document, marked
from runner.messages import restored
from runner.review.history import sentence, when
from runner.review.language import number, term, translate, worded
from runner.review.review_set import ReviewSet
from runner.review.session import Session
from runner.review.snapshot import Snapshot
from runner.review.wording import difference, named, plain
from runner.schema import TEXTS, CaptionRow, RepairRow
from runner.store import traces
from runner.store.evidence import to_record
from runner.store.history import Event


class History(NamedTuple):
    """How the texts of one photo came about."""

    attempts: Sequence[Mapping[str, object]]  # at writing them, the first draft first
    events: Sequence[Event]  # what people did with the photo, in chronological order


def gather(session: Session, item: str) -> History:
    """The history of one photo. Reads files, so not for the GUI thread."""
    return History([*_in_run(session.review_set, item), *_since(session.review_set, item)], session.history(item))


def _in_run(review_set: ReviewSet, item: str) -> list[Mapping[str, object]]:
    repaired = traces.records(review_set.run, RepairRow, item)
    if repaired and repaired["attempts"]:
        return list(repaired["attempts"])
    draft = traces.records(review_set.run, CaptionRow, item)
    return [{**draft, "attempt": 0, "by": "captioner", "verdict": "draft"}] if draft else []


def _since(review_set: ReviewSet, item: str) -> Iterator[Mapping[str, object]]:
    """The attempts of regenerations that a person asked for."""
    from runner.review.generate.kept import generations  # slow to import, and not needed at start

    for row in generations(review_set.run, item):
        for attempt in row.attempts:
            yield {**to_record(attempt), "again": row.number}


def page(snapshot: Snapshot, place: int, found: History, field: str | None = None) -> str:
    """The page as HTML, newest first: the history of everything, or of one field."""
    texts = [name for name in TEXTS if field in (None, name)]
    events = [event for event in reversed(found.events) if field in (None, event.field)]
    attempts = [_attempt(attempt, texts) for attempt in reversed(found.attempts)] if texts else []
    parts = [_changes(snapshot, place, found.attempts, texts) if texts else "", _by_people(events), *attempts]
    if not any(parts):
        parts = [f"<p class='muted'>{escape(translate('history', 'It has not been changed.'))}</p>"]
    return document(parts)


def _changes(snapshot: Snapshot, place: int, attempts: Sequence[Mapping[str, object]], texts: Sequence[str]) -> str:
    row = snapshot.row(place)
    first = attempts[0] if attempts else snapshot.original(place)
    parts = [f"<h4>{translate('history', 'First draft compared with the current texts')}</h4>"]
    for name in texts:
        pieces = difference(plain(first[name]), plain(row[name]))
        parts.append(f"<p><span class='muted'>{named(name)}</span><br>{marked(pieces)}</p>")
    return "".join(parts)


def _by_people(events: Sequence[Event]) -> str:
    """The changes made by people, with their names."""
    if not events:
        return ""
    lines = (f"{when(event)} {event.reviewer}: {sentence(event)}" for event in events)
    return f"<h4>{translate('history', 'Changes by people')}</h4>" + "".join(f"<p>{escape(line)}</p>" for line in lines)


def _attempt(attempt: Mapping[str, Any], names: Sequence[str]) -> str:
    figures = [
        attempt.get("model") or term("source", attempt["by"]),
        f"{number(attempt['ms'])} ms",
        translate("history", "%Ln token(s)", "", tokens) if (tokens := attempt.get("completion_tokens")) else "",
        term("verdict", attempt["verdict"]),
    ]
    texts = "".join(
        f"<p><span class='muted'>{named(name)}:</span> {escape(plain(attempt[name])) or '—'}</p>" for name in names
    )
    found = "".join(_finding(finding) for finding in attempt.get("after") or () if _is_shown(finding, names))
    again = f"{translate('history', 'regenerated')} ({attempt['again']}) · " if "again" in attempt else ""
    head = f"{translate('history', 'Attempt')} {attempt['attempt']} · {again}" + " · ".join(filter(None, figures))
    return f"<h4>{escape(head)}</h4>{texts}{found}"


def _is_shown(finding: Mapping[str, str], names: Sequence[str]) -> bool:
    return finding["severity"] == "error" and (finding["field"] in names or len(names) == len(TEXTS))


def _finding(finding: Mapping[str, str]) -> str:
    said = worded(restored(finding["message_id"], finding["arguments"], finding["message"]))
    return f"<p class='bad'>✗ {escape(said)}</p>"
