"""One change by a person, what was there before it, and the way back and forth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from runner.review.board import Board
from runner.store.decisions import Decided, Edit, Mark, Marked, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """What is written at once, and what undoes it."""

    label: str  # what was done, for a person
    edits: tuple[Edit, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    marks: tuple[Mark, ...] = ()
    before: tuple[tuple[Edit, ...], tuple[Verdict, ...], tuple[Mark, ...]] = ((), (), ())

    def undone(self) -> Change:
        """The change that takes this one back."""
        return Change(self.label, *self.before, before=(self.edits, self.verdicts, self.marks))

    def items(self) -> set[str]:
        """The photos that it is about."""
        every: list[Edit | Verdict | Mark] = [*self.edits, *self.verdicts, *self.marks]
        return {each.item_id for each in every}


def change(
    board: Board,
    label: str,
    edits: Sequence[Edit] = (),
    verdicts: Sequence[Verdict] = (),
    marks: Sequence[Mark] = (),
) -> Change:
    """A change of the board as it stands."""
    was_edits = tuple(_was_edit(board, edit) for edit in edits)
    was_verdicts = tuple(_was_verdict(board.decided(each.item_id), each.item_id) for each in verdicts)
    was_marks = tuple(_was_mark(board.marked(each.item_id, each.field), each) for each in marks)
    return Change(label, tuple(edits), tuple(verdicts), tuple(marks), (was_edits, was_verdicts, was_marks))


def overtaken(board: Board, done: Change, reviewer: str) -> str | None:
    """Who else has changed since what `done` changed; None when it stands as it was left."""
    for edit in done.edits:
        written = board.written(edit.item_id).get(edit.field)
        if written and written.reviewer != reviewer:
            return written.reviewer
    for verdict in done.verdicts:
        decided = board.decided(verdict.item_id)
        if decided and decided.reviewer != reviewer:
            return decided.reviewer
    for mark in done.marks:
        marked = board.marked(mark.item_id, mark.field)
        if marked and marked.reviewer != reviewer:
            return marked.reviewer
    return None


@dataclass
class History:
    """What can be undone and redone, newest last."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def record(self, made: Change) -> None:
        """A new change: what was undone before it cannot be redone any more."""
        self.done.append(made)
        self.undone.clear()


def _was_edit(board: Board, edit: Edit) -> Edit:
    written = board.written(edit.item_id).get(edit.field)
    return (
        Edit(edit.item_id, edit.field, written.value, written.errors, written.source)
        if written
        else Edit(edit.item_id, edit.field, None)
    )


def _was_verdict(decided: Decided | None, item: str) -> Verdict:
    return Verdict(item, decided.decision, decided.content_hash, decided.reason) if decided else Verdict(item, "reset")


def _was_mark(marked: Marked | None, mark: Mark) -> Mark:
    if marked is None:
        return Mark(mark.item_id, mark.field, "reset", mark.value)
    return Mark(mark.item_id, mark.field, marked.decision, marked.value, marked.reason)
