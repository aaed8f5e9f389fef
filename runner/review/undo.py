"""One change by a person with what was current before it, so that it can be undone and redone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from runner.review.language import translate
from runner.review.snapshot import Snapshot
from runner.review.wording import capital, named
from runner.store import history
from runner.store.decisions import (
    Decision,
    Edit,
    FieldDecision,
    PhotoDecision,
    RecordedDecision,
    RecordedFieldDecision,
    ReviewContext,
)
from runner.store.overtaken import overtaken
from runner.store.ratings import Rating


@dataclass(frozen=True, slots=True)
class UndoableChange:
    """A change that is recorded as a whole, with what undoes it."""

    label: str  # what was done, for a person
    edits: tuple[Edit, ...] = ()
    photo_decisions: tuple[PhotoDecision, ...] = ()
    field_decisions: tuple[FieldDecision, ...] = ()
    before: tuple[tuple[Edit, ...], tuple[PhotoDecision, ...], tuple[FieldDecision, ...]] = ((), (), ())
    id: int | None = None  # in the catalogue; None before it is recorded
    undoes: int | None = None  # id of the change that this one takes back
    ratings: tuple[Rating, ...] = ()
    ratings_before: tuple[Rating, ...] = ()

    def undone(self) -> UndoableChange:
        """The change that takes this one back."""
        now = (self.edits, self.photo_decisions, self.field_decisions)
        return UndoableChange(
            self.label, *self.before, before=now, undoes=self.id,
            ratings=self.ratings_before, ratings_before=self.ratings,
        )  # fmt: skip

    def items(self) -> set[str]:
        """The photos that it affects."""
        every: list[Edit | PhotoDecision | FieldDecision | Rating]
        every = [*self.edits, *self.photo_decisions, *self.field_decisions, *self.ratings]
        return {each.item_id for each in every}


def change(
    snapshot: Snapshot,
    label: str,
    edits: Sequence[Edit] = (),
    photo_decisions: Sequence[PhotoDecision] = (),
    field_decisions: Sequence[FieldDecision] = (),
) -> UndoableChange:
    """A change to what the snapshot shows."""
    before = (
        tuple(_edit_before(snapshot, edit) for edit in edits),
        tuple(_decision_before(snapshot.decision(each.item_id), each.item_id) for each in photo_decisions),
        tuple(_field_before(snapshot.field_decision(each.item_id, each.field), each) for each in field_decisions),
    )
    return UndoableChange(label, tuple(edits), tuple(photo_decisions), tuple(field_decisions), before)


def rated(snapshot: Snapshot, label: str, given: Sequence[Rating]) -> UndoableChange:
    """A change to ratings only."""
    before = tuple(Rating(each.item_id, each.kind, snapshot.rating(each.item_id, each.kind)) for each in given)
    return UndoableChange(label, ratings=tuple(given), ratings_before=before)


@dataclass(frozen=True, slots=True)
class KeptElsewhere:
    """A change that is not an edit or decision, such as the name of a face. Both ways may raise Refused."""

    label: str  # what was done, for a person
    take_back: Callable[[], None]
    do_again: Callable[[], None]

    def undone(self) -> KeptElsewhere:
        """The change that takes this one back."""
        return KeptElsewhere(self.label, self.do_again, self.take_back)


Undoable = UndoableChange | KeptElsewhere


@dataclass
class UndoStack:
    """What can be undone and redone, newest last."""

    done: list[Undoable] = field(default_factory=list)
    undone: list[Undoable] = field(default_factory=list)

    def push(self, made: Undoable) -> None:
        """Add a new change; what was undone before can then no longer be redone."""
        self.done.append(made)
        self.undone.clear()


def recorded(catalog: sqlite3.Connection, context: ReviewContext) -> UndoStack:
    """What this reviewer can undo and redo next in this set, done in any program."""
    done, undone = history.undoable(catalog, context.set_name, context.reviewer)
    stack = UndoStack()
    if done is not None:
        made = history.load(catalog, done)
        stack.done.append(_loaded(made, describe(made.edits, made.photo_decisions, made.field_decisions, made.ratings)))
    if undone is not None:
        taken_back = history.load(catalog, undone)
        stack.undone.append(_loaded(taken_back, describe(*taken_back.before, taken_back.ratings_before)))
    return stack


def _loaded(made: history.RecordedChange, label: str) -> UndoableChange:
    return UndoableChange(
        label, made.edits, made.photo_decisions, made.field_decisions, made.before, made.id,
        ratings=made.ratings, ratings_before=made.ratings_before,
    )  # fmt: skip


def describe(
    edits: Sequence[Edit],
    photo_decisions: Sequence[PhotoDecision],
    field_decisions: Sequence[FieldDecision],
    given: Sequence[Rating] = (),
) -> str:
    """A sentence on what was done, from what was recorded."""
    whole = Counter(each.decision for each in photo_decisions)
    fields = Counter((each.field, each.decision) for each in field_decisions)
    parts = [_photos(decision, count) for decision, count in whole.items()]
    parts += [_texts(decision, count).format(named(name)) for (name, decision), count in fields.items()]
    if edits:
        names = ", ".join(dict.fromkeys(named(edit.field) for edit in edits))
        count = len({edit.item_id for edit in edits})
        parts.append(translate("undo", "edited {} of %Ln photo(s)", "", count).format(names))
    if given:
        parts.append(translate("undo", "rated %Ln photo(s)", "", len({each.item_id for each in given})))
    if not parts:  # see `runner.review.carrying`
        parts.append(translate("undo", "copied answers about people to other pictures"))
    return f"{capital('; '.join(parts))}."


def newer_since(catalog: sqlite3.Connection, done: UndoableChange, reviewer: str) -> str | None:
    """Why `reviewer` cannot undo a change, as a sentence: who has changed the same since. None if nobody has."""
    who = overtaken(catalog, done.id) if done.id is not None else None
    if who is None:
        return None
    if who == reviewer:
        return translate(
            "session", "You have changed it since, in another window or by a command, so it was left as it is."
        )
    return translate("session", "{} has changed it since, so it was left as it is.").format(who)


def _photos(decision: Decision, count: int) -> str:
    said = {
        "approved": translate("undo", "approved %Ln photo(s)", "", count),
        "rejected": translate("undo", "rejected %Ln photo(s)", "", count),
        "reset": translate("undo", "cleared the decision about %Ln photo(s)", "", count),
    }
    return said[decision]


def _texts(decision: Decision, count: int) -> str:
    said = {
        "approved": translate("undo", "approved the {} of %Ln photo(s)", "", count),
        "rejected": translate("undo", "rejected the {} of %Ln photo(s)", "", count),
        "reset": translate("undo", "cleared the decision about the {} of %Ln photo(s)", "", count),
    }
    return said[decision]


def _edit_before(snapshot: Snapshot, edit: Edit) -> Edit:
    before = snapshot.edits(edit.item_id).get(edit.field)
    return (
        Edit(edit.item_id, edit.field, before.value, before.errors, before.source)
        if before
        else Edit(edit.item_id, edit.field, None)
    )


def _decision_before(recorded: RecordedDecision | None, item: str) -> PhotoDecision:
    if recorded is None:
        return PhotoDecision(item, "reset")
    return PhotoDecision(item, recorded.decision, recorded.content_hash, recorded.reason)


def _field_before(recorded: RecordedFieldDecision | None, made: FieldDecision) -> FieldDecision:
    if recorded is None:
        return FieldDecision(made.item_id, made.field, "reset", made.value)
    return FieldDecision(made.item_id, made.field, recorded.decision, recorded.value, recorded.reason)
