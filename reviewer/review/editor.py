"""The texts of the current photo. Typing is journalled at each keystroke, checked meanwhile, and saved as an edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PyQt6.QtCore import QTimer, pyqtSignal

from reviewer.review.editor_fields import EditorFields
from reviewer.review.field_source import source_of
from reviewer.widgets.operations import Operations
from runner.review.conflicts import Conflict, attempt, overtaken
from runner.review.drafts import Journal
from runner.review.language import translate
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.review.wording import named, refused_by_disk
from runner.schema import Finding
from runner.store.decisions import FILE_NAME, RecordedEdit

CHECK_MS = 150
"""Milliseconds without typing before the rules are checked."""
KEEP_MS = 1500
"""Milliseconds without typing before the text is saved as an edit."""


class Editor(EditorFields):
    """Edits the fields. Emits `kept` after a text was saved as an edit, and `failed` if that was not possible."""

    kept = pyqtSignal(object)
    failed = pyqtSignal(str)
    contested = pyqtSignal(object)  # a Conflict: another person has changed a text that was being typed
    checked = pyqtSignal(int, object)  # place, and the findings about its texts as they are in the fields
    renamed = pyqtSignal(int, str)  # place, and the file name that approval would give the photo

    def __init__(self, session: Session, operations: Operations, checks: Operations, journal: Journal) -> None:
        super().__init__()
        self._session, self._operations, self._checks, self._journal = session, operations, checks, journal
        self._place: int | None = None
        self._typed: dict[str, RecordedEdit | None] = {}  # fields being typed, and the edit that typing began from
        self._refused_elsewhere: dict[tuple[int, str], tuple[object, RecordedEdit | None]] = {}  # by place and field
        self._version = 0
        self._check_soon, self._keep_soon = self._timer(CHECK_MS, self._check), self._timer(KEEP_MS, self._keep_typed)
        self._connect()

    def _timer(self, after_ms: int, call: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    def _connect(self) -> None:
        for name, box in self.fields.items():
            box.typed.connect(partial(self._type, name))
            box.left.connect(self.keep)
            box.taken_back.connect(partial(self.take_back, name))
            box.answered.connect(partial(self.answer, name))

    def show_session(self, session: Session) -> None:
        """Edit photos of this session from now on; what was typed is saved first."""
        self.keep()
        self._session = session

    def show_place(self, place: int | None) -> None:
        """Show the texts of a photo; what was typed for the previous one is saved first."""
        self.keep()
        self._place = place
        self.setEnabled(place is not None)
        self._load()

    def refresh(self, places: Sequence[int]) -> None:
        """If the photo is one of these, look for conflicts, and reload the texts unless one is being typed."""
        if self._place in places:
            for name, base in list(self._typed.items()):
                self._contest(name, base)
            if not self._typed:
                self._load()

    def keep(self) -> None:
        """Save what was typed as an edit."""
        self.fields["keywords"].finish()
        self._keep_typed()

    def _keep_typed(self) -> None:
        """Like `keep`, but in the middle of typing: a keyword that is not entered completely stays as it is."""
        self._check_soon.stop()
        self._keep_soon.stop()
        typed, self._typed = self._typed, {}
        for name, base in typed.items():
            if name in self._conflicts():
                self._session.conflicts.type(self._item(), name, self.fields[name].value())
            else:
                self._write(name, self.fields[name].value(), base)

    def take_back(self, name: str) -> None:
        """Restore the run's own text in a field."""
        if self._place is None:
            return
        self._close(name)
        self._write(name, None, self._written(name))

    def answer(self, name: str, answer: str) -> None:
        """Choose between two people's texts: `keep_mine` or `take_theirs`."""
        conflict = self._conflicts().get(name)
        if conflict is None:
            return
        mine = self.fields[name].value()
        self._close(name)
        if answer == "keep_mine":
            self._journal.type(conflict.item, name, mine, conflict.theirs.at)
            self._write(name, mine, conflict.theirs)
        self._load()

    def contested_field(self) -> str | None:
        """The field with a conflict to resolve, preferably the one with the cursor; None if there is none."""
        found = self._conflicts()
        focused = self.focused()
        return focused if focused in found else next(iter(found), None)

    def _conflicts(self) -> Mapping[str, Conflict]:
        return self._session.conflicts.of(self._item()) if self._place is not None else {}

    def _item(self) -> str:
        assert self._place is not None
        return self._session.snapshot.items[self._place]

    def _close(self, name: str) -> None:
        """Drop what was typed in the field, and its conflict."""
        self._typed.pop(name, None)
        self._session.conflicts.close(self._item(), name)
        self._journal.settle(self._item(), name)

    def _contest(self, name: str, base: RecordedEdit | None) -> None:
        """Ask which text to keep if another one was written elsewhere for the field that is being typed."""
        current = self._written(name)
        found = overtaken(self._item(), name, self.fields[name].value(), base.at if base else "", current)
        if found is not None and not self._session.own_edits.has(found.item, name, found.theirs):
            self._take_up(found)

    def _take_up(self, conflict: Conflict) -> None:
        """Keep both texts and ask which one is right."""
        self._session.conflicts.add(conflict)
        if self._place is not None and self._item() == conflict.item:
            self._typed.pop(conflict.field, None)
            self.fields[conflict.field].conflict.show_conflict(conflict)
        self.contested.emit(conflict)

    def is_typing(self) -> bool:
        """True if something typed has not been saved as an edit yet."""
        return bool(self._typed)

    def is_quiet(self) -> bool:
        """True if no check of the fields is due."""
        return not self._check_soon.isActive()

    def _load(self) -> None:
        row = self._session.snapshot.row(self._place) if self._place is not None else None
        item = self._session.snapshot.items[self._place] if self._place is not None else ""
        written = self._session.snapshot.edits(item)
        self.about_photo.show_findings(())
        self.show_further(self._session, row)
        conflicts = self._conflicts()
        for name, box in self.fields.items():
            conflict = conflicts.get(name)
            box.conflict.show_conflict(conflict)
            if conflict is None or box.value() != conflict.mine:  # else the cursor would move
                box.set_value(conflict.mine if conflict else row[name] if row else None)
            mine = name in written and written[name].value is not None
            box.set_source(source_of(row, name, written) if row else None, mine)
            box.set_findings(())
            self.show_decision(self._session, self._place, name, row)
        self._take_up_refused()
        if row is not None:
            self._version += 1
            self._check_soon.start()

    def _take_up_refused(self) -> None:
        """Put back what was typed for this photo and could not be saved; it counts as being typed again."""
        for place, name in [key for key in self._refused_elsewhere if key[0] == self._place]:
            value, self._typed[name] = self._refused_elsewhere.pop((place, name))
            self.fields[name].set_value(value)

    def _type(self, name: str) -> None:
        if self._place is None:
            return
        self._typed.setdefault(name, self._written(name))
        item = self._session.snapshot.items[self._place]
        try:
            self._journal.type(item, name, self.fields[name].value(), self._base(name))
        except OSError as error:
            self.failed.emit(
                translate("editor", "What you are typing cannot be saved: {}").format(refused_by_disk(error))
            )
        self._version += 1
        self._check_soon.start()
        self._keep_soon.start()

    def _base(self, name: str) -> str:
        """The time of the edit that typing started from; empty if there was none, or if the field has a conflict."""
        base = self._typed[name]
        return base.at if base is not None and name not in self._conflicts() else ""

    def _written(self, name: str) -> RecordedEdit | None:
        assert self._place is not None
        return self._session.snapshot.edits(self._session.snapshot.items[self._place]).get(name)

    def _write(self, name: str, value: object, base: RecordedEdit | None) -> None:
        if self._place is not None:
            self._write_at(self._place, name, value, base)

    def _write_at(self, place: int, name: str, value: object, base: RecordedEdit | None) -> None:
        session, item = self._session, self._session.snapshot.items[place]
        title = translate("editor", "Edited {} of {}.").format(named(name), _name(session, place))
        self._operations.submit(
            lambda: attempt(lambda: session.edit({place: {name: value}}, title, {(item, name): base})),
            partial(self._kept, item, name),
            partial(self._refused, place, name, value, base),
        )

    def _kept(self, item: str, name: str, done: ChangeResult | Conflict) -> None:
        if isinstance(done, Conflict):
            self.failed.emit(done.sentence())
            self._take_up(done)
            return
        if name not in self._typed or self._place is None or self._session.snapshot.items[self._place] != item:
            self._journal.settle(item, name)
        elif self._typed:  # typing went on meanwhile: the next edit starts from this one
            self._typed[name] = self._session.snapshot.edits(item).get(name)
        self.kept.emit(done)

    def _refused(self, place: int, name: str, value: object, base: RecordedEdit | None, sentence: str) -> None:
        """Keep the text in its field, also for when its photo is shown again; it is saved as soon as possible."""
        self.failed.emit(sentence)
        if value is None:
            return
        if place == self._place:
            self.fields[name].set_value(value)
            self._typed[name] = base
        else:
            self._refused_elsewhere[place, name] = value, base

    def try_again(self) -> None:
        """Save what was refused, now that the catalogue can be read again."""
        refused, self._refused_elsewhere = self._refused_elsewhere, {}
        for (place, name), (value, base) in refused.items():
            self._write_at(place, name, value, base)
        if self._typed and not self._keep_soon.isActive():
            self._keep_typed()

    def _check(self) -> None:
        if self._place is None:
            return
        session, place, version = self._session, self._place, self._version
        snapshot, item = session.snapshot, session.snapshot.items[place]
        if snapshot.photos.outcome(place) == "failed":
            return
        typed = {name: RecordedEdit(self.fields[name].value(), (), "", "") for name in self._typed}
        row = snapshot.photos.with_edits(place, {**snapshot.edits(item), **typed})
        self._checks.submit(
            lambda: (session.findings(row), session.preview_name(place, row)), partial(self._found, place, version)
        )

    def _found(self, place: int, version: int, looked: tuple[Sequence[Finding], str | None]) -> None:
        if (place, version) != (self._place, self._version):
            return
        findings, name = looked
        self._show_name(place, name or "")
        for name, box in self.fields.items():
            box.set_findings([finding for finding in findings if finding.field == name])
        self.about_photo.show_findings([finding for finding in findings if finding.field not in self.fields])
        self.checked.emit(place, findings)

    def _show_name(self, place: int, name: str) -> None:
        """Show the name that the photo gets on approval if it differs from the present one."""
        box = self.fields[FILE_NAME]
        if FILE_NAME in self._typed:
            box.set_source(translate("editor", "becomes {}").format(name), True)
        elif name != (self._session.snapshot.row(place)[FILE_NAME] or ""):
            box.set_value(name)
            box.set_source(translate("editor", "follows the subject when approved"), False)
        self.renamed.emit(place, name)


def _name(session: Session, place: int) -> str:
    return str(session.snapshot.photos.table["source_path"][place]).rpartition("/")[2]
