"""The start page: all sets, what is in progress, and how to begin."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QPoint, QTimer, QUrl
from PyQt6.QtGui import QCloseEvent, QDesktopServices
from PyQt6.QtWidgets import QMenu, QMessageBox, QVBoxLayout, QWidget

from reviewer.start.actions import ACTIONS
from reviewer.start.head import Head
from reviewer.start.machine_note import MachineNote
from reviewer.start.set_grid import SetGrid
from reviewer.start.welcome import Welcome
from reviewer.widgets.destinations import NewSets, Picks, Review, Runs
from reviewer.widgets.folder_drop import FolderDrop
from reviewer.widgets.operations import Operations
from reviewer.widgets.page import Page
from reviewer.widgets.page_stack import PageStack
from reviewer.widgets.scrolling import scrolling
from runner.intake.planned import runs_option
from runner.intake.recent_sets import RecentSet, Waiting, previewed, waiting_or_trouble
from runner.intake.start import SAMPLE, Beginning
from runner.intake.start import beginning as beginning_of
from runner.review.language import translate
from runner.review.settings import Settings
from runner.review.wording import folder_gone
from runner.service.queue import Queue

LOOK_MS = 3000
"""Milliseconds between two looks for what other processes have changed."""

_log = logging.getLogger(__name__)


class StartPage(Page):
    """Sets as cards, newest first. Folders that are dropped here become sets."""

    topic = "start"

    def __init__(self, beginning: Beginning, runs: Path, own: Settings) -> None:
        super().__init__(own)
        self._queue = Queue(runs)
        self._looking, self._looking_into = Operations(self), Operations(self)
        self._runs, self._beginning, self._left = runs, beginning, False
        self._trouble = ""  # of the current set, as last shown
        self.setWindowTitle("photo-runner")
        self.head, self.sets, self.welcome = Head(beginning), SetGrid(), Welcome()
        self._body = PageStack()
        self.machine = MachineNote(runs_option(runs))
        self._build()
        self._connect()
        self.make_actions(ACTIONS, self._commands())
        self._show_sets()
        (self.sets if beginning.sets else self.welcome.begin).setFocus()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        """Look for what other processes have changed: a run has ended, a set was added."""
        if self._looking.is_idle():
            self._looking.submit(lambda: beginning_of(self._runs), self._found, _log.warning)

    def _found(self, beginning: Beginning) -> None:
        if self._beginning.sets and not beginning.is_there:
            self.say(folder_gone(self._runs))
        elif beginning != self._beginning:
            self._beginning = beginning
            self.head.show_beginning(beginning)
            self._show_sets()

    def _show_sets(self) -> None:
        self._body.setCurrentIndex(0 if self._beginning.sets else 1)
        for each in self.sets.show_sets(self._beginning.sets):
            self._look_into(each)

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown."""
        beside = self._looking_into.is_idle() and self.machine.is_idle() and not self.sets.pictures.is_busy()
        return super().is_quiet() and beside

    def repaint_all(self) -> None:
        """Lay the cards out again, because they are painted by hand."""
        self.sets.scheduleDelayedItemsLayout()
        self.welcome.about.fit_text()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Stop the work in the background; nothing has to be saved."""
        self._timer.stop()
        self._left = True  # sets not looked into yet are skipped: nobody waits for them
        for queue in (self._looking, self._looking_into):
            queue.leave()
        self.machine.stop()
        self.sets.pictures.stop()
        self.operations.close()
        super().closeEvent(event)

    def try_sample(self) -> None:
        """Explain the sample set, and start it if the person agrees."""
        folder = Path("photos", SAMPLE).absolute()
        said = translate(
            "start",
            "Eighteen sample photos, a few of them damaged on purpose, are copied to {} and prepared as "
            "yours would be. The small model that comes with the program writes about them without seeing "
            "them. It takes a minute or two, and nothing is published.",
        )
        self._ask_and_add(translate("start", "Try the sample set"), said.format(folder), [f"set={SAMPLE}"], SAMPLE)

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(24, 18, 24, 12)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        begin = QVBoxLayout()
        begin.setContentsMargins(0, 0, 0, 0)
        begin.addWidget(self.welcome)
        for each in (self.sets, scrolling(begin)):
            self._body.addWidget(each)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.machine)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        self.head.new_set.clicked.connect(lambda _checked: self.go(NewSets()))
        self.head.sample.clicked.connect(lambda _checked: self.try_sample())
        self.head.runs.clicked.connect(lambda _checked: self.go(Runs(self.head.run())))
        self.head.planned.clicked.connect(lambda _checked: self.go(NewSets()))
        self.welcome.begin.clicked.connect(lambda _checked: self.go(NewSets()))
        self.welcome.sample.clicked.connect(lambda _checked: self.try_sample())
        self.sets.opened.connect(self._open)
        self.sets.asked.connect(self._show_menu)
        self.sets.currentItemChanged.connect(lambda _now, _was: self._tell_trouble())
        self._drop = FolderDrop(self)
        self._drop.dropped.connect(lambda folders: self.go(NewSets(folders)))

    def _commands(self) -> dict[str, Callable[[], object]]:
        return {
            "open_set": lambda: self._with_current(self._open),
            "run_again": lambda: self._with_current(self._run_again),
            "show_folder": lambda: self._with_current(self._show_folder),
            "runs_of_set": lambda: self._with_current(self._show_runs),
            "picks_of_set": lambda: self._with_current(
                lambda chosen: self.go(Picks(chosen.run)) if chosen.run else None
            ),
            "sample": self.try_sample,
        }

    def _with_current(self, do: Callable[[RecentSet], object]) -> None:
        current = self.sets.current()
        if current is not None:
            do(current)

    def _look_into(self, each: RecentSet) -> None:
        def look() -> Waiting | None:
            if self._left:
                return None
            if each.run is not None:
                return waiting_or_trouble(each.run, self._runs)
            return previewed(Path(each.source)) if each.source else None

        def tell(found: Waiting | None) -> None:
            self.sets.show_waiting(each.name, found)
            self._tell_trouble()

        self._looking_into.submit(look, tell)

    def _tell_trouble(self) -> None:
        """Say in the bottom line why the current set cannot be read: its card has no room for that."""
        card, before = self.sets.current_card(), self._trouble
        self._trouble = f"{card.of.name}: {card.trouble()}" if card is not None and card.trouble() else ""
        if self._trouble or before:
            self.say(self._trouble)

    def _open(self, chosen: RecentSet) -> None:
        if chosen.run is not None:
            self.go(Review(chosen.run))
        else:
            self._run_again(chosen)

    def _run_again(self, chosen: RecentSet) -> None:
        said = translate(
            "start", "The photos of {} are checked again. What has not changed is reused, and your decisions stay."
        )
        if chosen.run is None:
            said = translate(
                "start", "The photos of {} are prepared for the first time: texts are written, nothing is published."
            )
        words = shlex.split(chosen.command)[1:] or [f"set={chosen.name}"]
        self._ask_and_add(
            translate("start", "Prepare {}").format(chosen.name), said.format(chosen.name), words, chosen.name
        )

    def _show_folder(self, chosen: RecentSet) -> None:
        folder = chosen.source or chosen.run
        if folder is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.say(translate("start", "This folder cannot be shown: {}").format(folder))

    def _show_runs(self, chosen: RecentSet) -> None:
        self.go(Runs(chosen.under_way or chosen.run))

    def _show_menu(self, _chosen: RecentSet, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(
            [
                self.actions_by_name[name]
                for name in ("open_set", "run_again", "picks_of_set", "show_folder", "runs_of_set")
            ]
        )
        menu.popup(at)

    def _ask_and_add(self, title: str, about: str, words: Sequence[str], name: str) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, about, QMessageBox.StandardButton.Cancel, self)
        start = box.addButton(translate("start", "Start"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(start)
        box.accepted.connect(lambda: self._add(words, name))
        box.finished.connect(box.deleteLater)
        box.open()

    def _add(self, words: Sequence[str], name: str) -> None:
        def work() -> None:
            self._queue.add(words, title=name)
            self._queue.start_worker()

        self.operations.submit(work, lambda _done: self.go(Runs()), self.say)
