"""The plan of a publish as a page: what is new, what changes from what to what, what stays behind and why."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PyQt6.QtCore import QUrl

from reviewer.widgets.document import document, marked
from runner.review.language import number, translate
from runner.review.publishing import ACTIONS, Line
from runner.review.wording import difference, named

SHOWN = 200
"""Photos that are listed for each action; all of them are in the runner's report."""


def titles() -> dict[str, str]:
    """What each action is called."""
    return {
        "new": translate("publish", "New there"),
        "change": translate("publish", "Changed"),
        "move": translate("publish", "Renamed or moved"),
        "unpublish": translate("publish", "Unpublished"),
        "abandon": translate("publish", "Started once, no longer approved: leftovers are removed"),
        "same": translate("publish", "Already there"),
        "stay": translate("publish", "Held back"),
        "drift": translate("publish", "Changed there by someone else: left alone; publish.force=true overwrites it"),
        "blocked": translate("publish", "Name already taken: left alone"),
    }


def plan_page(lines: Sequence[Line]) -> str:
    """The plan as HTML."""
    going = [line for line in lines if not line.held or line.action == "stay"]
    groups = {action: [line for line in going if line.action == action] for action in ACTIONS}
    groups["drift"] = [line for line in lines if line.held and line.drift]
    groups["blocked"] = [line for line in lines if line.held and not line.drift and line.action != "stay"]
    named = titles()
    return document([_group(named[action], group) for action, group in groups.items() if group])


def end_page(sentence: str, said: str, report: str | None) -> str:
    """How a publish ended, as HTML, with a link to the report when there is one."""
    address = QUrl.fromLocalFile(report).toString() if report else ""
    link = f"<p><a href='{escape(address)}'>{escape(translate('publish', 'Open the report'))}</a></p>" if report else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in said.splitlines() if line.strip())
    return document([f"<h4>{escape(sentence)}</h4>", link, f"<div class='muted'>{lines}</div>"])


def _group(title: str, lines: Sequence[Line]) -> str:
    more = f"<p>{translate('publish', '… and %Ln more', '', len(lines) - SHOWN)}</p>" if len(lines) > SHOWN else ""
    return f"<h4>{escape(title)}: {number(len(lines))}</h4>" + "".join(map(_photo, lines[:SHOWN])) + more


def _photo(line: Line) -> str:
    was = f"<span class='gone'>{escape(line.was)}</span> → " if line.was and line.action == "move" else ""
    note = "; ".join(filter(None, (line.reason, *line.drift)))
    if line.action == "stay" and line.stands:
        note += translate("publish", "; what was published is unchanged")
    note = "; ".join(filter(None, (note, *line.sidecars)))
    if line.action == "change" and not line.texts and not note:
        note = translate("publish", "same texts, other files or columns")
    texts = "".join(
        f"<br><span class='muted'>{named(name)}</span> {marked(difference(old, new))}" for name, old, new in line.texts
    )
    return f"<p>{was}<b>{escape(line.name.rpartition('/')[2])}</b> <span class='muted'>{escape(note)}</span>{texts}</p>"
