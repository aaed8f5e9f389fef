"""Where filters are written, saved and chosen, and the order of the photos."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PyQt6.QtCore import QStringListModel, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.offers import TypedWins
from runner.review.filters import KEYS, STATES
from runner.review.language import QT_TRANSLATE_NOOP, number, translate
from runner.review.query import FilterError
from runner.review.settings import Settings
from runner.review.snapshot import ORDERS
from runner.schema import TEXTS

READY_MADE = {
    QT_TRANSLATE_NOOP("filter_bar", "Undecided"): "decision:undecided",
    QT_TRANSLATE_NOOP("filter_bar", "Blocked"): "outcome:blocked decision:undecided",
    QT_TRANSLATE_NOOP("filter_bar", "Contradicted by witnesses"): "is:contradicted",
    QT_TRANSLATE_NOOP("filter_bar", "Edited"): "is:edited",
    QT_TRANSLATE_NOOP("filter_bar", "Best of each series"): "is:best",
    QT_TRANSLATE_NOOP("filter_bar", "Approved"): "decision:approved",
    QT_TRANSLATE_NOOP("filter_bar", "Rejected"): "decision:rejected",
    QT_TRANSLATE_NOOP("filter_bar", "Failed"): "outcome:failed",
}
_VALUES = {
    "outcome": ("passed", "repaired", "blocked", "failed"),
    "state": STATES,
    "decision": ("undecided", "decided", "approved", "rejected", "lapsed"),
    "is": ("contradicted", "edited", "best", "series", "repaired", "returned"),
    "missing": (*TEXTS, "subject", "location"),
    "quality": (">6", "<4"),
    "band": ("top", "good", "average", "low", '"very low"'),
}


class FilterLine(QLineEdit):
    """The line; completes the word under the cursor."""

    given_up = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._words = [f"{key}:" for key in KEYS] + [f"{key}:{v}" for key, values in _VALUES.items() for v in values]
        self._completer = QCompleter(self._words, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._complete)
        TypedWins(self._completer, self.returnPressed.emit)
        self.textEdited.connect(self._offer)

    def add_words(self, words: Sequence[str]) -> None:
        """Offer more words, such as the rules of the run."""
        self._completer.setModel(QStringListModel([*self._words, *words], self))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Enter takes the offered word, Escape leaves the line."""
        popup = self._completer.popup()
        offered = popup is not None and popup.isVisible()
        if event is not None and event.key() == Qt.Key.Key_Escape and not offered:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _offer(self) -> None:
        word = self.text()[: self.cursorPosition()].split(" ")[-1].lstrip("(-")
        self._completer.setCompletionPrefix(word)
        popup = self._completer.popup()
        if len(word) >= 2 and self._completer.completionCount() and self._completer.currentCompletion() != word:
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def _complete(self, word: str) -> None:
        cursor, text = self.cursorPosition(), self.text()
        start = cursor - len(self._completer.completionPrefix())
        self.setText(text[:start] + word + text[cursor:])
        self.setCursorPosition(start + len(word))


class FilterBar(QWidget):
    """Filter, saved filters, order, and how many photos are shown."""

    applied = pyqtSignal()
    left = pyqtSignal()
    removed = pyqtSignal(str)  # the name of a saved filter that is not wanted any more

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.line = FilterLine()
        self.line.setPlaceholderText(
            translate("filter_bar", 'Filter:  outcome:blocked  quality:>6  keyword:heron  text:"canal"   (Ctrl+F)')
        )
        self.line.setAccessibleName(translate("filter_bar", "Filter"))
        self.line.setClearButtonEnabled(True)
        self.line.returnPressed.connect(self.applied)
        self.line.given_up.connect(self._give_up)
        self._saved = QToolButton()
        self._saved.setText(translate("filter_bar", "Filters ▾"))
        self._saved.setAccessibleName(translate("filter_bar", "Saved filters"))
        self._saved.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._saved.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.order = QComboBox()
        self.order.setAccessibleName(translate("filter_bar", "Order"))
        self.order.setAccessibleDescription(self.order.accessibleName())  # a combo box's name is its value on Linux
        titles = {
            "attention": translate("filter_bar", "Needs work first"),
            "run": translate("filter_bar", "As in the folder"),
            "best": translate("filter_bar", "Best quality first"),
            "worst": translate("filter_bar", "Worst quality first"),
            "taken": translate("filter_bar", "By time taken"),
        }
        for name in ORDERS:
            self.order.addItem(titles[name], name)
        self.order.activated.connect(lambda _index: self.applied.emit())
        self.order.setMinimumHeight(self.line.sizeHint().height())
        self._shown = QLabel()
        self._shown.setProperty("role", "muted")
        self.problem = FindingsNote()
        self._applied = ""
        row, layout = QHBoxLayout(), QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(3)
        for widget, stretch in ((self.line, 1), (self._saved, 0), (self.order, 0), (self._shown, 0)):
            row.addWidget(widget, stretch)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self.offer_saved()

    def filter(self) -> str:
        """The filter as written."""
        return self.line.text().strip()

    def show_problem(self, problem: FilterError) -> None:
        """Say below the line why the filter does not apply, and select the word that could not be understood.

        The photos that are shown are those of the filter before.
        """
        blanks = len(self.line.text()) - len(self.line.text().lstrip())
        start, end = problem.span
        self.line.setSelection(blanks + start, max(end - start, 1))
        self.problem.say(f"✗ {problem}", "error")
        self._shown.setText(translate("filter_bar", "not applied"))

    def apply(self, text: str) -> None:
        """Write a filter and apply it."""
        self.line.setText(text)
        self.applied.emit()

    def set_count(self, shown: int, total: int) -> None:
        """Say how many photos the filter shows."""
        self._applied = self.line.text()
        self.problem.say("", "error")
        some = translate("filter_bar", "{} of {}").format(number(shown), number(total))
        self._shown.setText(some if shown != total else translate("filter_bar", "%Ln photo(s)", "", total))

    def offer_saved(self) -> None:
        """Fill the menu with the ready-made and the saved filters."""
        menu = QMenu(self)
        for name, text in READY_MADE.items():
            self._add(menu, translate("filter_bar", name), text)
        menu.addSeparator()
        for name, text in self._settings.filters.items():
            self._add(menu, name, text)
        away = QMenu(translate("filter_bar", "Remove a saved filter"), menu)
        for name in self._settings.filters:
            action = away.addAction(name)
            if action is not None:
                action.triggered.connect(partial(self._remove, name))
        if self._settings.filters:
            menu.addMenu(away)
        self._saved.setMenu(menu)

    def open_saved(self) -> None:
        """Show the menu of filters, for the arrow keys."""
        self._saved.showMenu()

    def restore(self) -> None:
        """Instead of a filter that does not apply, write the one that the photos are shown by."""
        if self.problem.text():
            self.apply(self._applied)

    def _give_up(self) -> None:
        self.restore()
        self.left.emit()

    def _remove(self, name: str, _checked: bool = False) -> None:
        del self._settings.filters[name]
        self.offer_saved()
        self.removed.emit(name)

    def _add(self, menu: QMenu, name: str, text: str) -> None:
        action = menu.addAction(name)
        if action is not None:
            action.setToolTip(text)
            action.triggered.connect(lambda _checked: self.apply(text))
