"""What the runner's plan says of each photo, with its picture and the texts that change."""

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
"""What may become of a photo, in the order in which a person wants to see it."""

GROUPS = ("new", "change", "move", "unpublish", "abandon", "drift", "blocked", "stay", "same")
"""The same, with those that are left as they are there by themselves: changed by someone else, or without a name."""

GOING = ("new", "change", "move", "unpublish", "abandon")
"""Groups of which something is changed at the target."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the runner's plan says of one photo, with the texts that it changes."""

    item: str
    action: str  # one of ACTIONS
    name: str
    reason: str | None  # why it stays behind
    drift: tuple[str, ...]  # what someone else changed there
    was: str | None  # the name it has there, where it gets another
    stands: bool  # whether it is at the target now
    texts: tuple[tuple[str, str, str], ...]  # field, text there, text to come; those that differ
    held: bool  # whether it is left as it is there, for its reason or what someone else changed
    sidecars: tuple[str, ...]  # what becomes of the XMP of its RAW, a sentence each
    picture: Path | None  # its rendition; None where the run has none
    source: str  # the original's path; empty for a photo that is not of this run

    @property
    def group(self) -> str:
        """Which of the GROUPS it belongs to."""
        if self.action == "stay" or not self.held:
            return self.action
        return "drift" if self.drift else "blocked"


def plan(session: Session, page: Path) -> list[Line]:
    """The runner's plan as its dry run recorded it beside `page`, with what stands and what will stand.

    Reads files: not for the GUI thread. EnvError when the catalogue is held.
    """
    from runner.delivery.record import read_rows  # its libraries need not be loaded to review

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
        name=(row["file_name"] or row["item_id"]).rpartition("/")[2],  # a photo that never got one goes by its path
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
