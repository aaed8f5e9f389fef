"""The panel on the right: the name of the selection, the person's importance, and whether captions may use the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QStringListModel, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from reviewer.widgets import theme
from reviewer.widgets.offers import TypedWins
from runner.people.persons import IMPORTANCE, Importance, Person
from runner.review.language import QT_TRANSLATE_NOOP, translate
from runner.review.people.board import Card
from runner.review.people.wording import state

_IMPORTANCE: Mapping[Importance, str] = {
    "main": QT_TRANSLATE_NOOP("people_panel", "Main person"),
    "important": QT_TRANSLATE_NOOP("people_panel", "Important"),
    "other": QT_TRANSLATE_NOOP("people_panel", "Other"),
}
_NAMES_SHOWN = 12
_WIDTH, _MARGIN = 280, 12
BUTTONS = (
    "merge", "not_person", "split_off", "split_similarity", "split_time", "stranger", "no_face", "reopen", "forget",
)  # fmt: skip


class PersonPanel(QFrame):
    """Shows the selection, and the fields and buttons that apply to it."""

    named = pyqtSignal(str)
    left = pyqtSignal()  # the name field was left without a new name
    weighed = pyqtSignal(str)  # the chosen importance
    consented = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.head, self.about, self.may = QLabel(), QLabel(), QLabel()
        self.name = QLineEdit()
        self.importance = QComboBox()
        self.consent = QCheckBox(translate("people_panel", "Captions may name this person"))
        self.buttons = {name: QPushButton() for name in BUTTONS}
        self._names = QStringListModel()
        self._build()
        self._connect()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show the selected groups."""
        person = cards[0].person if len(cards) == 1 else None
        self.head.setText(_head(cards))
        self.about.setText(_about(cards))
        if not self.name.isModified() or not self.name.hasFocus():
            self.name.setText(person.name or "" if person else "")
        for widget in (self.importance, self.consent):
            widget.setVisible(person is not None)
            widget.blockSignals(True)
        self.importance.setCurrentIndex(IMPORTANCE.index(person.importance) if person else 0)
        self.consent.setChecked(bool(person and person.consent))
        for widget in (self.importance, self.consent):
            widget.blockSignals(False)
        self.name.setEnabled(bool(cards))

    def show_persons(self, persons: Sequence[Person]) -> None:
        """Offer these names, and say which of them captions may use."""
        self._names.setStringList([person.name for person in persons if person.name])
        allowed = [person.name for person in persons if person.consent and person.name]
        if not allowed:
            self.may.setText(translate("people_panel", "Captions name nobody: nobody has agreed to it."))
            return
        more = len(allowed) - _NAMES_SHOWN
        listed = ", ".join(allowed[:_NAMES_SHOWN])
        listed += translate("people_panel", " and %Ln more", "", more) if more > 0 else ""
        self.may.setText(translate("people_panel", "Captions may name {} and nobody else.").format(listed))

    def show_keys(self, actions: Mapping[str, QAction]) -> None:
        """Write actions and keys on the buttons; those of disabled actions are hidden."""
        for name, button in self.buttons.items():
            action = actions[name]
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setText(f"{action.text()}  {key}")
            button.setAccessibleName(action.text())
            button.setVisible(action.isEnabled())
        self.fit_width()

    def fit_width(self) -> None:
        """Fix the width so that the text of every button fits, whatever the selection, language and text size."""
        widest = max(widget.sizeHint().width() for widget in (*self.buttons.values(), self.consent))
        self.setFixedWidth(max(widest + 2 * _MARGIN, theme.scaled(_WIDTH)))

    def ask_name(self) -> None:
        """Focus the name field and select its text, so that typing replaces it."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _build(self) -> None:
        self.head.setProperty("role", "title")
        for label in (self.about, self.may):
            label.setProperty("role", "muted")
        for label in (self.head, self.about, self.may):
            label.setWordWrap(True)
        self.name.setPlaceholderText(translate("people_panel", "Name, then Enter"))
        self.name.setAccessibleName(translate("people_panel", "Name"))
        self.importance.addItems([translate("people_panel", _IMPORTANCE[each]) for each in IMPORTANCE])
        self.importance.setAccessibleName(translate("people_panel", "Importance"))
        completer = QCompleter(self._names, self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._chosen)
        self.name.setCompleter(completer)
        TypedWins(completer, self._entered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(7)
        for widget in (self.head, self.about, self.name, self.importance, self.consent, *self.buttons.values()):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.may)

    def _connect(self) -> None:
        self.name.returnPressed.connect(self._entered)
        self.importance.activated.connect(lambda row: self.weighed.emit(IMPORTANCE[row]))
        self.consent.clicked.connect(self.consented.emit)

    def _chosen(self, name: str) -> None:
        self.name.setText(name)
        self.named.emit(name)

    def _entered(self) -> None:
        """Handle Enter once, because the completer and the line edit may both report the same key."""
        text = " ".join(self.name.text().split())
        if text and self.name.isModified():
            self.name.setModified(False)
            self.named.emit(text)
        elif not self.name.isModified():
            self.left.emit()


def _head(cards: Sequence[Card]) -> str:
    if not cards:
        return translate("people_panel", "Nothing is selected")
    if len(cards) > 1:
        return translate("people_panel", "%Ln group(s)", "", len(cards))
    return cards[0].name or state(cards[0].state)


def _about(cards: Sequence[Card]) -> str:
    faces = translate("people_panel", "%Ln face(s)", "", sum(card.faces for card in cards))
    if len(cards) != 1:
        return faces if cards else ""
    return f"{faces}, {translate('people_panel', '%Ln photo(s)', '', cards[0].photos)}"
