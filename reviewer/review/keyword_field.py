"""Keywords as chips. Enter or a comma makes one, Backspace removes the last one, arrow keys move between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PyQt6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QKeyEvent
from PyQt6.QtWidgets import QCompleter, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.review.field_box import FieldBox
from reviewer.widgets.flow import Flow
from reviewer.widgets.offers import TypedWins
from runner.review.language import translate
from runner.schema import Finding

ARROW = "  ›  "
"""Separates a term from what it implies in the list of completions."""


class Chip(QPushButton):
    """One keyword. Delete, Backspace or a click removes it."""

    gone = pyqtSignal()
    walked = pyqtSignal(int)

    def __init__(self, word: str, about: str) -> None:
        super().__init__(f"{word}  ×")
        self.word = word
        self.setProperty("role", "chip")
        self.setToolTip(about)
        self.setAccessibleName(translate("keyword_field", "Keyword {}; Delete removes it").format(word))
        self.clicked.connect(self.gone)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Arrow keys move to a neighbour, Delete and Backspace remove the keyword."""
        if event is None:
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.gone.emit()
        else:
            super().keyPressEvent(event)


class Entry(QLineEdit):
    """The line in which the next keyword is typed."""

    entered = pyqtSignal(str)
    rubbed = pyqtSignal()
    walked = pyqtSignal()
    left = pyqtSignal()

    def event(self, event: QEvent | None) -> bool:
        """Take Escape from the window's shortcuts while there is text in the line: it clears the line."""
        is_offer = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_offer and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[union-attr]
            event.accept()  # type: ignore[union-attr]
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Enter and comma make a chip, Escape clears; in an empty line, Backspace removes a chip, Left goes to it."""
        if event is None:
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit(self.text())
        elif not self.text() and event.key() == Qt.Key.Key_Backspace:
            self.rubbed.emit()
        elif not self.text() and event.key() == Qt.Key.Key_Left:
            self.walked.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent | None) -> None:  # noqa: N802
        """Make a chip of the text that is left in the line."""
        super().focusOutEvent(event)
        if event is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered.emit(self.text())
            self.left.emit()


class KeywordField(FieldBox):
    """The keywords of a photo."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._broken: frozenset[str] = frozenset()
        self._above: dict[str, str] = {}
        self._chips: list[Chip] = []
        self._box = QFrame()
        self._box.setProperty("role", "keywords")
        self._flow = Flow()
        chips = QWidget()
        chips.setLayout(self._flow)
        self.entry = Entry()
        self.entry.setPlaceholderText(translate("keyword_field", "Add a keyword …"))
        self.entry.setAccessibleName(translate("keyword_field", "Add a keyword"))
        layout = QVBoxLayout(self._box)
        layout.setContentsMargins(4, 4, 4, 2)
        layout.setSpacing(2)
        layout.addWidget(chips)
        layout.addWidget(self.entry)
        self.entry.entered.connect(self._enter)
        self.entry.rubbed.connect(lambda: self._remove(len(self._chips) - 1))
        self.entry.walked.connect(lambda: self._walk(len(self._chips), -1))
        self.entry.left.connect(self.left)
        self._completer = self._make_completer()
        self._finish(self._box)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(9)
        TypedWins(completer, lambda: self._enter(self.entry.text()))
        self.entry.setCompleter(completer)
        chosen: Any = completer.activated[QModelIndex]
        chosen.connect(lambda index: self._complete(str(index.data())))
        return completer

    def set_vocabulary(self, terms: Sequence[tuple[str, str]]) -> None:
        """Offer these terms, each with what it implies (`heron › bird`), or with an empty text."""
        self._above = {term.casefold(): above for term, above in terms if above}
        shown = [f"{term}{ARROW}{above}" if above else term for term, above in terms]
        self._completer.setModel(QStringListModel(shown, self))

    def value(self) -> list[str]:
        """The keywords in order."""
        return [chip.word for chip in self._chips]

    def set_value(self, value: Any) -> None:
        """Show these keywords."""
        if list(value or []) != self.value():
            self._rebuild(list(value or []))
        self._counter.setText(translate("keyword_field", "%n keyword(s)", "", len(self._chips)))

    def finish(self) -> None:
        """Make a keyword of the text in the line."""
        self._enter(self.entry.text())

    def focus(self) -> None:
        """Give the keyboard focus to the line for a new keyword."""
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings, and mark the chips that errors are about."""
        super().set_findings(findings)
        self._broken = frozenset(word.casefold() for f in findings if f.severity == "error" for word in f.words)
        for chip in self._chips:
            self._mark(chip)

    def _enter(self, text: str) -> None:
        words = [word for part in text.split(",") if (word := " ".join(part.split()))]
        self.entry.clear()
        known = set(map(str.casefold, self.value()))
        fresh = [word for word in dict.fromkeys(words) if word.casefold() not in known]
        if fresh:
            self._changed([*self.value(), *fresh])

    def _complete(self, shown: str) -> None:
        self._enter(shown.partition(ARROW)[0])
        # The completer writes its text into the line after this signal.
        self.entry.blockSignals(True)
        self.entry.clear()
        self.entry.blockSignals(False)

    def _remove(self, number: int) -> None:
        if 0 <= number < len(self._chips):
            words = self.value()
            del words[number]
            self._changed(words)
            self._walk(min(number, len(words)), 0)

    def _walk(self, number: int, step: int) -> None:
        place = number + step
        target = self._chips[place] if 0 <= place < len(self._chips) else self.entry
        if place >= 0:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self, words: list[str]) -> None:
        self._rebuild(words)
        self._counter.setText(translate("keyword_field", "%n keyword(s)", "", len(words)))
        self.typed.emit()

    def _rebuild(self, words: Sequence[str]) -> None:
        self._flow.clear()
        self._chips = []
        for number, word in enumerate(words):
            above = self._above.get(word.casefold(), "")
            chip = Chip(word, f"{word}{ARROW}{above}" if above else word)
            chip.gone.connect(partial(self._remove, number))
            chip.walked.connect(partial(self._walk, number))
            self._mark(chip)
            self._chips.append(chip)
            self._flow.addWidget(chip)

    def _mark(self, chip: Chip) -> None:
        broken = chip.word.casefold() in self._broken
        if chip.property("broken") != broken:
            chip.setProperty("broken", broken)
            style = chip.style()
            if style is not None:
                style.polish(chip)
