"""A person's work on one run: look, filter, edit, decide, undo. Everything is in the catalogue when a call returns.

`Session.snapshot` is the current view. It never changes: each change replaces it by another one, so that any thread
can read one while another thread changes something. Calls that change something wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from runner.people import names_in_texts
from runner.review import edits, rating_words, undo
from runner.review.conflicts import Bases, Overtaken, bases, unseen
from runner.review.edits import EditPlan, NewTexts, Values
from runner.review.language import translate
from runner.review.planning import DecisionPlan, Planner
from runner.review.query import parse
from runner.review.recording import ChangeResult, Recording
from runner.review.review_set import ReviewSet
from runner.review.snapshot import Snapshot
from runner.review.throughput import Throughput
from runner.review.undo import change
from runner.review.wording import first_error
from runner.schema import Finding
from runner.store.decisions import ConcurrentChange, Source
from runner.store.ratings import Kind, Rating, Value

if TYPE_CHECKING:
    from runner.text.claims.shown import Account

Names = Callable[[Snapshot, Iterable[int]], Mapping[int, str | None]]
"""Returns the names that photos get when they are approved, by place; only those that change."""


class Session(Recording):
    """The photos of a review set and one reviewer's changes to them."""

    def __init__(self, review_set: ReviewSet, reviewer: str) -> None:
        super().__init__(review_set, reviewer)
        self.throughput = Throughput()

    def find(self, filter_text: str = "", order: str = "attention") -> list[int]:
        """Places of the photos that the filter matches, in order. Raises FilterError if it cannot be understood."""
        return self._snapshot.find(parse(filter_text), order)

    def edit(self, values: Values, label: str, based_on: Bases | None = None, source: Source = "human") -> ChangeResult:
        """Record a person's texts. They are checked, and kept whatever the rules say: only approval needs clean ones.

        With the `source` model, a person accepts regenerated texts; they are checked as the captioner's own. `based_on`
        has the edits that these texts were written over; by default, those that the session shows. Raises Overtaken if
        one of the fields was edited since, by somebody else or by the same person elsewhere; then nothing is written.
        """
        with self._writing:
            based_on = bases(self._snapshot, values) if based_on is None else based_on
            self._catch_up()
            for found in unseen(self._snapshot, values, based_on):
                if not self.own_edits.has(found.item, found.field, found.theirs):
                    raise Overtaken(found)
            return self._write(values, label, source)

    def edit_each(self, texts: NewTexts, said: Callable[[int], str], source: Source = "human") -> ChangeResult:
        """Record the texts of many photos as one change; `said` returns its sentence for a number of photos.

        Photos with a field that was edited since `texts` were prepared stay as they are: they are in `refused`, and the
        conflicts are in `overtaken`.
        """
        with self._writing:
            self._catch_up()
            values = texts.in_run(self._snapshot)
            overtaken = tuple(unseen(self._snapshot, values, bases(texts.snapshot, texts.values)))
            refused = {self._snapshot.places[each.item]: each.sentence() for each in reversed(overtaken)}
            kept = {place: fields for place, fields in values.items() if place not in refused}
            try:
                done = self._write(kept, said(len(kept)), source)
            except ConcurrentChange:  # another change came in between; it has been read now
                return self.edit_each(texts, said, source)
            return replace(done, refused=refused, overtaken=overtaken)

    def _write(self, values: Values, label: str, source: Source) -> ChangeResult:
        plan = self.plan_edits(values, source)
        if not plan.edits:
            return ChangeResult(_nothing())
        places = self._record(change(self._snapshot, label, plan.edits))
        places += self._note(plan.findings)
        return ChangeResult(label, tuple(dict.fromkeys(places)))

    def plan_edits(self, values: Values, source: Source = "human") -> EditPlan:
        """What `edit` would record; changes nothing. A value that is already current is not an edit."""
        snapshot = self._snapshot
        self.checker.bases([snapshot.items[place] for place in values])
        return edits.plan(snapshot, self.naming.written(values), self._findings, source)

    def newly_blocked(self, plan: EditPlan) -> dict[int, str]:
        """The photos that could be approved as they are, but not with these edits: the reason, by place."""
        places = self._snapshot.places
        reasons = {places[item]: first_error(found) for item, found in plan.findings.items()}
        return {
            place: reason
            for place, reason in reasons.items()
            if reason and self._snapshot.state(place) not in ("blocked", "failed")
        }

    def approve(self, places: Sequence[int]) -> ChangeResult:
        """Approve the photos that may be approved. Each approval is bound to the current content."""
        return self.decide(lambda planner: planner.approve(places))

    def reject(self, places: Sequence[int], reason: str) -> ChangeResult:
        """Reject photos for a reason; raises Refused without one. Their rows are kept: they are negative examples."""
        return self.decide(lambda planner: planner.reject(places, reason))

    def reset(self, places: Sequence[int]) -> ChangeResult:
        """Clear decisions about photos and their texts; the texts stay as they are."""
        return self.decide(lambda planner: planner.reset(places))

    def approve_text(self, places: Sequence[int], name: str) -> ChangeResult:
        """Approve one text. If all other texts are approved, the photo is approved with it."""
        return self.decide(lambda planner: planner.approve_text(places, name))

    def reject_text(self, places: Sequence[int], name: str, reason: str) -> ChangeResult:
        """Reject one text for a reason: the photo needs another text, and its approval is cleared."""
        return self.decide(lambda planner: planner.reject_text(places, name, reason))

    def reset_text(self, places: Sequence[int], name: str) -> ChangeResult:
        """Clear the decision about one text, and with it an approval of the photo."""
        return self.decide(lambda planner: planner.reset_text(places, name))

    def rate(self, places: Sequence[int], kind: Kind, value: Value) -> ChangeResult:
        """Give photos stars, a colour label or a flag; None removes it. This decides nothing, and can be undone."""
        return self.rate_each(dict.fromkeys(places, value), kind, lambda count: rating_words.done(kind, value, count))

    def rate_each(self, values: Mapping[int, Value], kind: Kind, said: Callable[[int], str]) -> ChangeResult:
        """Like `rate`, with a value for each place, as one change; `said` makes its sentence from the number of photos.

        Repeating a rejection whose preferred photo is gone is recorded: it then counts as a new one.
        """
        with self._writing:
            snapshot = self._snapshot
            items = {snapshot.items[place]: value for place, value in values.items()}
            given = [
                Rating(item, kind, value)
                for item, value in items.items()
                if snapshot.rating(item, kind) != value or (value == "reject" and item in snapshot.without_keeper)
            ]
            made = undo.rated(snapshot, said(len(given)), given)
            return ChangeResult(made.label, tuple(self._record(made))) if given else ChangeResult(_nothing())

    def planner(self) -> Planner:
        """A planner for decisions about the photos as they are now; changes nothing."""
        return self._planner(self._snapshot, self.naming.expected)

    def preview_name(self, place: int, row: Mapping[str, Any]) -> str | None:
        """The name under which a photo with this effective row would be approved; None if the run gave it none."""
        return self.naming.preview(self._snapshot, place, row)

    def obstacle(self, place: int) -> str | None:
        """Why a photo cannot be approved, as a sentence; None if it can."""
        return self.planner().obstacle(place)

    def findings(self, row: Mapping[str, object]) -> tuple[Finding, ...]:
        """The findings in the texts of an effective row, by the rules of the run and against other photos' texts."""
        return self._findings(self._snapshot, row)

    def account(self, place: int) -> Account:
        """What the witnesses say about a photo's current texts, and where they saw it. Reads evidence once."""
        return self.checker.account(self._snapshot.row(place))

    def decide(self, rule: Callable[[Planner], DecisionPlan]) -> ChangeResult:
        """Carry out what a planner plans for the photos as they are now. ConcurrentChange if others came first."""
        with self._writing:
            snapshot = self._snapshot
            planner = self._planner(snapshot, self.naming.reserved)
            plan = rule(planner)
            places = self._note(planner.found)
            if not plan.photo_decisions and not plan.field_decisions:
                return ChangeResult(plan.sentence if plan.refused else _nothing(), tuple(places), plan.refused)
            made = change(snapshot, plan.sentence, plan.edits, plan.photo_decisions, plan.field_decisions)
            places += self._record(made)
            self.throughput.count(sum(each.decision != "reset" for each in plan.photo_decisions))
            return ChangeResult(plan.sentence, tuple(dict.fromkeys(places)), plan.refused)

    def _planner(self, snapshot: Snapshot, names: Names) -> Planner:
        return Planner(
            snapshot,
            lambda row: self._findings(snapshot, row),
            self.checker.bases,
            partial(names, snapshot),
            partial(names_in_texts.findings, now=self.consent.now()),
            finished=self.review_set.finished,
        )


def _nothing() -> str:
    return translate("session", "Nothing to change.")
