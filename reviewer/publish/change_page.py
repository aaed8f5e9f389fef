"""One photo of a plan: its names, and its texts before and after."""

from __future__ import annotations

from html import escape

from reviewer.widgets.document import document, marked
from runner.review.language import translate
from runner.review.publish.planned import Line
from runner.review.wording import difference, title


def page(line: Line) -> str:
    """What happens to the photo, as HTML."""
    return document([_head(line), *_notes(line), *(_text(line, *text) for text in line.texts)])


def _head(line: Line) -> str:
    was = f"<span class='gone'>{escape(line.was)}</span><br>" if line.was and line.action == "move" else ""
    source = f"<br><span class='muted'>{escape(line.source)}</span>" if line.source else ""
    return f"<p>{was}<b>{escape(line.name)}</b>{source}</p>"


def _notes(line: Line) -> list[str]:
    said = [*filter(None, (line.reason,)), *line.drift]
    if line.action == "stay" and line.stands:
        said.append(translate("publish", "What was published is unchanged."))
    if line.action == "change" and not line.texts and not said:
        said.append(translate("publish", "Same texts, other files or columns."))
    return [f"<p>{escape(each)}</p>" for each in (*said, *line.sidecars)]


def _text(line: Line, name: str, old: str, new: str) -> str:
    """A text with its changes marked; if the photo is not at the target yet, only the new text."""
    shown = marked(difference(old, new)) if line.stands else escape(new)
    return f"<h4>{escape(title(name))}</h4><p>{shown}</p>"
