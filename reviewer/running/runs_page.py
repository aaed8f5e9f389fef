"""Runs in progress, waiting and ended; the chosen one with its stages, photos and failures, or its results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QCloseEvent, QGuiApplication
from PyQt6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from reviewer.running.run_pane import RunPane, shows_quality
from reviewer.running.runs_list import RunsList
from reviewer.widgets import theme
from reviewer.widgets.action import EVERYWHERE, Action
from reviewer.widgets.destinations import Picks, Publishing, Review
from reviewer.widgets.operations import Operations
from reviewer.widgets.page import Page
from runner.reports.standing import Standing
from runner.review import review_set
from runner.review.language import QT_TRANSLATE_NOOP, translate
from runner.review.quality import Quality, quality
from runner.review.settings import Settings
from runner.review.wording import folder_gone
from runner.service import control
from runner.service.job import Job
from runner.service.overview import Entry, Overview, overview
from runner.service.queue import Queue

LOOK_MS = 1000
"""Milliseconds between two looks at the runs, which other processes carry out."""

_NARROWEST = 120
"""Minimum width of the list, in pixels at the normal text size."""

ACTIONS: tuple[Action, ...] = (
    Action("pause_run", "Photos", QT_TRANSLATE_NOOP("actions", "Pause or continue"), "Ctrl+Space"),
    Action("stop_run", "Photos", QT_TRANSLATE_NOOP("actions", "Stop"), "Ctrl+."),
    Action("review_run", "Photos", QT_TRANSLATE_NOOP("actions", "Review what is ready"), "Ctrl+Return"),
    Action("picks_of_run", "Photos", QT_TRANSLATE_NOOP("actions", "Picks"), "Ctrl+K"),
    Action("copy_command", "Photos", QT_TRANSLATE_NOOP("actions", "Copy as command"), "Ctrl+Shift+C"),
    Action("job_earlier", "Edit", QT_TRANSLATE_NOOP("actions", "Earlier in the queue"), "Alt+Up"),
    Action("job_later", "Edit", QT_TRANSLATE_NOOP("actions", "Later in the queue"), "Alt+Down"),
    Action("job_remove", "Edit", QT_TRANSLATE_NOOP("actions", "Remove from the queue"), "Del"),
    *EVERYWHERE,
)


class RunsPage(Page):
    """Looks at the runs every second, in the background."""

    topic = "runs"

    def __init__(self, queue: Queue, found: Overview, run: Path | None, own: Settings) -> None:
        super().__init__(own)
        self._queue, self._found = queue, found
        chosen = found.find(run) if run else next(iter(found.entries), None)
        self._key = chosen.key if chosen else None
        self._is_gone = False  # whether the folder of the runs has disappeared
        self._judged: str | None = None  # key of the run whose results are shown
        self.list, self.pane = RunsList(), RunPane(queue.runs / "renditions")
        self.idle_note, self.start_queue = QLabel(), QPushButton(translate("runs", "Start them now"))
        self._looking, self._timer = Operations(self), QTimer(self)
        self._build()
        self.make_actions(ACTIONS, self._commands())
        self._connect()
        self.setWindowTitle(translate("runs", "Runs"))
        self.show_overview(found)
        self._timer.start(LOOK_MS)

    def entry(self) -> Entry | None:
        """The entry that is shown; None if there is none."""
        return self._found.under_key(self._key) if self._key else None

    def is_quiet(self) -> bool:
        """True if nothing that a person started is in progress and all pictures have been decoded."""
        judging = self.pane.shown() is self.pane.quality and not self._looking.is_idle()
        return super().is_quiet() and not judging and not self.pane.live.pictures.is_busy()

    def show_overview(self, found: Overview) -> None:
        """Show these runs; the chosen one stays chosen. If their drive has disappeared, the last state stays."""
        if self._found.entries and not found.is_there:
            self._is_gone = True
            self.say(folder_gone(self._queue.runs))
            return
        if self._is_gone:
            self._is_gone = False
            self.say(translate("page", "The folder is back."))
        self._found = found
        entry = self.entry() or next(iter(found.entries), None)
        self._key = entry.key if entry else None
        self.list.show_overview(found, self._key)
        idle = bool(found.waiting) and not found.is_worked_off
        self.idle_note.setText(
            translate("runs", "%Ln run(s) (is|are) waiting, and nothing will start (it|them).", "", len(found.waiting))
        )
        self.idle_note.setVisible(idle)
        self.start_queue.setVisible(idle)
        self._show_entry()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Stop looking; runs and queue continue without the window."""
        self._timer.stop()
        self._looking.leave()
        self.pane.live.pictures.stop()
        self.operations.close()
        super().closeEvent(event)

    # --- construction ---

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.idle_note.setWordWrap(True)
        self.idle_note.setProperty("role", "warning")
        for widget in (self.list, self.idle_note, self.start_queue):
            column.addWidget(widget)
        side.setMinimumWidth(theme.scaled(_NARROWEST))
        split = QSplitter()
        split.addWidget(side)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 900])
        split.setChildrenCollapsible(False)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.addWidget(split)
        self.setCentralWidget(whole)

    def _commands(self) -> dict[str, Callable[[], object]]:
        return {
            "pause_run": self._pause_or_go_on,
            "stop_run": self._stop,
            "review_run": self._review_what_waits,
            "picks_of_run": self._pick,
            "copy_command": self._copy,
            "job_earlier": lambda: self._move(-1),
            "job_later": lambda: self._move(1),
            "job_remove": self._remove,
        }

    def _connect(self) -> None:
        pane, job = self.pane, self.pane.job
        self._timer.timeout.connect(self._look)
        self.operations.failed.connect(self.say)
        self._looking.failed.connect(self.say)
        self.list.chosen.connect(self._choose)
        self.list.itemActivated.connect(lambda _item: self._review(""))
        self.start_queue.clicked.connect(lambda _checked: self._do(self._queue.start_worker))
        for button in (pane.pause, pane.go_on):
            button.clicked.connect(lambda _checked: self._pause_or_go_on())
        pane.stop.clicked.connect(lambda _checked: self._stop())
        pane.review.clicked.connect(lambda _checked: self._review_what_waits())
        pane.picks.clicked.connect(lambda _checked: self._pick())
        pane.copy.clicked.connect(lambda _checked: self._copy())
        pane.live.wanted.connect(self._review)
        pane.quality.wanted.connect(self._review)
        job.moved.connect(self._move)
        job.removed.connect(self._remove)
        job.scheduled.connect(self._schedule)

    # --- what is shown ---

    def _look(self) -> None:
        if self._looking.is_idle():
            self._looking.submit(lambda: overview(self._queue), self.show_overview)

    def _choose(self, key: str) -> None:
        self._key = key
        self._show_entry()

    def _show_entry(self) -> None:
        entry = self.entry()
        if entry is None:
            self.pane.show_nothing()
            return
        self.pane.show_entry(entry)
        if not shows_quality(entry):
            self._judged = None
        elif entry.run is not None and self._judged != entry.key:
            self._judge(entry.key, entry.run)

    def _judge(self, key: str, stands: Standing) -> None:
        """Read the results of a run, once."""
        self._judged = key
        self.pane.judge()
        self._looking.submit(
            lambda: quality(review_set.read(stands.run, self._queue.runs), stands.file),
            lambda found: self._show_quality(key, found),
            lambda words: self.pane.quality.show_words(words),
        )

    def _show_quality(self, key: str, found: Quality) -> None:
        if key == self._judged:
            self.pane.show_quality(found)

    # --- what is done ---

    def _do(self, work: Callable[[], object], sentence: str = "") -> None:
        """Carry out `work` in the background, then show `sentence` and look at the runs again."""

        def done(_result: object) -> None:
            if sentence:
                self.say(sentence)
            self._look()

        self.operations.submit(work, done)

    def _pause_or_go_on(self) -> None:
        entry = self.entry()
        stands = entry.run if entry else None
        if stands is None or stands.file.graph == "publish":
            return
        if stands.state == "running":
            said = translate("runs", "Pausing: photos already begun are finished. The models stay loaded.")
            self._do(lambda: control.pause(stands.run), said)
        elif stands.state == "paused":
            self._do(lambda: control.unpause(stands.run), translate("runs", "It continues."))
        elif stands.can_go_on:
            self._do(
                lambda: self._repeat(stands), translate("runs", "It continues when the runs before it have ended.")
            )

    def _repeat(self, stands: Standing) -> None:
        self._queue.repeat(stands.file)
        self._queue.start_worker()

    def _stop(self) -> None:
        entry = self.entry()
        stands = entry.run if entry else None
        if stands is not None and stands.is_going:
            self._do(lambda: control.stop(stands.run), translate("runs", "Stopping: what is done is kept."))

    def _review(self, sought: str) -> None:
        entry = self.entry()
        if entry is not None and entry.run is not None and entry.run.file.graph != "publish":
            self.go(Review(entry.run.run, sought))

    def _review_what_waits(self) -> None:
        """Open the review, with the photos that need a person if these are known; for a publish, open its page."""
        entry = self.entry()
        if entry is not None and entry.run is not None and entry.run.file.graph == "publish":
            self._to_publish_page(entry.run)
        else:
            self._review(self.pane.waiting if self.pane.shown() is self.pane.quality else "")

    def _to_publish_page(self, stands: Standing) -> None:
        """Open the publish page of the newest run of the set."""
        gone = translate("runs", "The published run is gone.")
        self.operations.submit(
            lambda: review_set.newest(self._queue.runs, stands.file.set),
            lambda run: self.go(Publishing(run)) if run is not None else self.say(gone),
        )

    def _pick(self) -> None:
        entry = self.entry()
        if entry is not None and shows_quality(entry) and entry.run is not None:
            self.go(Picks(entry.run.run))

    def _copy(self) -> None:
        entry, clipboard = self.entry(), QGuiApplication.clipboard()
        if entry is None or clipboard is None:
            return
        clipboard.setText(entry.run.file.command if entry.run else entry.job.command if entry.job else "")
        self.say(translate("publish", "The command was copied."))

    def _waiting(self) -> Job | None:
        """The job that is shown; None if it has become a run."""
        entry = self.entry()
        return entry.job if entry and entry.run is None else None

    def _move(self, by: int) -> None:
        job, waiting = self._waiting(), [each.job for each in self._found.waiting]
        if job is not None and job in waiting:
            place = waiting.index(job) + by
            self._do(lambda: self._queue.move(job, place))

    def _remove(self) -> None:
        if (job := self._waiting()) is not None:
            self._do(lambda: self._queue.remove(job), translate("runs", "Removed from the queue."))

    def _schedule(self, at: datetime | None) -> None:
        if (job := self._waiting()) is not None:
            self._do(lambda: self._queue.reschedule(job, at))
