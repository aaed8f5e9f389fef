"""How a publish ended: a sentence, what failed and how to fix it, what was held back and why."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reviewer.widgets.document import document
from runner.review.language import number, translate
from runner.review.publish.ended import Ending, Trouble

SHOWN = 100
"""At most so many photos are listed for each reason; all of them are in the runner's report."""


def page(ending: Ending) -> str:
    """How the publish ended, as HTML."""
    notes = "".join(f"<p>{escape(line)}</p>" for line in ending.notes.splitlines() if line.strip())
    return document(
        [
            f"<h3>{escape(ending.sentence)}</h3>",
            *_where(ending),
            *_section(translate("publish", "Not published"), ending.failed, "bad"),
            *_section(translate("publish", "Held back"), ending.stayed, "muted"),
            f"<div class='muted'>{notes}</div>",
        ]
    )


def _where(ending: Ending) -> list[str]:
    links = [f"<p><a href='{escape(each)}'>{escape(each)}</a></p>" for each in ending.pages]
    folder = [f"<p>{escape(str(ending.folder))}</p>"] if ending.folder else []
    return [*folder, *links]


def _section(title: str, troubles: Sequence[Trouble], style: str) -> list[str]:
    if not troubles:
        return []
    return [f"<h4>{escape(title)}</h4>", *(_trouble(each, style) for each in troubles)]


def _trouble(trouble: Trouble, style: str) -> str:
    photos = trouble.photos[:SHOWN]
    names = "".join(
        f"<br>{escape(name)}" + (f" <span class='muted'>{escape(why)}</span>" if why != trouble.title else "")
        for name, why in photos
    )
    more = len(trouble.photos) - len(photos)
    rest = f"<br>{escape(translate('publish', '… and %Ln more', '', more))}" if more else ""
    advice = f"<br>{escape(trouble.advice)}" if trouble.advice else ""
    head = f"<span class='{style}'>{escape(trouble.title)}: {number(len(trouble.photos))}</span>"
    return f"<p>{head}{advice}{names}{rest}</p>"
