"""How a photo's texts came about: what the model wrote against what stands, every attempt, every decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from reviewer.views.evidence_page import document
from runner.messages import restored
from runner.review.board import Board
from runner.review.language import moment, number, term, translate, worded
from runner.review.sheet import Sheet
from runner.review.wording import difference, named, plain
from runner.schema import CaptionRow, RepairRow
from runner.store import traces
from runner.store.decisions import holds
from runner.store.evidence import to_record

_TEXTS = ("caption", "alt_text", "keywords")


def gather(sheet: Sheet, item: str) -> list[Mapping[str, Any]]:
    """Every attempt to write the photo's texts, the first draft first. Reads files: not for the GUI thread."""
    return [*_in_run(sheet, item), *_since(sheet, item)]


def _in_run(sheet: Sheet, item: str) -> list[Mapping[str, Any]]:
    repaired = traces.records(sheet.run, RepairRow, item)
    if repaired and repaired["attempts"]:
        return list(repaired["attempts"])
    draft = traces.records(sheet.run, CaptionRow, item)
    return [{**draft, "attempt": 0, "by": "captioner", "verdict": "draft"}] if draft else []


def _since(sheet: Sheet, item: str) -> Iterator[Mapping[str, Any]]:
    """What was written anew for a person."""
    from runner.review.generate.texts import generations  # composing configurations costs a start what it need not

    for row in generations(sheet.run, item):
        for attempt in row.attempts:
            yield {**to_record(attempt), "anew": row.number}


def page(board: Board, place: int, attempts: Sequence[Mapping[str, Any]]) -> str:
    """The page as HTML."""
    return document([_changes(board, place, attempts), _decision(board, place), *map(_attempt, attempts)])


def _changes(board: Board, place: int, attempts: Sequence[Mapping[str, Any]]) -> str:
    row = board.row(place)
    first = attempts[0] if attempts else board.original(place)
    parts = [f"<h4>{translate('history', 'What the model wrote first, against what stands now')}</h4>"]
    for name in _TEXTS:
        pieces = difference(plain(first[name]), plain(row[name]))
        parts.append(f"<p><span class='muted'>{named(name)}</span><br>{marked(pieces)}</p>")
    return "".join(parts)


def marked(pieces: Sequence[tuple[str, str]]) -> str:
    """A difference as HTML: what went struck out, what came underlined."""
    tags = {"same": "{}", "gone": "<span class='gone'>{}</span>", "new": "<span class='new'>{}</span>"}
    return "".join(tags[kind].format(escape(text)) for kind, text in pieces) or "—"


def _decision(board: Board, place: int) -> str:
    item = board.items[place]
    decided = board.decided(item)
    lines = []
    if decided:
        reason = f": {decided.reason}" if decided.reason else ""
        lines.append(f"{moment(decided.at)} {decided.reviewer}: {_decided(decided.decision)}{reason}")
    for name, written in sorted(board.written(item).items()):
        said = translate("history", "took the text back") if written.value is None else plain(written.value)
        said = (
            translate("history", "took over from the captioner: {}").format(said) if written.source == "model" else said
        )
        lines.append(f"{moment(written.at)} {written.reviewer}, {named(name)}: {said}")
    for name in _TEXTS:
        if (marked := board.marked(item, name)) and marked.decision != "reset":
            reason = f": {marked.reason}" if marked.reason else ""
            of = f" ({translate('history', 'another text')})" if not holds(marked, board.row(place)[name]) else ""
            what = f"{_decided(marked.decision)}: {named(name)}{of}{reason}"
            lines.append(f"{moment(marked.at)} {marked.reviewer}: {what}")
    if not lines:
        return ""
    return f"<h4>{translate('history', 'By people')}</h4>" + "".join(f"<p>{escape(line)}</p>" for line in lines)


def _attempt(attempt: Mapping[str, Any]) -> str:
    figures = [
        attempt.get("model") or term("source", attempt["by"]),
        f"{number(attempt['ms'])} ms",
        translate("history", "%Ln token(s)", "", tokens) if (tokens := attempt.get("completion_tokens")) else "",
        term("verdict", attempt["verdict"]),
    ]
    texts = "".join(
        f"<p><span class='muted'>{named(name)}:</span> {escape(plain(attempt[name])) or '—'}</p>" for name in _TEXTS
    )
    found = "".join(_finding(finding) for finding in attempt.get("after") or () if finding["severity"] == "error")
    anew = f"{translate('history', 'written anew')} ({attempt['anew']}) · " if "anew" in attempt else ""
    head = f"{translate('history', 'Attempt')} {attempt['attempt']} · {anew}" + " · ".join(filter(None, figures))
    return f"<h4>{escape(head)}</h4>{texts}{found}"


def _finding(finding: Mapping[str, str]) -> str:
    said = worded(restored(finding["message_id"], finding["arguments"], finding["message"]))
    return f"<p class='bad'>✗ {escape(said)} ({finding['rule']})</p>"


def _decided(decision: str) -> str:
    said = {
        "approved": translate("state", "approved"),
        "rejected": translate("state", "rejected"),
        "reset": translate("history", "undecided again"),
    }
    return said[decision]
