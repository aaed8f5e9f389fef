"""What the runner's plan says about each photo, with its picture and the texts that change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner.messages import Message, restored
from runner.publishing import publications
from runner.publishing.publications import Publication
from runner.review.language import worded
from runner.review.session import Session
from runner.review.text_checks import PATIENCE_S
from runner.review.wording import plain
from runner.schema import TEXTS
from runner.store.catalog import open_existing

ACTIONS = ("new", "change", "move", "unpublish", "abandon", "same", "stay")
"""What can happen to a photo, in the order in which a person wants to see it."""

GROUPS = ("new", "change", "move", "unpublish", "abandon", "drift", "blocked", "stay", "same")
"""The actions, with groups for photos that are left as they are at the target: changed there by someone else (`drift`),
or for another reason (`blocked`).
"""

GOING = ("new", "change", "move", "unpublish", "abandon")
"""Groups whose photos are changed at the target."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the runner's plan says about one photo, with the texts that it changes."""

    item: str
    action: str  # one of ACTIONS
    name: str
    reason: str | None  # why it is not published
    drift: tuple[str, ...]  # what someone else changed at the target
    was: str | None  # its name at the target, if it gets another
    stands: bool  # whether it is at the target now
    texts: tuple[tuple[str, str, str], ...]  # field, text at the target, new text; only those that differ
    held: bool  # whether it is left as it is there, for `reason` or `drift`
    sidecars: tuple[str, ...]  # what happens to the XMP of its RAW, one sentence each
    picture: Path | None  # its rendition; None if the run has none
    source: str  # the original's path; empty for a photo that is not in this run

    @property
    def group(self) -> str:
        """The one of the GROUPS that it belongs to."""
        if self.action == "stay" or not self.held:
            return self.action
        return "drift" if self.drift else "blocked"


def plan(session: Session, page: Path) -> list[Line]:
    """The runner's plan as its dry run recorded it beside `page`, with the texts there and the new ones.

    Reads files: do not call it in the GUI thread. Raises EnvError if the catalogue is held.
    """
    from runner.delivery.record import read_rows  # a review does not need its libraries

    rows = list(read_rows(page.parent).iter_rows(named=True))
    with open_existing(session.review_set.catalog, PATIENCE_S) as catalog:
        standing = publications.published(catalog, rows[0]["target"]) if rows else {}
    lines = [_line(row, standing.get(row["item_id"]), session) for row in rows]
    return sorted(lines, key=lambda line: (GROUPS.index(line.group), line.name))


def _line(row: Mapping[str, Any], before: Publication | None, session: Session) -> Line:
    place = session.snapshot.places.get(row["item_id"])
    photo = session.snapshot.row(place) if place is not None else None
    goes = row["action"] in ("new", "change", "move")
    was = before.file_name if before and before.file_name != row["file_name"] else None
    drift = _worded(row["drift_messages"])
    held = row["reason"] is not None
    reason = worded(restored(row["reason_id"], row["reason_arguments"], row["reason"])) if held and not drift else None
    return Line(
        item=row["item_id"],
        action=row["action"],
        name=(row["file_name"] or row["item_id"]).rpartition("/")[2],  # a photo without a name is listed by its path
        reason=reason,
        drift=drift,
        was=was,
        stands=before is not None,
        texts=tuple(_texts(before, photo)) if goes and photo is not None else (),
        held=held,
        sidecars=_worded(row["sidecar_messages"]),
        picture=session.review_set.renditions / photo["picture"] if photo is not None and photo["picture"] else None,
        source=str(photo["source_path"]) if photo is not None else "",
    )


def _worded(messages: Sequence[Mapping[str, str]] | None) -> tuple[str, ...]:
    return tuple(worded(Message(**each)) for each in messages or ())


def _texts(before: Publication | None, row: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    for name in TEXTS:
        old, new = plain(before.texts[name]) if before else "", plain(row[name])
        if old != new:
            yield name, old, new
