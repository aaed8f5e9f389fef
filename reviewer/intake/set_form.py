"""The form for a planned set: what a person enters, and what was found in the photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PyQt6.QtCore import QLocale, Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer.intake import wording
from reviewer.intake.captioner_box import CaptionerBox
from reviewer.intake.noted_field import NotedField
from reviewer.intake.picture_strip import PictureStrip
from reviewer.intake.row import Row
from reviewer.intake.suggestions import Suggestions
from reviewer.widgets import theme
from reviewer.widgets.elided_label import ElidedLabel
from reviewer.widgets.scrolling import scrolling
from runner.config.folder import choices
from runner.intake.captioner_choice import CaptionerChoice
from runner.intake.earlier import Earlier
from runner.intake.planned import PlannedSet
from runner.review.language import translate, worded

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl")
"""Languages that are offered for texts; a set file may name others."""

_TWO_COLUMNS = 520
"""From this width on there are two columns of fields; in pixels at the normal text size."""

_TEXTS = ("name", "subject", "location", "category")


class SetForm(QWidget):
    """Shows one row at a time. `changed` is emitted with the edited plan on every keystroke."""

    changed = pyqtSignal(object, str)  # a PlannedSet, and the field that changed
    wished = pyqtSignal(str)  # an action for the row: see `Suggestions`
    settled = pyqtSignal(str, str)  # a field, and the text chosen from the two that two windows have for it

    def __init__(self) -> None:
        super().__init__()
        self._row: Row | None = None
        self._grid = QGridLayout()
        self._showing = False
        self.strip, self.folder, self.facts, self.remarks = PictureStrip(), ElidedLabel(), QLabel(), QLabel()
        self.texts: dict[str, QLineEdit] = {name: QLineEdit() for name in (*_TEXTS, "hints")}
        self.language, self.rules, self.captioner = QComboBox(), QComboBox(), CaptionerBox()
        self.fields: dict[str, NotedField] = _fields({**self.texts, "captioner": self.captioner, "rules": self.rules,
                                                      "language": self.language})  # fmt: skip
        self.suggestions = Suggestions(self.fields, self._use, self.wished.emit, self.settled.emit)
        self._prepare()
        self._build()
        self._connect()

    def show_row(self, row: Row) -> None:
        """Show another row, or refresh the same one; the caret stays where it is."""
        self._row, planned = row, row.planned
        self._showing = True
        for name, line in self.texts.items():
            value = ", ".join(planned.hints) if name == "hints" else getattr(planned, name)
            if name != "hints" or _hints(line.text()) != planned.hints:
                _put(line, value)
        _choose(self.language, planned.language)
        _choose(self.rules, planned.rules)
        self.captioner.choose(planned.captioner)
        self._showing = False
        self.renew()

    def renew(self) -> None:
        """Refresh the findings and the problems; the values of the fields stay as they are."""
        row = self._row
        if row is None:
            return
        self.strip.show_pictures(row.pictures)
        self.folder.setText(row.planned.folder)
        self.facts.setText(wording.facts(row))
        self.remarks.setText(worded(row.problems["folder"]) if "folder" in row.problems else wording.remarks(row))
        self.remarks.setProperty("role", "error" if row.trouble or "folder" in row.problems else "small")
        _restyle(self.remarks)
        self.remarks.setVisible(bool(self.remarks.text()))
        for name, field in self.fields.items():
            field.show_problem(worded(row.problems[name]) if name in row.problems else "")
        self.suggestions.show_row(row)
        self.fields["captioner"].show_note("" if "captioner" in row.problems else self.captioner.about())

    def offer_captioners(self, offered: Sequence[CaptionerChoice]) -> None:
        """Offer these captioners."""
        self.captioner.offer(offered)
        self.renew()

    def complete(self, known: Earlier) -> None:
        """Offer the values of earlier sets as completions."""
        for name, texts in (("subject", known.subjects), ("location", known.locations), ("category", known.categories)):
            completer = QCompleter(list(texts), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.texts[name].setCompleter(completer)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Lay the fields out in two columns if there is room, otherwise in one."""
        super().resizeEvent(event)
        self._lay(2 if self.width() >= theme.scaled(_TWO_COLUMNS) else 1)

    def _prepare(self) -> None:
        for code in LANGUAGES:
            self.language.addItem(_own_name(code), code)
        for box in (self.language, self.rules):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        for name in choices().get("rules", ()):
            self.rules.addItem(wording.rules(name), name)
        placeholders = {
            "subject": translate("intake", "what all of them show; empty if they show different things"),
            "location": translate("intake", "if it is a single place"),
            "category": translate("intake", "what your site calls this kind of photo"),
            "hints": translate("intake", "true of every photo, separated by commas"),
        }
        for name, said in placeholders.items():
            self.texts[name].setPlaceholderText(said)
        self.facts.setProperty("role", "head")
        self.folder.setProperty("role", "muted")
        for label in (self.facts, self.remarks):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _build(self) -> None:
        inner, outer = QVBoxLayout(), QVBoxLayout(self)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(12)
        self._lay(2)
        for widget in (self.strip, self.facts, self.folder, self.remarks):
            inner.addWidget(widget)
        inner.addSpacing(6)
        inner.addLayout(self._grid)
        inner.addStretch(1)
        inner.setContentsMargins(4, 0, 10, 0)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))

    def _lay(self, columns: int) -> None:
        """Lay the fields out in this many columns."""
        for number, field in enumerate(self.fields.values()):
            self._grid.addWidget(field, number // columns, number % columns)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _connect(self) -> None:
        for name, line in self.texts.items():
            line.textEdited.connect(lambda _text, name=name: self._tell(name))
            line.editingFinished.connect(lambda name=name: self._tell(name))  # no textEdited for a completion
        self.language.currentIndexChanged.connect(lambda _place: self._tell("language"))
        self.rules.currentIndexChanged.connect(lambda _place: self._tell("rules"))
        self.captioner.currentIndexChanged.connect(lambda _place: self._tell("captioner"))

    def _use(self, name: str, value: str) -> None:
        """Put a suggested value into its field."""
        self.texts[name].setText(value)
        self.texts[name].setFocus()
        self._tell(name)

    def _tell(self, name: str) -> None:
        if self._showing or self._row is None:
            return
        made = self._planned(self._row.planned)
        if made != self._row.planned:
            self.changed.emit(made, name)

    def _planned(self, before: PlannedSet) -> PlannedSet:
        choice = self.captioner.choice()
        texts: dict[str, Any] = {name: self.texts[name].text().strip() for name in _TEXTS}
        return replace(
            before,
            **texts,
            hints=_hints(self.texts["hints"].text()),
            language=self.language.currentData() or before.language,
            rules=self.rules.currentData() or before.rules,
            captioner=self.captioner.options(),
            fetch=choice.fetch if choice else before.fetch,
        )


def _fields(editors: Mapping[str, QWidget]) -> dict[str, NotedField]:
    labels = {
        "name": translate("intake", "Name of the set"),
        "subject": translate("intake", "Subject"),
        "location": translate("intake", "Location"),
        "category": translate("intake", "Category"),
        "hints": translate("intake", "Keywords"),
        "captioner": translate("intake", "Captioner"),
        "rules": translate("intake", "Rules"),
        "language": translate("intake", "Language of the texts"),
    }
    about = {
        "name": translate("intake", "Used as the name of a file and a folder."),
        "subject": translate("intake", "It is used for every photo, as if you had entered it for each one."),
        "rules": translate("intake", "The rules for the texts."),
        "captioner": translate("intake", "What writes the texts."),
    }
    return {name: NotedField(label, editors[name], about.get(name, "")) for name, label in labels.items()}


def _own_name(language: str) -> str:
    """The name of a language in that language."""
    return "English" if language == "en" else QLocale(language).nativeLanguageName().partition(" ")[0].capitalize()


def _hints(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (word.strip() for word in text.split(",")))))


def _put(line: QLineEdit, text: str) -> None:
    """Set the text only if it differs, because setting it moves the caret."""
    if line.text().strip() != text:
        line.setText(text)


def _choose(box: QComboBox, value: str) -> None:
    """Select the item with this value; it is added if it is not offered."""
    if box.findData(value) < 0:
        box.addItem(value, value)
    box.setCurrentIndex(box.findData(value))


def _restyle(widget: QWidget) -> None:
    style = widget.style()
    if style is not None:
        style.unpolish(widget)
        style.polish(widget)
