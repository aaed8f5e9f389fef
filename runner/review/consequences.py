"""Foresees what new texts would do, before they are written: which photos they block, and which file names change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from runner.review.batch_edit import BatchEdit, batch_values
from runner.review.edits import Values
from runner.review.language import number, translate
from runner.review.session import Session
from runner.schema import Finding

LOOKED_AT = 500
"""Maximum number of photos whose texts are checked in advance."""

_NAMED = 3
"""Number of photos that a sentence names."""


class Renaming(NamedTuple):
    """The file name of a photo now, and after an approval."""

    place: int
    before: str | None
    after: str | None
    collides: bool  # another photo has the new name


@dataclass(frozen=True, slots=True)
class Consequences:
    """What new texts would do to the photos that were checked."""

    looked_at: int
    rows: Mapping[int, Mapping[str, Any]]  # effective rows with the new texts, by place: only rows that change
    findings: Mapping[int, tuple[Finding, ...]]  # in these rows
    blocked: Mapping[int, str]  # reasons by place, for photos that can be approved now
    renamed: Sequence[Renaming]  # photos whose name changes
    lacking: Mapping[int, str] = field(default_factory=dict)  # by place, the placeholder without a known value


def foresee(session: Session, values: Values, most: int = LOOKED_AT) -> Consequences:
    """What `session.edit(values)` would do to the first `most` photos. Changes nothing; not for the GUI thread."""
    looked_at = {place: values[place] for place in list(values)[:most]}
    plan = session.plan_edits(looked_at)
    places = session.snapshot.places
    findings = {places[item]: found for item, found in plan.findings.items()}
    return Consequences(
        len(looked_at), plan.rows, findings, session.newly_blocked(plan), _renamed(session, plan.rows, findings)
    )


def foresee_batch(session: Session, places: Sequence[int], wish: BatchEdit, most: int = LOOKED_AT) -> Consequences:
    """What a batch edit would do to the first `most` of these photos. Changes nothing; not for the GUI thread."""
    made = batch_values(session, places[:most], wish)
    return replace(foresee(session, made.values, most), lacking=made.lacking)


def whom_it_blocks(session: Session, found: Consequences) -> str:
    """How many photos would be blocked, and the first of them by name, one per line."""
    if not found.blocked:
        return translate("batch", "None of %Ln photo(s) would become blocked.", "", found.looked_at)
    said = translate("batch", "{} of %Ln photo(s) would become blocked:", "", found.looked_at)
    lines = [f"{file_of(session, place)}: {reason}" for place, reason in list(found.blocked.items())[:_NAMED]]
    more = ["…"] if len(found.blocked) > len(lines) else []
    return "\n".join([said.format(number(len(found.blocked))), *lines, *more])


def names_that_follow(found: Consequences) -> str:
    """A sentence with the number of file names that change and how many are already taken; empty if none change."""
    if not found.renamed:
        return ""
    said = translate("batch", "%Ln file name(s) (changes|change) on approval.", "", len(found.renamed))
    colliding = sum(each.collides for each in found.renamed)
    taken = translate("batch", "Taken by another photo: %Ln.", "", colliding) if colliding else ""
    return " ".join(filter(None, (said, taken)))


def what_is_lacking(found: Consequences) -> str:
    """Lines with the number of photos that keep a text because a placeholder has no known value; empty without any."""
    counted = Counter(found.lacking.values())
    lines = []
    for name, count in counted.most_common():
        said = translate("batch", "{} is unknown for %Ln photo(s), which (keeps its|keep their) text.", "", count)
        lines.append(said.format(f"{{{name}}}"))
    return "\n".join(lines)


def file_of(session: Session, place: int) -> str:
    """The name of the photo's own file."""
    return str(session.snapshot.photos.table["source_path"][place]).rpartition("/")[2]


def _renamed(
    session: Session, rows: Mapping[int, Mapping[str, Any]], findings: Mapping[int, tuple[Finding, ...]]
) -> list[Renaming]:
    snapshot = session.snapshot
    after = session.naming.previews(snapshot, rows)
    counted = Counter(name.casefold() for name in after.values() if name)
    before = session.naming.previews(snapshot, {place: snapshot.row(place) for place in rows})
    return [
        Renaming(place, before[place], name, _collides(name, counted, findings[place]))
        for place, name in after.items()
        if name != before[place]
    ]


def _collides(name: str | None, counted: Mapping[str, int], found: Sequence[Finding]) -> bool:
    return bool(name) and (counted[str(name).casefold()] > 1 or any(each.rule == "name_taken" for each in found))
