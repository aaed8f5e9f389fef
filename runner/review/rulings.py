"""What a decision of a person comes to: which photos and texts it reaches, which it cannot, and how that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runner.errors import RunnerError
from runner.review.board import Board
from runner.review.language import term, translate, worded
from runner.review.wording import capital, failure, named, reasons
from runner.schema import Finding
from runner.store.content import TEXTS
from runner.store.decisions import Decision, Mark, Verdict

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
        return Ruling(_approved(len(free)), [self._approval(place) for place in free], refused=refused)

    def reject(self, places: Sequence[int], reason: str) -> Ruling:
        """Reject photos for a reason. Their rows stay: they are negative examples."""
        why = _why(
            reason, translate("rulings", "A rejection needs a reason: what is wrong with the photo or its texts?")
        )
        rows = {self._board.items[place]: self._board.row(place)["content_hash"] for place in places}
        verdicts = [Verdict(item, "rejected", content, why) for item, content in rows.items()]
        said = translate("rulings", "Rejected %Ln photo(s): {}.", "", len(places)).format(why)
        return Ruling(said, verdicts)

    def reset(self, places: Sequence[int]) -> Ruling:
        """Take decisions back, those about single texts too; texts stay as they are."""
        verdicts = [Verdict(self._board.items[p], "reset") for p in places if self._board.decided(self._board.items[p])]
        marks = [self._mark(place, name, "reset") for place in places for name in self._board.marks(place)]
        count = _count(verdicts, marks)
        return Ruling(translate("rulings", "%Ln photo(s) undecided again.", "", count), verdicts, marks)

    def approve_text(self, places: Sequence[int], name: str) -> Ruling:
        """Approve one text. Where it is the last that nobody had approved, the photo is approved with it."""
        refused = {place: reason for place in places if (reason := self._wrong_text(place, name))}
        free = [place for place in places if place not in refused]
        last = [place for place in free if self._is_last(place, name) and not self.obstacle(place, name)]
        whole = [self._approval(place) for place in last]
        return Ruling(
            _approved_text(name, len(free), len(whole)),
            whole,
            [self._mark(place, name, "approved") for place in free],
            refused,
        )

    def reject_text(self, places: Sequence[int], name: str, reason: str) -> Ruling:
        """Reject one text for a reason: the photo waits for another one, and an approval of it is taken back."""
        why = _why(reason, translate("rulings", "A rejection needs a reason: what is wrong with the text?"))
        marks = [self._mark(place, name, "rejected", why) for place in places]
        said = translate("rulings", "Rejected the {} of %Ln photo(s): {}.", "", len(places)).format(named(name), why)
        return Ruling(said, self._unapproved(places), marks)

    def reset_text(self, places: Sequence[int], name: str) -> Ruling:
        """Take the decision about one text back, and with it an approval of the photo."""
        marks = [self._mark(place, name, "reset") for place in places if name in self._board.marks(place)]
        verdicts = self._unapproved(places)
        count = _count(verdicts, marks)
        said = translate("rulings", "{} of %Ln photo(s) undecided again.", "", count)
        return Ruling(said.format(capital(named(name))), verdicts, marks)

    def obstacle(self, place: int, but: str = "") -> str | None:
        """Why a photo cannot be approved, a sentence; None when it can. A rejection of the text `but` is no reason."""
        row = self._board.row(place)
        if row["outcome"] == "failed":
            return translate("rulings", "It could not be processed: {}").format(failure(row))
        for name, marked in self._board.returned(place).items():
            if name != but:
                said = translate("rulings", "{} rejected its {}: {}. Write another one.")
                return said.format(marked.reviewer, named(name), marked.reason)
        errors = self._errors(place, row)
        if errors:
            more = translate("rulings", " (and %Ln more)", "", len(errors) - 1) if errors[1:] else ""
            return f"{capital(errors[0])}{more}"
        return None if row["content_hash"] and row["file_name"] else self._nameless()

    def _errors(self, place: int, row: Mapping[str, Any]) -> list[str]:
        item = self._board.items[place]
        if not self._board.is_edited(item):
            why = reasons(row) or _breaks(row["findings"])
            return [why] if row["outcome"] == "blocked" else []
        found = self._findings(row)
        self._board.note({item: found})
        return [f"{named(f.field)}: {worded(f.said)}" for f in found if f.severity == "error"]

    def _wrong_text(self, place: int, name: str) -> str | None:
        """Why one text cannot be approved, a sentence; None when it can."""
        row = self._board.row(place)
        if row["outcome"] == "failed" or not row[name]:
            return translate("rulings", "There is no {} to approve.").format(named(name))
        errors = [f for f in self._findings(row) if f.field == name and f.severity == "error"]
        return f"{worded(errors[0].said)} ({errors[0].rule})" if errors else None

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
            return translate("rulings", "It has no file name, and so nothing to be published under.")
        return translate(
            "rulings",
            "The run is not at its end, where photos get their file names. Until then edit and reject, then approve.",
        )


def _approved(count: int) -> str:
    if not count:
        return translate("rulings", "Nothing was approved.")
    return translate("rulings", "Approved %Ln photo(s).", "", count)


def _approved_text(name: str, count: int, whole: int) -> str:
    if not count:
        return _approved(0)
    said = translate("rulings", "Approved the {} of %Ln photo(s).", "", count).format(named(name))
    with_it = translate("rulings", " With it, all texts of %Ln photo(s) are approved, and so the whole.", "", whole)
    return said + (with_it if whole else "")


def _breaks(rules: Sequence[str]) -> str:
    return translate("rulings", "it breaks {}").format(", ".join(term("rule", rule) for rule in rules))


def _why(reason: str, question: str) -> str:
    if not reason.strip():
        raise Refused(question)
    return reason.strip()


def _count(verdicts: Sequence[Verdict], marks: Sequence[Mark]) -> int:
    """Photos that these are about."""
    return len({verdict.item_id for verdict in verdicts} | {mark.item_id for mark in marks})
