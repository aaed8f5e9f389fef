"""The bar where filters are typed, saved and chosen, and where the order of the photos is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.review.filter_line import FilterLine
from reviewer.widgets import theme
from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.flow import Flow
from runner.review.grouping import GROUPINGS
from runner.review.language import QT_TRANSLATE_NOOP, number, translate
from runner.review.query import FilterError
from runner.review.settings import Settings
from runner.review.snapshot import ORDERS

TYPING_MS = 120
"""Milliseconds after a keystroke before the filter is applied."""

_WIDE = 640
"""From this width on everything is in one line; in pixels at the normal text size."""

PAUSE_MS = 900
"""Milliseconds without typing before a person is told that the filter typed so far is invalid."""

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


class FilterBar(QWidget):
    """Filter, saved filters, order, groups, and how many photos are shown."""

    applied = pyqtSignal()
    typed = pyqtSignal()  # the text of the filter has changed, so the photos should follow
    arranged = pyqtSignal()  # another order, or other groups
    left = pyqtSignal()
    removed = pyqtSignal(str)  # the name of a saved filter that was removed

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.line, self._saved, self.order, self.grouping = _line(), _saved(), _orders(), _groups(settings.grouping)
        self._shown, self.problem = QLabel(), FindingsNote()
        self._shown.setProperty("role", "muted")
        self._applied, self._count = "", ""
        self._held: FilterError | None = None
        self._typing, self._pause = self._timer(TYPING_MS, self.typed.emit), self._timer(PAUSE_MS, self._complain)
        self._first, self._second = QHBoxLayout(), Flow(before=1)
        self._build()
        self.line.returnPressed.connect(self.applied)
        self.line.given_up.connect(self._give_up)
        self.line.textEdited.connect(lambda _text: self._retyped())
        for box in (self.order, self.grouping):
            box.activated.connect(lambda _index: self.arranged.emit())
        self.offer_saved()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Put order and groups below the line if it would become too short."""
        super().resizeEvent(event)
        row = self._first if self.width() > theme.scaled(_WIDE) else self._second
        for widget in (self.order, self.grouping, self._shown):
            if row.indexOf(widget) < 0:
                row.addWidget(widget)  # which removes it from the other one

    def filter(self) -> str:
        """The filter as typed."""
        return self.line.text().strip()

    def applied_filter(self) -> str:
        """The filter that is applied to the photos shown."""
        return self._applied.strip()

    def is_waiting(self) -> bool:
        """True if the filter typed a moment ago is about to be applied."""
        return self._typing.isActive()

    def hold_problem(self, problem: FilterError) -> None:
        """Show a problem only once the person pauses in typing, and select nothing."""
        self._held = problem
        self._pause.start()

    def show_problem(self, problem: FilterError) -> None:
        """Say below the line why the filter is invalid, and select the word that could not be understood.

        The photos of the previous filter stay.
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
        """Show how many photos the filter `text`, which has been applied, finds."""
        self._applied, self._held = text, None
        self._pause.stop()
        self.problem.say("", "error")
        some = translate("filter_bar", "{} of {}").format(number(shown), number(total))
        self._count = some if shown != total else translate("filter_bar", "%Ln photo(s)", "", total)
        self._shown.setText(self._count)

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
        """Open the menu of filters, for use with the arrow keys."""
        self._saved.showMenu()

    def restore(self) -> None:
        """Replace an invalid filter by the one that is applied."""
        if self.problem.text() or self._held is not None:
            self._typing.stop()
            self._pause.stop()
            self._held = None
            self.line.setText(self._applied)
            self.problem.say("", "error")
            self._shown.setText(self._count)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(3)
        self._first.addWidget(self.line, 1)
        self._first.addWidget(self._saved)
        layout.addLayout(self._first)
        layout.addLayout(self._second)
        layout.addWidget(self.problem)
        for box in (self.order, self.grouping):
            box.setMinimumHeight(self.line.sizeHint().height())

    def _timer(self, wait: int, tell: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(tell)
        return timer

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


def _line() -> FilterLine:
    line = FilterLine()
    line.setPlaceholderText(
        translate("filter_bar", 'Filter:  outcome:blocked  quality:>6  keyword:heron  text:"canal"   (Ctrl+F)')
    )
    line.setAccessibleName(translate("filter_bar", "Filter"))
    line.setClearButtonEnabled(True)
    return line


def _saved() -> QToolButton:
    """The button for the ready-made and the saved filters."""
    button = QToolButton()
    button.setText(translate("filter_bar", "Filters ▾"))
    button.setAccessibleName(translate("filter_bar", "Saved filters"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
    return button


def _orders() -> QComboBox:
    titles = {
        "attention": translate("filter_bar", "Needs work first"),
        "run": translate("filter_bar", "Folder order"),
        "best": translate("filter_bar", "Best quality first"),
        "worst": translate("filter_bar", "Worst quality first"),
        "taken": translate("filter_bar", "By capture time"),
    }
    return _box(translate("filter_bar", "Order"), {name: titles[name] for name in ORDERS})


def _groups(chosen: str) -> QComboBox:
    titles = {
        "": translate("filter_bar", "Not grouped"),
        "folder": translate("filter_bar", "By folder"),
        "day": translate("filter_bar", "By day"),
        "place": translate("filter_bar", "By place"),
        "series": translate("filter_bar", "By series"),
    }
    box = _box(translate("filter_bar", "Groups"), {name: titles[name] for name in GROUPINGS})
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _box(name: str, items: Mapping[str, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setAccessibleDescription(name)  # a combo box's name is its value on Linux
    for data, title in items.items():
        box.addItem(title, data)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box
