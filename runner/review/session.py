"""A person's work on one run: look, filter, edit, decide, undo. Everything is in the catalogue when a call returns.

`Session.snapshot` is what there is to see. It never changes: each change puts another one in its place, so that any
thread can read one while another thread changes something. The calls that change something wait for each other.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from runner.review import edits, rating_words, undo
from runner.review.conflicts import Conflicts, Overtaken, OwnEdits, unseen
from runner.review.edits import EditPlan, Values
from runner.review.language import translate
from runner.review.photos import RunPhotos
from runner.review.planning import DecisionPlan, Planner, Refused
from runner.review.query import parse
from runner.review.review_set import ReviewSet
from runner.review.snapshot import Snapshot
from runner.review.text_checks import PATIENCE_S, TextChecks
from runner.review.throughput import Throughput
from runner.review.undo import KeptElsewhere, Undoable, UndoableChange, UndoStack, change
from runner.review.wording import first_error
from runner.schema import Finding
from runner.store import history, legacy
from runner.store.catalog import open_catalog, open_existing
from runner.store.decisions import (
    Changes,
    ConcurrentChange,
    Cursor,
    RecordedEdit,
    ReviewContext,
    Source,
    changes_since,
    record,
)
from runner.store.ratings import Kind, Rating, Value

if TYPE_CHECKING:
    from runner.text.claims.account import Account

Names = Callable[[Snapshot, Iterable[int]], Mapping[int, str | None]]
"""What the names of photos become when they are approved, by place; those that change."""


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """What came of a change."""

    sentence: str
    places: tuple[int, ...] = ()  # that look different now
    refused: Mapping[int, str] = field(default_factory=dict)  # why, by place: everything else was done


class Session(TextChecks):
    """The photos of a review set and one reviewer's changes to them."""

    def __init__(self, review_set: ReviewSet, reviewer: str) -> None:
        super().__init__(review_set)
        self.context = ReviewContext(review_set.set_name, review_set.run.name, reviewer)
        self.undo_stack = UndoStack()
        self.throughput = Throughput()
        self.conflicts = Conflicts()
        photos = RunPhotos(review_set.photos, review_set.details, review_set.fields, review_set.filterable())
        self._snapshot = Snapshot.of(photos)
        self.own_edits = OwnEdits()
        self._writing = threading.RLock()
        self._seen: Cursor | None = None  # until where the reviewer saw what others did; None: until what was read
        self._untold: set[int] = set()  # places that others changed and that no caller has heard of
        with open_catalog(review_set.catalog, PATIENCE_S) as catalog:  # made where a run was copied without one
            legacy.renew(catalog, review_set.runs)
        self.refresh()

    @property
    def snapshot(self) -> Snapshot:
        """The photos as they are now. Take it once for what belongs together: the next call may give another one."""
        return self._snapshot

    def find(self, filter_text: str = "", order: str = "attention") -> list[int]:
        """Places of the photos that the filter matches, in order. FilterError when it cannot be understood."""
        return self._snapshot.find(parse(filter_text), order)

    def refresh(self) -> list[int]:
        """Take in what others recorded; returns the places that changed, those of a refused decision included.

        EnvError when another program holds the catalogue.
        """
        with self._writing, self._catalog() as catalog:
            places = dict.fromkeys([*self._untold, *self._take_in(self._news(catalog))])
            self._untold.clear()
            return list(places)

    def saw(self) -> None:
        """The reviewer is shown the photos as they are now.

        From the first call on, decisions and ratings are refused where others changed their photos after the last one.
        """
        self._seen = self._snapshot.cursor

    def recheck(self, items: Sequence[str]) -> list[int]:
        """Check the texts of edited photos again; returns the places that changed."""
        with self._writing:
            self.checker.bases(items)
            snapshot = self._snapshot
            rows = {snapshot.items[place]: snapshot.row(place) for place in snapshot.places_of(items)}
            return self._note({item: self.findings(row) for item, row in rows.items()})

    def history(self, item: str) -> list[history.Event]:
        """Everything that people did to a photo, in order of time. Reads the catalogue."""
        with self._catalog() as catalog:
            return history.events(catalog, self.context.set_name, item)

    def edit(
        self, values: Values, label: str, based_on: RecordedEdit | bool | None = True, source: Source = "human"
    ) -> ChangeResult:
        """Put a person's texts in place. They are checked, and kept whatever the rules say: approval needs clean ones.

        With a `source` of model a person accepts regenerated texts; they are checked as the captioner's own.
        `based_on` is the edit that a single field showed when typing began (None: there was none; True: any).
        Overtaken when it was edited since, by somebody else or by the same person elsewhere.
        """
        with self._writing:
            if not isinstance(based_on, bool):
                self.refresh()
                if found := unseen(self._snapshot, values, based_on, self.own_edits):
                    raise Overtaken(found)
            plan = self.plan_edits(values, source)
            if not plan.edits:
                return ChangeResult(_nothing())
            places = self._record(change(self._snapshot, label, plan.edits))
            places += self._note(plan.findings)
            return ChangeResult(label, tuple(dict.fromkeys(places)))

    def plan_edits(self, values: Values, source: Source = "human") -> EditPlan:
        """What `edit` would record; changes nothing. A value that is current already is no edit."""
        snapshot = self._snapshot
        self.checker.bases([snapshot.items[place] for place in values])
        return edits.plan(snapshot, self.naming.written(values), self._findings, source)

    def newly_blocked(self, plan: EditPlan) -> dict[int, str]:
        """Which photos could be approved as they are and not with what is planned: the reason, by place."""
        places = self._snapshot.places
        reasons = {places[item]: first_error(found) for item, found in plan.findings.items()}
        return {
            place: reason
            for place, reason in reasons.items()
            if reason and self._snapshot.state(place) not in ("blocked", "failed")
        }

    def approve(self, places: Sequence[int]) -> ChangeResult:
        """Approve what may be approved. Each approval is bound to the current content."""
        return self.decide(lambda planner: planner.approve(places))

    def reject(self, places: Sequence[int], reason: str) -> ChangeResult:
        """Reject photos for a reason; Refused without one. Their rows are kept: they are negative examples."""
        return self.decide(lambda planner: planner.reject(places, reason))

    def reset(self, places: Sequence[int]) -> ChangeResult:
        """Clear decisions about photos and their texts; the texts stay as they are."""
        return self.decide(lambda planner: planner.reset(places))

    def approve_text(self, places: Sequence[int], name: str) -> ChangeResult:
        """Approve one text. Where it is the last that nobody had approved, the photo is approved with it."""
        return self.decide(lambda planner: planner.approve_text(places, name))

    def reject_text(self, places: Sequence[int], name: str, reason: str) -> ChangeResult:
        """Reject one text for a reason: the photo waits for another one, and its approval is cleared."""
        return self.decide(lambda planner: planner.reject_text(places, name, reason))

    def reset_text(self, places: Sequence[int], name: str) -> ChangeResult:
        """Clear the decision about one text, and with it an approval of the photo."""
        return self.decide(lambda planner: planner.reset_text(places, name))

    def rate(self, places: Sequence[int], kind: Kind, value: Value) -> ChangeResult:
        """Give photos stars, a colour label or a flag; None takes it off. It decides nothing, and can be undone."""
        return self.rate_each(dict.fromkeys(places, value), kind, lambda count: rating_words.done(kind, value, count))

    def rate_each(self, values: Mapping[int, Value], kind: Kind, said: Callable[[int], str]) -> ChangeResult:
        """The same with a value for each place, as one change; `said` words it for so many photos that change."""
        with self._writing:
            snapshot = self._snapshot
            items = {snapshot.items[place]: value for place, value in values.items()}
            given = [Rating(item, kind, value) for item, value in items.items() if snapshot.rating(item, kind) != value]
            made = undo.rated(snapshot, said(len(given)), given)
            return ChangeResult(made.label, tuple(self._record(made))) if given else ChangeResult(_nothing())

    def planner(self) -> Planner:
        """Plans decisions about the photos as they are now; changes nothing."""
        return self._planner(self._snapshot, self.naming.expected)

    def preview_name(self, place: int, row: Mapping[str, Any]) -> str | None:
        """The name under which a photo with this effective row would be approved; None where the run gave it none."""
        return self.naming.preview(self._snapshot, place, row)

    def obstacle(self, place: int) -> str | None:
        """Why a photo cannot be approved, a sentence; None when it can."""
        return self.planner().obstacle(place)

    def findings(self, row: Mapping[str, object]) -> tuple[Finding, ...]:
        """What is wrong with the texts of an effective row, by the rules of the run and beside other photos' texts."""
        return self._findings(self._snapshot, row)

    def account(self, place: int) -> Account:
        """What the witnesses say of a photo's texts as they stand, and where they saw it. Reads evidence once."""
        return self.checker.account(self._snapshot.row(place))

    def undo(self) -> ChangeResult:
        """Take the newest change back. Refused when there is none, or when anybody has changed it since elsewhere."""
        stack, nothing = self.undo_stack, translate("session", "There is nothing to undo.")
        return self._step(stack.done, stack.undone, translate("session", "Undone: {}"), nothing)

    def redo(self) -> ChangeResult:
        """Do again what was undone last. Refused as in `undo`."""
        stack, nothing = self.undo_stack, translate("session", "There is nothing to redo.")
        return self._step(stack.undone, stack.done, translate("session", "Done again: {}"), nothing)

    def restore_undo(self) -> None:
        """Let `undo` and `redo` begin with what this reviewer did last to the set, in whatever program."""
        with self._writing, self._catalog() as catalog:
            self.undo_stack = undo.recorded(catalog, self.context)

    def _step(self, source: list[Undoable], target: list[Undoable], said: str, nothing: str) -> ChangeResult:
        with self._writing:
            if not source:
                raise Refused(nothing)
            if isinstance(newest := source[-1], KeptElsewhere):
                newest.take_back()
                target.append(source.pop().undone())
                return ChangeResult(said.format(newest.label))
            back = newest.undone()
            with self._catalog() as catalog:
                if newer := undo.newer_since(catalog, newest, self.context.reviewer):
                    raise Refused(newer)
            recorded, places = self._carry_out(back)
            target.append(recorded)
            source.pop()
            edited = [item for item in back.items() if self._snapshot.review(item).is_edited]
            places += self.recheck(edited) if edited else []
            return ChangeResult(said.format(back.label), tuple(dict.fromkeys(places)))

    def decide(self, rule: Callable[[Planner], DecisionPlan]) -> ChangeResult:
        """Carry out what a planner plans about the photos as they are now. ConcurrentChange when others were faster."""
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
            finished=self.review_set.finished,
        )

    def _record(self, made: UndoableChange) -> list[int]:
        """Carry out a new change, so that it can be undone."""
        recorded, places = self._carry_out(made)
        self.undo_stack.push(recorded)
        return places

    def _carry_out(self, made: UndoableChange) -> tuple[UndoableChange, list[int]]:
        """The change with its id, and the places that it changed."""
        judges = made.photo_decisions or made.field_decisions or made.ratings  # texts are compared field by field
        until = self._seen if judges and self._seen is not None else self._snapshot.cursor
        with self._catalog() as catalog:
            try:
                change_id = record(
                    catalog, self.context, made.edits, made.photo_decisions, until,
                    made.field_decisions, made.undoes, made.ratings,
                )  # fmt: skip
            except ConcurrentChange as error:
                self._untold.update(self._take_in(self._news(catalog)), self._snapshot.places_of(error.items))
                raise
            places = self._take_in(self._news(catalog))
            if self._seen is not None:  # all of it is told with this change
                self._seen = self._snapshot.cursor
            self.own_edits.note(self._snapshot, made.edits)
            return replace(made, id=change_id), places

    def _news(self, catalog: sqlite3.Connection) -> Changes:
        return changes_since(catalog, self.context.set_name, self._snapshot.cursor)

    def _take_in(self, changes: Changes) -> list[int]:
        self._snapshot = self._snapshot.merge(changes)
        return self._snapshot.places_of(changes.items())

    def _note(self, found: Mapping[str, tuple[Finding, ...]]) -> list[int]:
        self._snapshot = self._snapshot.with_findings(found)
        return self._snapshot.places_of(found)

    @contextmanager
    def _catalog(self) -> Iterator[sqlite3.Connection]:
        with open_existing(self.review_set.catalog, PATIENCE_S) as catalog:
            yield catalog


def _nothing() -> str:
    return translate("session", "Nothing to change.")
