"""What a session records and reads: its own changes, undo and redo, and what others did meanwhile."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from runner.review import undo
from runner.review.conflicts import Conflict, Conflicts, OwnEdits
from runner.review.language import translate
from runner.review.photos import RunPhotos
from runner.review.picks.keepers import Keepers
from runner.review.planning import Refused
from runner.review.review_set import ReviewSet
from runner.review.snapshot import Snapshot
from runner.review.text_checks import PATIENCE_S, TextChecks
from runner.review.undo import KeptElsewhere, Undoable, UndoableChange, UndoStack
from runner.schema import Finding
from runner.store import history, legacy
from runner.store.decisions import ConcurrentChange, Cursor, ReviewContext, changes_since, record


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """The result of a change."""

    sentence: str
    places: tuple[int, ...] = ()  # photos that look different now
    refused: Mapping[int, str] = field(default_factory=dict)  # the reason, by place; everything else was done
    overtaken: tuple[Conflict, ...] = ()  # those of the refused that somebody changed since they were looked at


class Recording(TextChecks):
    """One reviewer's access to the catalogue. Calls that change something wait for each other."""

    def __init__(self, review_set: ReviewSet, reviewer: str) -> None:
        super().__init__(review_set)
        self.context = ReviewContext(review_set.set_name, review_set.run.name, reviewer)
        self.undo_stack = UndoStack()
        self.conflicts = Conflicts()
        self.own_edits = OwnEdits()
        photos = RunPhotos(review_set.photos, review_set.details, review_set.fields, review_set.filterable())
        self._snapshot = Snapshot.of(photos)
        self._keepers = Keepers(review_set)
        self._untold: dict[int, None] = {}  # places that others changed, read together with a change of one's own
        self._seen: Cursor | None = None  # up to where the reviewer saw what others did; None: all that was read
        self._writing = threading.RLock()
        if self.catalog.obstacle() is None:
            with self.catalog.write(PATIENCE_S) as catalog:
                legacy.renew(catalog, review_set.runs)
        self.refresh()

    @property
    def snapshot(self) -> Snapshot:
        """The photos as they are now. Read it once for related work: the next access may return another snapshot."""
        return self._snapshot

    def refresh(self) -> list[int]:
        """Read what others recorded; returns the places that changed, including those of a refused decision.

        Raises EnvError if another program holds the catalogue.
        """
        with self._writing:
            self._catch_up()
            told, self._untold = list(self._untold), {}
            return told

    def saw(self) -> None:
        """Note that the reviewer is shown the photos as they are now.

        From the first call on, decisions and ratings are refused if others have changed their photos since the last
        call.
        """
        self._seen = self._snapshot.cursor

    def recheck(self, items: Sequence[str]) -> list[int]:
        """Check the texts of edited photos again; returns the places that changed."""
        with self._writing:
            self.checker.bases(items)
            snapshot = self._snapshot
            rows = {snapshot.items[place]: snapshot.row(place) for place in snapshot.places_of(items)}
            return self._note({item: self._findings(self._snapshot, row) for item, row in rows.items()})

    def history(self, item: str) -> list[history.Event]:
        """Everything that people did to a photo, oldest first. Reads the catalogue."""
        with self.catalog.read(PATIENCE_S) as catalog:
            return history.events(catalog, self.context.set_name, item)

    def undo(self) -> ChangeResult:
        """Undo the newest change. Raises Refused if there is none, or if the same was changed elsewhere since."""
        stack, nothing = self.undo_stack, translate("session", "There is nothing to undo.")
        return self._step(stack.done, stack.undone, translate("session", "Undone: {}"), nothing)

    def redo(self) -> ChangeResult:
        """Redo what was undone last. Raises Refused as in `undo`."""
        stack, nothing = self.undo_stack, translate("session", "There is nothing to redo.")
        return self._step(stack.undone, stack.done, translate("session", "Redone: {}"), nothing)

    def restore_undo(self) -> None:
        """Make `undo` and `redo` begin with this reviewer's last change to the set, made in any program."""
        with self._writing, self.catalog.read(PATIENCE_S) as catalog:
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
            with self.catalog.read(PATIENCE_S) as catalog:
                if newer := undo.newer_since(catalog, newest, self.context.reviewer):
                    raise Refused(newer)
            recorded, places = self._carry_out(back)
            target.append(recorded)
            source.pop()
            edited = [self._snapshot.items[place] for place in places if self._snapshot.is_edited(place)]
            places += self.recheck(edited) if edited and back.edits else []
            return ChangeResult(said.format(back.label), tuple(dict.fromkeys(places)))

    def _record(self, made: UndoableChange) -> list[int]:
        """Carry out a new change and put it on the undo stack."""
        recorded, places = self._carry_out(made)
        self.undo_stack.push(recorded)
        return places

    def _carry_out(self, made: UndoableChange) -> tuple[UndoableChange, list[int]]:
        """Record a change; returns it with its id, and the places that it changed."""
        judges = made.photo_decisions or made.field_decisions or made.ratings  # texts are compared field by field
        until = self._seen if judges and self._seen is not None else self._snapshot.cursor
        with self.catalog.write(PATIENCE_S) as catalog:
            try:
                change_id = record(
                    catalog, self.context, made.edits, made.photo_decisions, until,
                    made.field_decisions, made.undoes, made.ratings,
                )  # fmt: skip
            except ConcurrentChange as error:
                self._keep_untold(catalog)
                self._untold |= dict.fromkeys(self._snapshot.places_of(error.items))
                raise
            places = self._take_in(catalog)
            if self._seen is not None:  # this change reports all of it
                self._seen = self._snapshot.cursor
            self.own_edits.note(self._snapshot, made.edits)
            return replace(made, id=change_id), places

    def _catch_up(self) -> None:
        """Read what others recorded; the next `refresh` reports it."""
        with self.catalog.read(PATIENCE_S) as catalog:
            self._keep_untold(catalog)

    def _keep_untold(self, catalog: sqlite3.Connection) -> None:
        self._untold |= dict.fromkeys(self._take_in(catalog))

    def _take_in(self, catalog: sqlite3.Connection) -> list[int]:
        """Read what was recorded since; returns the places that look different now."""
        changes, before = changes_since(catalog, self.context.set_name, self._snapshot.cursor), self._snapshot
        self._snapshot, items = before.merge(changes), changes.items()
        if self._keepers.may_change(items):
            without = self._keepers.read(catalog)
            self._snapshot = self._snapshot.with_keepers(without)
            items |= without.keys() ^ before.without_keeper.keys()
        return self._snapshot.places_of(items)

    def _note(self, found: Mapping[str, tuple[Finding, ...]]) -> list[int]:
        self._snapshot = self._snapshot.with_findings(found)
        return self._snapshot.places_of(found)
