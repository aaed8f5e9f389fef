"""The texts of the current photo. What is typed is journalled at each key, checked while typing, kept as an edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.review.keyword_field import KeywordField
from reviewer.review.text_field import NameField, TextField
from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.operations import Operations
from runner.review.drafts import Journal
from runner.review.language import translate
from runner.review.session import ChangeResult, Session
from runner.review.spelling import Speller
from runner.review.wording import named
from runner.schema import TEXTS, Finding
from runner.store.decisions import EDITABLE, FILE_NAME, RecordedEdit

CHECK_MS = 150
"""Pause in typing after which the rules look."""
KEEP_MS = 1500
"""Pause in typing after which the text becomes an edit."""
_MARGIN = 12


class Editor(QScrollArea):
    """The fields. `kept` after a text has become an edit, `failed` when it could not."""

    kept = pyqtSignal(object)
    failed = pyqtSignal(str)
    learned = pyqtSignal(str)
    decided = pyqtSignal(str, str)  # an action about one text, and the field
    checked = pyqtSignal(int, object)  # place and findings of its texts as they stand in the fields
    renamed = pyqtSignal(int, str)  # place and the name under which the photo would be approved

    def __init__(self, session: Session, operations: Operations, checks: Operations, journal: Journal) -> None:
        super().__init__()
        self._session, self._operations, self._checks, self._journal = session, operations, checks, journal
        self._place: int | None = None
        self._typed: dict[str, RecordedEdit | None] = {}  # fields being typed, and the edit that typing began from
        self._version = 0
        self.fields: dict[str, TextField | KeywordField] = {
            "caption": TextField("caption", 2),
            "alt_text": TextField("alt_text", 2),
            "keywords": KeywordField("keywords"),
            "subject": TextField("subject", 1),
            "location": TextField("location", 1),
            FILE_NAME: NameField(FILE_NAME, 1),
        }
        self.about_photo = FindingsNote()  # what is wrong with the photo and with no text of it
        self.again = QPushButton()
        self._check_soon, self._keep_soon = self._timer(CHECK_MS, self._check), self._timer(KEEP_MS, self._keep_typed)
        self._build()

    def _timer(self, after_ms: int, call: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    def _build(self) -> None:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        layout.setSpacing(2)
        layout.addWidget(self.about_photo)
        for name in EDITABLE:
            box = self.fields[name]
            box.typed.connect(partial(self._type, name))
            box.left.connect(self.keep)
            box.taken_back.connect(partial(self.take_back, name))
            box.decided.connect(lambda action, field=name: self.decided.emit(action, field))
            if isinstance(box, TextField):
                box.editor.learned.connect(self.learned)
            layout.addWidget(box)
        self.again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.again.setToolTip(
            translate("editor", "The captioner of the run writes again, told what you have said of the photo")
        )
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_session(self, session: Session) -> None:
        """Work on another session from now on."""
        self.keep()
        self._session = session

    def show_place(self, place: int | None) -> None:
        """Show the texts of a photo; what was typed for the last one is kept."""
        self.keep()
        self._place = place
        self.setEnabled(place is not None)
        self._load()

    def refresh(self, places: Sequence[int]) -> None:
        """Reload the texts when the photo is one of these and no field is being edited."""
        if self._place in places and not self._typed:
            self._load()

    def keep(self) -> None:
        """Make what was typed an edit."""
        self.fields["keywords"].finish()
        self._keep_typed()

    def _keep_typed(self) -> None:
        """The same in the middle of typing: a keyword half entered stays so."""
        self._check_soon.stop()
        self._keep_soon.stop()
        typed, self._typed = self._typed, {}
        for name, base in typed.items():
            self._write(name, self.fields[name].value(), base)

    def take_back(self, name: str) -> None:
        """Let the run's own text stand again in a field."""
        if self._place is None:
            return
        self._typed.pop(name, None)
        self._journal.settle(self._session.snapshot.items[self._place], name)
        self._write(name, None, self._written(name))

    def is_typing(self) -> bool:
        """Whether something is typed that is no edit yet."""
        return bool(self._typed)

    def is_quiet(self) -> bool:
        """Whether the rules have looked at what is in the fields."""
        return not self._check_soon.isActive()

    def focused(self) -> str | None:
        """The field that is being edited."""
        return next((name for name, box in self.fields.items() if box.isAncestorOf(self._focus_widget())), None)

    def least_width(self) -> int:
        """Pixels that the fields need beside a scroll bar, with everything above them."""
        bar = self.verticalScrollBar()
        beside = 2 * _MARGIN + (bar.sizeHint().width() if bar is not None else 0)
        return beside + max(self.fields[name].head_width() for name in TEXTS)

    def set_speller(self, speller: Speller) -> None:
        """Underline what this speller doubts, in prose."""
        for box in self.fields.values():
            if isinstance(box, TextField):
                box.set_speller(speller)

    def set_vocabulary(self, terms: Sequence[tuple[str, str]]) -> None:
        """Offer terms for keywords."""
        keywords = self.fields["keywords"]
        if isinstance(keywords, KeywordField):
            keywords.set_vocabulary(terms)

    def _focus_widget(self) -> QWidget:
        window = self.window()
        return (window.focusWidget() if window else None) or self

    def _load(self) -> None:
        row = self._session.snapshot.row(self._place) if self._place is not None else None
        item = self._session.snapshot.items[self._place] if self._place is not None else ""
        written = self._session.snapshot.edits(item)
        self.about_photo.show_findings(())
        for name, box in self.fields.items():
            box.set_value(row[name] if row else None)
            mine = name in written and written[name].value is not None
            box.set_source(_source(row, name, written) if row else None, mine)
            box.set_findings(())
            self._show_decision(name, row)
        if row is not None:
            self._version += 1
            self._check_soon.start()

    def _show_decision(self, name: str, row: Mapping[str, object] | None) -> None:
        place = self._place
        decidable = name in TEXTS and row is not None and row["outcome"] != "failed" and bool(row[name])
        marked = self._session.snapshot.field_decisions(place).get(name) if place is not None else None
        said, role = "", "good"
        if marked is not None and marked.decision == "rejected":
            said, role = translate("editor", "✗ rejected by {}: {}").format(marked.reviewer, marked.reason), "error"
        elif marked is not None:
            said = translate("editor", "✓ approved by {}").format(marked.reviewer)
        self.fields[name].set_decision(said, role, decidable=decidable)

    def _type(self, name: str) -> None:
        if self._place is None:
            return
        self._typed.setdefault(name, self._written(name))
        item = self._session.snapshot.items[self._place]
        try:
            self._journal.type(item, name, self.fields[name].value())
        except OSError as error:
            self.failed.emit(translate("editor", "What you type cannot be saved: {}").format(error))
        self._version += 1
        self._check_soon.start()
        self._keep_soon.start()

    def _written(self, name: str) -> RecordedEdit | None:
        assert self._place is not None
        return self._session.snapshot.edits(self._session.snapshot.items[self._place]).get(name)

    def _write(self, name: str, value: object, base: RecordedEdit | None) -> None:
        if self._place is None:
            return
        session, place, item = self._session, self._place, self._session.snapshot.items[self._place]
        title = translate("editor", "Edited {} of {}.").format(named(name), _name(session, place))
        self._operations.submit(
            lambda: session.edit({place: {name: value}}, title, base),
            partial(self._kept, item, name),
            partial(self._refused, place, name, value),
        )

    def _kept(self, item: str, name: str, done: ChangeResult) -> None:
        if name not in self._typed or self._place is None or self._session.snapshot.items[self._place] != item:
            self._journal.settle(item, name)
        elif self._typed:  # typed on meanwhile: the next edit begins from this one
            self._typed[name] = self._session.snapshot.edits(item).get(name)
        self.kept.emit(done)

    def _refused(self, place: int, name: str, value: object, sentence: str) -> None:
        """The text stays in its field; keeping it again puts it over what the other person wrote."""
        self.failed.emit(sentence)
        if place == self._place and value is not None:
            self.fields[name].set_value(value)
            self._typed[name] = self._written(name)

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
        """Show the name that the photo gets on approval where it is not the one that stands."""
        box = self.fields[FILE_NAME]
        if FILE_NAME in self._typed:
            box.set_source(translate("editor", "becomes {}").format(name), True)
        elif name != (self._session.snapshot.row(place)[FILE_NAME] or ""):
            box.set_value(name)
            box.set_source(translate("editor", "follows the subject, on approval"), False)
        self.renamed.emit(place, name)


def _source(row: Mapping[str, Any], name: str, written: Mapping[str, RecordedEdit]) -> str | None:
    """Who says so: a reviewer, the captioner, or what the run knew."""
    captioner, by = row["caption_model"] or translate("editor", "the captioner"), translate("editor", "by {}")
    if name in written and written[name].value is not None:
        reviewer = written[name].reviewer
        if written[name].source == "template":
            return translate("editor", "follows the subject")
        taken_over = translate("editor", "by {}, accepted by {}").format(captioner, reviewer)
        return taken_over if written[name].source == "model" else by.format(reviewer)
    if name == FILE_NAME:
        return None
    classifier = translate("editor", "by the classifier")
    said = {
        "model": classifier if name in ("subject", "location") else by.format(captioner),
        "human": translate("editor", "written in the file"),
        "set": translate("editor", "of the set"),
        "exif": translate("editor", "from EXIF"),
    }
    return said.get(row[f"{name}_from"] or "")


def _name(session: Session, place: int) -> str:
    return str(session.snapshot.photos.table["source_path"][place]).rpartition("/")[2]
