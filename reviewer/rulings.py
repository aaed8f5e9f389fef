"""What a decision of a person comes to: which photos and texts it reaches, which it cannot, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewer.board import Board
from runner.content import TEXTS
from runner.decisions import Decision, Mark, Verdict
from runner.errors import RunnerError
from runner.schema import Finding

Findings = Callable[[Mapping[str, Any]], tuple[Finding, ...]]


class Refused(RunnerError):
    """What was asked for cannot be done; the message says why and what would help."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to be written, and what is said of it."""

    sentence: str
    verdicts: Sequence[Verdict] = ()
    marks: Sequence[Mark] = ()
    refused: Mapping[int, str] = field(default_factory=dict)  # why, by place: everything else is in it


class Rulings:
    """Decisions over the photos of a board, by what the rules find in their texts. `finished`: the run named them."""

    def __init__(self, board: Board, findings: Findings, *, finished: bool) -> None:
        self._board, self._findings, self._finished = board, findings, finished

    def approve(self, places: Sequence[int]) -> Ruling:
        """Approve what may be approved. Each approval is bound to the content as it stands now."""
        refused = {place: reason for place in places if (reason := self.obstacle(place))}
        free = [place for place in places if place not in refused]
        said = f"Approved {photos(len(free))}." if free else "Nothing was approved."
        return Ruling(said, [self._approval(place) for place in free], refused=refused)

    def reject(self, places: Sequence[int], reason: str) -> Ruling:
        """Reject photos for a reason. Their rows stay: they are negative examples."""
        why = _why(reason, "the photo or its texts")
        rows = {self._board.items[place]: self._board.row(place)["content_hash"] for place in places}
        verdicts = [Verdict(item, "rejected", content, why) for item, content in rows.items()]
        return Ruling(f"Rejected {photos(len(places))}: {why}.", verdicts)

    def reset(self, places: Sequence[int]) -> Ruling:
        """Take decisions back, those about single texts too; texts stay as they are."""
        verdicts = [Verdict(self._board.items[p], "reset") for p in places if self._board.decided(self._board.items[p])]
        marks = [self._mark(place, name, "reset") for place in places for name in self._board.marks(place)]
        count = _count(verdicts, marks)
        return Ruling(f"{photos(count).capitalize()} undecided again.", verdicts, marks)

    def approve_text(self, places: Sequence[int], name: str) -> Ruling:
        """Approve one text. Where it is the last that nobody had approved, the photo is approved with it."""
        refused = {place: reason for place in places if (reason := self._wrong_text(place, name))}
        free = [place for place in places if place not in refused]
        last = [place for place in free if self._is_last(place, name) and not self.obstacle(place, name)]
        whole = [self._approval(place) for place in last]
        said = f"Approved the {_said(name)} of {photos(len(free))}." if free else "Nothing was approved."
        said += f" With it, all texts of {photos(len(whole))} are approved, and so the whole." if whole else ""
        return Ruling(said, whole, [self._mark(place, name, "approved") for place in free], refused)

    def reject_text(self, places: Sequence[int], name: str, reason: str) -> Ruling:
        """Reject one text for a reason: the photo waits for another one, and an approval of it is taken back."""
        why = _why(reason, "the text")
        marks = [self._mark(place, name, "rejected", why) for place in places]
        return Ruling(f"Rejected the {_said(name)} of {photos(len(places))}: {why}.", self._unapproved(places), marks)

    def reset_text(self, places: Sequence[int], name: str) -> Ruling:
        """Take the decision about one text back, and with it an approval of the photo."""
        marks = [self._mark(place, name, "reset") for place in places if name in self._board.marks(place)]
        verdicts = self._unapproved(places)
        count = _count(verdicts, marks)
        return Ruling(f"{_said(name).capitalize()} of {photos(count)} undecided again.", verdicts, marks)

    def obstacle(self, place: int, but: str = "") -> str | None:
        """Why a photo cannot be approved, a sentence; None when it can. A rejection of the text `but` is no reason."""
        row = self._board.row(place)
        if row["outcome"] == "failed":
            return f"It could not be processed: {row['error']}"
        for name, marked in self._board.returned(place).items():
            if name != but:
                return f"{marked.reviewer} rejected its {_said(name)}: {marked.reason}. Write another one."
        errors = self._errors(place, row)
        if errors:
            return f"{errors[0][0].upper()}{errors[0][1:]}" + (f" (and {len(errors) - 1} more)" if errors[1:] else "")
        return None if row["content_hash"] and row["file_name"] else self._nameless()

    def _errors(self, place: int, row: Mapping[str, Any]) -> list[str]:
        item = self._board.items[place]
        if not self._board.is_edited(item):
            return [row["reason"] or f"it breaks {', '.join(row['findings'])}"] if row["outcome"] == "blocked" else []
        found = self._findings(row)
        self._board.note({item: found})
        return [f"{finding.field}: {finding.message}" for finding in found if finding.severity == "error"]

    def _wrong_text(self, place: int, name: str) -> str | None:
        """Why one text cannot be approved, a sentence; None when it can."""
        row = self._board.row(place)
        if row["outcome"] == "failed" or not row[name]:
            return f"There is no {_said(name)} to approve."
        errors = [f for f in self._findings(row) if f.field == name and f.severity == "error"]
        return f"{errors[0].message} ({errors[0].rule})" if errors else None

    def _is_last(self, place: int, name: str) -> bool:
        """Whether all other texts are approved, and the photo is not."""
        marks = self._board.marks(place)
        others = [marks.get(other) for other in TEXTS if other != name]
        approved = all(marked is not None and marked.decision == "approved" for marked in others)
        return approved and self._board.standing(place) != "approved"

    def _approval(self, place: int) -> Verdict:
        return Verdict(self._board.items[place], "approved", self._board.row(place)["content_hash"])

    def _unapproved(self, places: Sequence[int]) -> list[Verdict]:
        return [Verdict(self._board.items[p], "reset") for p in places if self._board.standing(p) == "approved"]

    def _mark(self, place: int, name: str, decision: Decision, reason: str | None = None) -> Mark:
        return Mark(self._board.items[place], name, decision, self._board.row(place)[name], reason)

    def _nameless(self) -> str:
        if self._finished:
            return "It has no file name, and so nothing to be published under."
        return "The run is not at its end, where photos get their file names. Until then edit and reject, then approve."


def photos(count: int) -> str:
    """So many photos, in words."""
    return "1 photo" if count == 1 else f"{count} photos"


def _said(name: str) -> str:
    return name.replace("_", " ")


def _why(reason: str, what: str) -> str:
    if not reason.strip():
        raise Refused(f"A rejection needs a reason: what is wrong with {what}?")
    return reason.strip()


def _count(verdicts: Sequence[Verdict], marks: Sequence[Mark]) -> int:
    """Photos that these are about."""
    return len({verdict.item_id for verdict in verdicts} | {mark.item_id for mark in marks})
