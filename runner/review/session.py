"""A person's work on one run: look, filter, write, decide, undo. Everything is in the catalogue when a call returns.

No Qt. The calls that write may run in another thread than those that read, one at a time.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from runner.review.board import Board
from runner.review.checks import Checker
from runner.review.history import Change, History, change, overtaken
from runner.review.language import translate
from runner.review.pace import Pace
from runner.review.query import parse
from runner.review.rulings import Refused, Ruling, Rulings
from runner.review.sheet import Sheet
from runner.review.twins import Twins
from runner.review.wording import named, plain
from runner.schema import Finding
from runner.store import legacy
from runner.store.catalog import open_catalog
from runner.store.content import TEXTS
from runner.store.decisions import (
    ChangedMeanwhile,
    Desk,
    Edit,
    Source,
    Written,
    lay_over,
    news,
    write,
)

PATIENCE_S = 3.0
"""How long a change waits for a catalogue that another program holds."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a change."""

    sentence: str
    places: tuple[int, ...] = ()  # that look different now
    refused: Mapping[int, str] = field(default_factory=dict)  # why, by place: everything else was done


Values = Mapping[int, Mapping[str, Any]]
"""New texts by place and field; None takes a person's text back."""


class Session:
    """The photos of a sheet and one reviewer's hand on them."""

    def __init__(self, sheet: Sheet, reviewer: str) -> None:
        self.sheet = sheet
        self.desk = Desk(sheet.set_name, sheet.run.name, reviewer)
        self.board = Board(sheet.photos, sheet.fields)
        self.checker = Checker(sheet.run)
        self.history = History()
        self._twins = Twins(self.board, self.sheet)
        self._rulings = Rulings(self.board, self.findings, finished=sheet.finished)
        self.pace = Pace()
        self._writing = threading.RLock()
        with self._catalog() as catalog:
            legacy.renew(catalog, sheet.runs)
        self.refresh()

    def find(self, filter_text: str = "", order: str = "attention") -> list[int]:
        """Places of the photos that the filter lets through, in order. FilterProblem when it cannot be understood."""
        return self.board.find(parse(filter_text), order)

    def refresh(self) -> list[int]:
        """Take in what others wrote; returns the places that changed. EnvironmentProblem when the catalogue is held."""
        with self._writing, self._catalog() as catalog:
            return self.board.merge(news(catalog, self.desk.set_name, self.board.seen))

    def recheck(self, items: Sequence[str]) -> list[int]:
        """Find anew what is wrong with edited photos; returns the places that changed."""
        with self._writing:
            self.checker.bases(items)
            rows = {item: self.board.row(self.board.places[item]) for item in items}
            return self.board.note({item: self.findings(row) for item, row in rows.items()})

    def write(
        self, values: Values, label: str, based_on: Written | bool | None = True, source: Source = "human"
    ) -> Done:
        """Put a person's texts in place. They are checked, and kept whatever the rules say: approval needs clean ones.

        A `source` of model: the captioner wrote them anew and the person takes them over; they are checked as its own.
        `based_on` is the edit that a single field showed when typing began (None: there was none; True: any).
        Refused when somebody else has written it since.
        """
        with self._writing:
            self.checker.bases([self.board.items[place] for place in values])
            if not isinstance(based_on, bool):
                self._refuse_overwriting(values, based_on)
            edits, found = self._edits(values, source)
            if not edits:
                return Done(_nothing())
            made = change(self.board, label, edits)
            places = self._carry_out(made)
            places += self.board.note(found)
            self.history.record(made)
            return Done(label, tuple(dict.fromkeys(places)))

    def approve(self, places: Sequence[int]) -> Done:
        """Approve what may be approved. Each approval is bound to the content as it stands now."""
        edited = [place for place in places if self.board.is_edited(self.board.items[place])]
        return self._decide(lambda: self._rulings.approve(places), edited)

    def reject(self, places: Sequence[int], reason: str) -> Done:
        """Reject photos for a reason. Their rows stay: they are negative examples."""
        return self._decide(lambda: self._rulings.reject(places, reason))

    def reset(self, places: Sequence[int]) -> Done:
        """Take decisions back, those about single texts too; texts stay as they are."""
        return self._decide(lambda: self._rulings.reset(places))

    def approve_text(self, places: Sequence[int], name: str) -> Done:
        """Approve one text. Where it is the last that nobody had approved, the photo is approved with it."""
        return self._decide(lambda: self._rulings.approve_text(places, name), places)

    def reject_text(self, places: Sequence[int], name: str, reason: str) -> Done:
        """Reject one text for a reason: the photo waits for another one, and an approval of it is taken back."""
        return self._decide(lambda: self._rulings.reject_text(places, name, reason))

    def reset_text(self, places: Sequence[int], name: str) -> Done:
        """Take the decision about one text back, and with it an approval of the photo."""
        return self._decide(lambda: self._rulings.reset_text(places, name))

    def obstacle(self, place: int) -> str | None:
        """Why a photo cannot be approved, a sentence; None when it can."""
        return self._rulings.obstacle(place)

    def findings(self, row: Mapping[str, Any]) -> tuple[Finding, ...]:
        """What is wrong with the texts of a row, by the rules of the run and beside the other photos' texts."""
        found = self.checker.findings(row)
        options = self.checker.duplicates() if set(row["edited"]).intersection(TEXTS) else None
        return (*found, *self._twins.findings(row, options)) if options else found

    def undo(self) -> Done:
        """Take the newest change back. Refused when there is none, or when somebody else has changed it since."""
        nothing = translate("session", "There is nothing to undo.")
        return self._step(self.history.done, self.history.undone, translate("session", "Undone: {}"), nothing)

    def redo(self) -> Done:
        """Do again what was undone last."""
        return self._step(
            self.history.undone,
            self.history.done,
            translate("session", "Done again: {}"),
            translate("session", "There is nothing to redo."),
        )

    def _step(self, source: list[Change], target: list[Change], said: str, nothing: str) -> Done:
        with self._writing:
            if not source:
                raise Refused(nothing)
            back = source[-1].undone()
            other = overtaken(self.board, source[-1], self.desk.reviewer)
            if other:
                raise Refused(translate("session", "{} has changed it since: it stays as it is.").format(other))
            places = self._carry_out(back)
            target.append(back)
            source.pop()
            items = [item for item in back.items() if self.board.is_edited(item)]
            places += self.recheck(items) if items else []
            return Done(said.format(back.label), tuple(dict.fromkeys(places)))

    def _decide(self, rule: Callable[[], Ruling], looked_at: Sequence[int] = ()) -> Done:
        """Carry out a decision. Of photos `looked_at`, the rules' basis is read at once and not one by one."""
        with self._writing:
            if looked_at:
                self.checker.bases([self.board.items[place] for place in looked_at])
            ruling = rule()
            if not ruling.verdicts and not ruling.marks:
                return Done(ruling.sentence if ruling.refused else _nothing(), (), ruling.refused)
            made = change(self.board, ruling.sentence, verdicts=ruling.verdicts, marks=ruling.marks)
            places = self._carry_out(made)
            self.history.record(made)
            self.pace.count(sum(each.decision != "reset" for each in ruling.verdicts))
            return Done(ruling.sentence, tuple(places), ruling.refused)

    def _edits(self, values: Values, source: Source) -> tuple[list[Edit], dict[str, tuple[Any, ...]]]:
        """Edits with the errors of their texts, and all findings of each photo."""
        edits: list[Edit] = []
        found: dict[str, tuple[Any, ...]] = {}
        for place, fields in values.items():
            wanted = self._wanted(place, fields)
            if wanted:
                item = self.board.items[place]
                found[item] = self._found_with(place, wanted, source)
                edits += [Edit(item, name, value, _errors(found[item], name), source) for name, value in wanted.items()]
        return edits, found

    def _wanted(self, place: int, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What differs from what stands. The run's own text is not an edit but the end of one."""
        item, original, now = self.board.items[place], self.board.original(place), self.board.row(place)
        wanted = {}
        for name, value in fields.items():
            value = None if value == (original[name] or ([] if name == "keywords" else "")) else value
            written = self.board.written(item).get(name)
            stands = written.value if written else None
            if value != stands and not (value is not None and value == now[name]):
                wanted[name] = value
        return wanted

    def _found_with(self, place: int, wanted: Mapping[str, Any], source: Source) -> tuple[Any, ...]:
        original, item = self.board.original(place), self.board.items[place]
        typed = {name: Written(value, (), "", "", source) for name, value in wanted.items()}
        return self.findings(lay_over(original, {**self.board.written(item), **typed}, self.sheet.fields))

    def _refuse_overwriting(self, values: Values, based_on: Written | None) -> None:
        self.refresh()
        for place, fields in values.items():
            for name in fields:
                stands = self.board.written(self.board.items[place]).get(name)
                if stands != based_on and stands is not None and stands.reviewer != self.desk.reviewer:
                    said = translate("session", "{} wrote this {} meanwhile: {}")
                    raise Refused(said.format(stands.reviewer, named(name), plain(stands.value)))

    def _carry_out(self, made: Change) -> list[int]:
        with self._catalog() as catalog:
            try:
                write(catalog, self.desk, made.edits, made.verdicts, self.board.seen, made.marks)
            except ChangedMeanwhile:
                self.board.merge(news(catalog, self.desk.set_name, self.board.seen))
                raise
            return self.board.merge(news(catalog, self.desk.set_name, self.board.seen))

    @contextmanager
    def _catalog(self) -> Iterator[sqlite3.Connection]:
        with open_catalog(self.sheet.catalog, PATIENCE_S) as catalog:
            yield catalog


Operation = Callable[[], Done]


def _nothing() -> str:
    return translate("session", "Nothing to change.")


def _errors(found: Sequence[Any], name: str) -> list[str]:
    return sorted({finding.rule for finding in found if finding.severity == "error" and finding.field == name})
