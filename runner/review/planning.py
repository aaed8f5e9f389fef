"""Plans a person's decisions: which photos and texts they apply to, which they cannot, and the sentences about that.

A plan changes nothing. A dry run shows it, and a session carries it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runner.errors import RunnerError
from runner.review.language import term, translate, worded
from runner.review.snapshot import Snapshot
from runner.review.wording import capital, failure, named, reasons
from runner.schema import TEXTS, Finding
from runner.store.decisions import FILE_NAME, Decision, Edit, FieldDecision, PhotoDecision, RecordedEdit

Names = Callable[[Sequence[int]], Mapping[int, str | None]]
Findings = Callable[[Mapping[str, object]], tuple[Finding, ...]]


class Refused(RunnerError):
    """Raised if what was asked for cannot be done; the message says why and what would help."""


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """What will be recorded, and the sentence about it."""

    sentence: str
    photo_decisions: Sequence[PhotoDecision] = ()
    field_decisions: Sequence[FieldDecision] = ()
    edits: Sequence[Edit] = ()  # file names that follow from what people said about the photos
    refused: Mapping[int, str] = field(default_factory=dict)  # the reason, by place; everything else is in the plan


class Planner:
    """Plans decisions about the photos of one snapshot. `finished`: the run has given them file names.

    `findings` returns what is wrong with the texts of an effective row; its results for edited photos are kept in
    `found`, by item. `prepare` gets the items that will be asked about, to read what it needs at once. `names` returns
    by place which file names change when photos are approved. `consent` returns for any effective row whom it must not
    name.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        findings: Findings,
        prepare: Callable[[list[str]], object],
        names: Names,
        consent: Findings,
        *,
        finished: bool,
    ) -> None:
        self._snapshot, self._findings, self._read, self._finished = snapshot, findings, prepare, finished
        self._names, self._consent = names, consent
        self.found: dict[str, tuple[Finding, ...]] = {}

    def approve(self, places: Sequence[int]) -> DecisionPlan:
        """Approve the photos that may be approved. Each approval is bound to the current content."""
        self._prepare(place for place in places if self._snapshot.is_edited(place))
        refused = {place: reason for place in places if (reason := self.obstacle(place))}
        free = [place for place in places if place not in refused]
        names = self._names(free)
        approvals = [self._approval(place, names) for place in free]
        return DecisionPlan(_approved(len(free), names), approvals, edits=self._renamed(names), refused=refused)

    def reject(self, places: Sequence[int], reason: str) -> DecisionPlan:
        """Reject photos for a reason; raises Refused without one. Their rows are kept: they are negative examples."""
        why = _why(
            reason, translate("decisions", "A rejection needs a reason: what is wrong with the photo or its texts?")
        )
        rows = {self._snapshot.items[place]: self._snapshot.row(place)["content_hash"] for place in places}
        decisions = [PhotoDecision(item, "rejected", content, why) for item, content in rows.items()]
        said = translate("decisions", "Rejected %Ln photo(s): {}.", "", len(places)).format(why)
        return DecisionPlan(said, decisions)

    def reset(self, places: Sequence[int]) -> DecisionPlan:
        """Clear decisions about photos and their texts; the texts stay as they are."""
        items = [self._snapshot.items[place] for place in places]
        photo_decisions = [PhotoDecision(item, "reset") for item in items if self._is_decided(item)]
        field_decisions = [
            self._field_decision(place, name, "reset")
            for place in places
            for name in self._snapshot.field_decisions(place)
        ]
        count = _count(photo_decisions, field_decisions)
        said = translate("decisions", "Cleared the decision about %Ln photo(s).", "", count)
        return DecisionPlan(said, photo_decisions, field_decisions)

    def approve_text(self, places: Sequence[int], name: str) -> DecisionPlan:
        """Approve one text. If all other texts are approved, the photo is approved with it."""
        self._prepare(places)
        refused = {place: reason for place in places if (reason := self._wrong_text(place, name))}
        free = [place for place in places if place not in refused]
        last = [place for place in free if self._is_last(place, name) and not self.obstacle(place, name)]
        names = self._names(last)
        whole = [self._approval(place, names) for place in last]
        return DecisionPlan(
            _approved_text(name, len(free), len(whole)),
            whole,
            [self._field_decision(place, name, "approved") for place in free],
            self._renamed(names),
            refused,
        )

    def reject_text(self, places: Sequence[int], name: str, reason: str) -> DecisionPlan:
        """Reject one text for a reason: the photo needs another text, and its approval is cleared."""
        why = _why(reason, translate("decisions", "A rejection needs a reason: what is wrong with the text?"))
        field_decisions = [self._field_decision(place, name, "rejected", why) for place in places]
        said = translate("decisions", "Rejected the {} of %Ln photo(s): {}.", "", len(places)).format(named(name), why)
        return DecisionPlan(said, self._cleared_approvals(places), field_decisions)

    def reset_text(self, places: Sequence[int], name: str) -> DecisionPlan:
        """Clear the decision about one text, and with it an approval of the photo."""
        field_decisions = [
            self._field_decision(place, name, "reset")
            for place in places
            if name in self._snapshot.field_decisions(place)
        ]
        photo_decisions = self._cleared_approvals(places)
        count = _count(photo_decisions, field_decisions)
        said = translate("decisions", "Cleared the decision about the {} of %Ln photo(s).", "", count)
        return DecisionPlan(said.format(named(name)), photo_decisions, field_decisions)

    def obstacle(self, place: int, but: str = "") -> str | None:
        """Why a photo cannot be approved, as a sentence; None if it can. A rejection of the text `but` is ignored."""
        row = self._snapshot.row(place)
        if row["outcome"] == "failed":
            return translate("decisions", "It could not be processed: {}").format(failure(row))
        for name, decided in self._snapshot.returned(place).items():
            if name != but:
                said = translate("decisions", "{} rejected its {}: {}. It needs another one.")
                return said.format(decided.reviewer, named(name), decided.reason)
        errors = self._errors(place, row)
        if errors:
            more = translate("decisions", " (and %Ln more)", "", len(errors) - 1) if errors[1:] else ""
            return f"{capital(errors[0])}{more}"
        return None if row["content_hash"] and row["file_name"] else self._no_file_name()

    def _prepare(self, places: Iterable[int]) -> None:
        self._read([self._snapshot.items[place] for place in places])

    def _errors(self, place: int, row: Mapping[str, Any]) -> list[str]:
        if not self._snapshot.is_edited(place):
            why = reasons(row) or _breaks(row["findings"])
            if row["outcome"] == "blocked":
                return [why]
            found = self._consent(row)
        else:
            found = self.found[self._snapshot.items[place]] = self._findings(row)
        return [f"{named(f.field)}: {worded(f.said)}" for f in found if f.severity == "error"]

    def _wrong_text(self, place: int, name: str) -> str | None:
        """Why one text cannot be approved, as a sentence; None if it can."""
        row = self._snapshot.row(place)
        if row["outcome"] == "failed" or not row[name]:
            return translate("decisions", "There is no {} to approve.").format(named(name))
        errors = [f for f in self._findings(row) if f.field == name and f.severity == "error"]
        return capital(worded(errors[0].said)) if errors else None

    def _is_last(self, place: int, name: str) -> bool:
        """True if all other texts are approved, and the photo is not."""
        decided = self._snapshot.field_decisions(place)
        others = [decided.get(other) for other in TEXTS if other != name]
        approved = all(each is not None and each.decision == "approved" for each in others)
        return approved and self._snapshot.effective_decision(place) != "approved"

    def _is_decided(self, item: str) -> bool:
        recorded = self._snapshot.decision(item)
        return recorded is not None and recorded.decision != "reset"

    def _approval(self, place: int, names: Mapping[int, str | None]) -> PhotoDecision:
        """The approval of a photo as it will be with its new name."""
        item, row = self._snapshot.items[place], self._snapshot.row(place)
        if place in names:
            named_now = RecordedEdit(names[place], (), "", "", "template")
            row = self._snapshot.photos.with_edits(place, {**self._snapshot.edits(item), FILE_NAME: named_now})
        return PhotoDecision(item, "approved", row["content_hash"])

    def _renamed(self, names: Mapping[int, str | None]) -> list[Edit]:
        return [Edit(self._snapshot.items[place], FILE_NAME, name, (), "template") for place, name in names.items()]

    def _cleared_approvals(self, places: Sequence[int]) -> list[PhotoDecision]:
        approved = [place for place in places if self._snapshot.effective_decision(place) == "approved"]
        return [PhotoDecision(self._snapshot.items[place], "reset") for place in approved]

    def _field_decision(self, place: int, name: str, decision: Decision, reason: str | None = None) -> FieldDecision:
        return FieldDecision(self._snapshot.items[place], name, decision, self._snapshot.row(place)[name], reason)

    def _no_file_name(self) -> str:
        if self._finished:
            return translate("decisions", "It has no file name to be published under.")
        return translate(
            "decisions",
            "Photos get their file names at the end of the run. Until then you can edit and reject, but not approve.",
        )


def _approved(count: int, names: Mapping[int, str | None]) -> str:
    if not count:
        return translate("decisions", "Nothing was approved.")
    said = translate("decisions", "Approved %Ln photo(s).", "", count)
    return f"{said} {_said_of_names(names)}" if names else said


def _said_of_names(names: Mapping[int, str | None]) -> str:
    if len(names) == 1 and (name := next(iter(names.values()))):
        return translate("decisions", "New file name: {}.").format(name)
    return translate("decisions", "%Ln file name(s) changed with the subject or location.", "", len(names))


def _approved_text(name: str, count: int, whole: int) -> str:
    if not count:
        return _approved(0, {})
    said = translate("decisions", "Approved the {} of %Ln photo(s).", "", count).format(named(name))
    with_it = translate(
        "decisions", " All texts of %Ln photo(s) are now approved, and with them the photo(s).", "", whole
    )
    return said + (with_it if whole else "")


def _breaks(rules: Sequence[str]) -> str:
    return translate("decisions", "it breaks {}").format(", ".join(term("rule", rule) for rule in rules))


def _why(reason: str, question: str) -> str:
    if not reason.strip():
        raise Refused(question)
    return reason.strip()


def _count(photo_decisions: Sequence[PhotoDecision], field_decisions: Sequence[FieldDecision]) -> int:
    """Number of photos that these decisions are about."""
    return len({each.item_id for each in photo_decisions} | {each.item_id for each in field_decisions})
