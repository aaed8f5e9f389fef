"""Where filters are written, saved and chosen, and the order of the photos."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PyQt6.QtCore import QStringListModel, Qt, QTimer, pyqtSignal
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
from runner.review.grouping import GROUPINGS
from runner.review.language import QT_TRANSLATE_NOOP, number, translate
from runner.review.query import FilterError
from runner.review.settings import Settings
from runner.review.snapshot import ORDERS
from runner.schema import TEXTS
from runner.store.ratings import COLOURS, FLAGS

TYPING_MS = 120
"""How long after a letter the photos follow."""

PAUSE_MS = 900
"""How long somebody thinks before he is told that what he has written so far means nothing."""

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
    "stars": (">=3", "5", "0"),
    "label": (*COLOURS, "none"),
    "flag": (*FLAGS, "none"),
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
    """Filter, saved filters, order, groups, and how many photos are shown."""

    applied = pyqtSignal()
    typed = pyqtSignal()  # the line reads otherwise than a moment ago, and its photos should
    arranged = pyqtSignal()  # another order, or other groups
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
        self.order, self.grouping = QComboBox(), QComboBox()
        self.order.setAccessibleName(translate("filter_bar", "Order"))
        self.grouping.setAccessibleName(translate("filter_bar", "Groups"))
        titles = {
            "attention": translate("filter_bar", "Needs work first"),
            "run": translate("filter_bar", "As in the folder"),
            "best": translate("filter_bar", "Best quality first"),
            "worst": translate("filter_bar", "Worst quality first"),
            "taken": translate("filter_bar", "By time taken"),
        }
        for name in ORDERS:
            self.order.addItem(titles[name], name)
        groups = {
            "": translate("filter_bar", "Not grouped"),
            "folder": translate("filter_bar", "By folder"),
            "day": translate("filter_bar", "By day"),
            "place": translate("filter_bar", "By place"),
            "series": translate("filter_bar", "By series"),
        }
        for name in GROUPINGS:
            self.grouping.addItem(groups[name], name)
        self.grouping.setCurrentIndex(max(0, self.grouping.findData(settings.grouping)))
        for box in (self.order, self.grouping):
            box.activated.connect(lambda _index: self.arranged.emit())
            box.setMinimumHeight(self.line.sizeHint().height())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._shown = QLabel()
        self._shown.setProperty("role", "muted")
        self.problem = FindingsNote()
        self._applied = ""
        self._held: FilterError | None = None
        self._typing, self._pause = QTimer(self), QTimer(self)
        for timer, wait, tell in ((self._typing, TYPING_MS, self.typed.emit), (self._pause, PAUSE_MS, self._complain)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(tell)
        self.line.textEdited.connect(lambda _text: self._retyped())
        row, layout = QHBoxLayout(), QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(3)
        for widget, stretch in (
            (self.line, 1),
            (self._saved, 0),
            (self.grouping, 0),
            (self.order, 0),
            (self._shown, 0),
        ):
            row.addWidget(widget, stretch)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self.offer_saved()

    def filter(self) -> str:
        """The filter as written."""
        return self.line.text().strip()

    def applied_filter(self) -> str:
        """The filter that the photos are shown by."""
        return self._applied.strip()

    def is_waiting(self) -> bool:
        """Whether photos will follow what was typed a moment ago."""
        return self._typing.isActive()

    def hold_problem(self, problem: FilterError) -> None:
        """Somebody is typing: say what is wrong only when he pauses, and select nothing."""
        self._held = problem
        self._pause.start()

    def show_problem(self, problem: FilterError) -> None:
        """Say below the line why the filter does not apply, and select the word that could not be understood.

        The photos that are shown are those of the filter before.
        """
        blanks = len(self.line.text()) - len(self.line.text().lstrip())
        start, end = problem.span
        self.line.setSelection(blanks + start, max(end - start, 1))
        self._say(problem)

    def apply(self, text: str) -> None:
        """Write a filter and apply it."""
        self._typing.stop()
        self.line.setText(text)
        self.applied.emit()

    def set_count(self, shown: int, total: int, text: str) -> None:
        """Say how many photos a filter shows."""
        self._applied, self._held = text, None
        self._pause.stop()
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
        if self.problem.text() or self._held is not None:
            self.apply(self._applied)

    def _retyped(self) -> None:
        self._pause.stop()
        self._typing.start()

    def _complain(self) -> None:
        if self._held is not None:
            self._say(self._held)

    def _say(self, problem: FilterError) -> None:
        self.problem.say(f"✗ {problem}", "error")
        self._shown.setText(translate("filter_bar", "not applied"))

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
