"""The window: puts the parts together and turns keys into the session's work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QCloseEvent, QKeySequence
from PyQt6.QtWidgets import QMainWindow, QPushButton, QSplitter, QVBoxLayout, QWidget

from reviewer import drafts, settings
from reviewer.query import FilterProblem
from reviewer.session import Done, Session
from reviewer.views import actions
from reviewer.views.background import Background
from reviewer.views.centre import Centre
from reviewer.views.commands import commands, text_decision
from reviewer.views.dialogs import Dialogs
from reviewer.views.editor import Editor
from reviewer.views.filter_bar import FilterBar
from reviewer.views.operations import Operations
from reviewer.views.panel import Panel
from reviewer.views.progress import Progress

PANEL_WIDTH = 392


class Window(QMainWindow):
    """One run on the screen."""

    def __init__(self, session: Session, own: settings.Settings) -> None:
        super().__init__()
        self.session, self.settings = session, own
        self.operations, self.checks, self.reading = (Operations(self) for _ in range(3))
        self.journal = drafts.Journal(session.sheet.runs, session.sheet.set_name, session.desk.reviewer)
        self.centre = Centre(session, self.devicePixelRatioF())
        self.editor = Editor(session, self.operations, self.checks, self.journal)
        self.panel = Panel(session, self.editor, self.reading)
        self.filters = FilterBar(own)
        self.progress = Progress()
        self.publish = QPushButton(self.tr("Publish …"))
        self._build()
        self.dialogs = Dialogs(self)
        self.actions_by_name = actions.make(self, commands(self), own.shortcuts)
        self.label_buttons()
        self._connect()
        self.background = Background(self)
        self._retitle()
        self.search()
        self.panel.hide()
        self.centre.look("overview")

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.filters, 0), (self.centre, 1)):
            column.addWidget(widget, stretch)
        splitter.addWidget(left)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setHandleWidth(1)
        splitter.setSizes([1280 - PANEL_WIDTH, PANEL_WIDTH])
        self.panel.setMinimumWidth(330)
        self.setCentralWidget(splitter)
        status = self.statusBar()
        if status is not None:
            status.setSizeGripEnabled(False)
            status.addWidget(self.progress, 1)
            status.addPermanentWidget(self.publish)
            status.setContentsMargins(0, 0, 8, 0)
        self.resize(1280, 800)

    def _connect(self) -> None:
        self.centre.moved.connect(lambda place: self.panel.show_place(place, len(self.centre.chosen())))
        self.centre.selection().selectionChanged.connect(lambda _new, _old: self._selected())
        self.centre.currentChanged.connect(lambda _page: self.panel.setVisible(self.centre.view() != "overview"))
        self.centre.wanted.connect(self._open_filter)
        self.filters.applied.connect(self._filtered)
        self.filters.left.connect(self.centre.take_focus)
        self.operations.failed.connect(self.say)
        for quiet in (self.checks, self.reading):
            quiet.failed.connect(self.say)
        self.editor.kept.connect(self.done)
        self.editor.failed.connect(self.say)
        self.editor.decided.connect(lambda action, name: text_decision(self, action, name))
        self.publish.clicked.connect(lambda _checked: self.dialogs.publish())
        for name, button in (
            ("approve", self.panel.approve),
            ("reject", self.panel.reject),
            ("reset", self.panel.reset),
        ):
            button.clicked.connect(self.actions_by_name[name].trigger)

    def label_buttons(self) -> None:
        """Write the keys on the buttons."""
        texts = {"approve": self.tr("Approve"), "reject": self.tr("Reject"), "reset": self.tr("Reset")}
        for name, button in self.panel.buttons().items():
            key = self.actions_by_name[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setText(f"{texts[name]}  {key}")
            button.setAccessibleName(texts[name])

    # --- deciding ---

    def approve(self) -> None:
        """Approve the chosen photos, after what is being typed is kept."""
        self.editor.keep()
        chosen = self.centre.chosen()
        if chosen:
            self.operations.submit(partial(self.session.approve, chosen), partial(self._decided, chosen))

    def reject(self, chosen: Sequence[int], reason: str) -> None:
        """Reject photos for a reason."""
        self.editor.keep()
        self.operations.submit(partial(self.session.reject, chosen, reason), partial(self._decided, chosen))

    def reset(self) -> None:
        """Take the decisions about the chosen photos back."""
        chosen = self.centre.chosen()
        self.change(partial(self.session.reset, chosen))

    def change(self, work: Callable[[], Done]) -> None:
        """Carry out a change and show what came of it."""
        self.editor.keep()
        self.operations.submit(work, self.done)

    def done(self, done: Done) -> None:
        """Show what a change did."""
        self.show_changed(done.places)
        refused = list(done.refused.values())
        more = f" ({len(refused) - 1} more)" if len(refused) > 1 else ""
        self.say(f"✗ {done.sentence} {refused[0]}{more}" if refused else done.sentence)

    def approve_text(self, name: str) -> None:
        """Approve one text of the chosen photos; a photo whose last text it was is approved."""
        self.editor.keep()
        chosen = self.centre.chosen()
        self.operations.submit(partial(self.session.approve_text, chosen, name), partial(self._text_decided, chosen))

    def _text_decided(self, chosen: Sequence[int], done: Done) -> None:
        """Go on only when the whole photo is decided."""
        if any(self.session.board.standing(place) == "approved" for place in chosen):
            self.centre.take_focus()
            self._decided(chosen, done)
        else:
            self.done(done)

    def _decided(self, chosen: Sequence[int], done: Done) -> None:
        self.done(done)
        advance = self.actions_by_name["advance"].isChecked() and not done.refused
        if advance and self.centre.current() in chosen:
            self.next_undecided(1)

    def show_changed(self, places: Sequence[int]) -> None:
        """Paint what looks different."""
        self.dialogs.outdate()
        self.centre.touch(list(places))
        self.panel.refresh(places, len(self.centre.chosen()))
        self.progress.show_session(self.session)

    def say(self, sentence: str) -> None:
        """Show a sentence in the line at the bottom."""
        self.progress.say(" ".join(sentence.split()))

    # --- finding ---

    def search(self) -> None:
        """Apply the filter."""
        self.editor.keep()
        try:
            order = self.filters.order.currentData()
            places = self.session.find(self.filters.filter(), order)
        except FilterProblem as problem:
            self.say(f"✗ {problem}")
            return
        self.centre.show_places(places, self.centre.current())
        self.filters.set_count(len(places), len(self.session.board))
        self.progress.show_session(self.session)

    def next_undecided(self, step: int) -> None:
        """Go to the nearest photo in this direction that nobody has decided about, round the end."""
        places, current = self.centre.model.places(), self.centre.current()
        if not places:
            return
        start = places.index(current) if current in places else 0
        if self.centre.view() == "compare":
            self.centre.compare.step(step)
            return
        for by in range(1, len(places)):
            place = places[(start + step * by) % len(places)]
            if self.session.board.standing(place) in (None, "lapsed"):
                self.centre.go_to(place)
                return
        self.say(self.tr("No other photo here is undecided."))

    def refresh(self) -> None:
        """Take in what others did and the run has made ready, and apply the filter again."""
        if self.session.sheet.finished:
            self.operations.submit(self.session.refresh, lambda _places: self.search())
        else:
            self.background.reopen()

    def show_session(self, session: Session) -> None:
        """Go on with the same run read anew; the current photo stays current."""
        current = self.centre.current()
        item = self.session.board.items[current] if current is not None else ""
        session.history, session.pace = self.session.history, self.session.pace
        self.panel.show_session(session)
        self.session = session
        self.centre.show_session(session)
        self.search()
        if item in session.board.places:
            self.centre.go_to(session.board.places[item])
        if self.centre.view() == "overview":
            self.centre.overview.show_session(session)
        self._retitle()

    def _open_filter(self, text: str) -> None:
        self.filters.line.setText(text)
        self.search()
        self.centre.look("grid")

    def _filtered(self) -> None:
        self.search()
        if self.centre.view() in ("overview", "compare"):
            self.centre.look("grid")
        self.centre.take_focus()

    # --- the rest ---

    def save_settings(self) -> None:
        """Put the settings on the disk, or say why not."""
        try:
            settings.save(self.settings)
        except OSError as error:
            self.say(self.tr("The settings cannot be saved: {}").format(error))

    def _selected(self) -> None:
        if self.centre.current() is not None:
            self.panel.show_chosen(len(self.centre.chosen()))

    def _retitle(self) -> None:
        self.setWindowTitle(f"{self.session.sheet.set_name} · {self.session.sheet.run.name} · Reviewer")

    def is_quiet(self) -> bool:
        """Whether nothing is under way that will change what is shown."""
        queues = (self.operations, self.checks, self.reading)
        return all(queue.is_idle() for queue in queues) and self.centre.is_quiet() and self.panel.is_quiet()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Everything typed is kept before the window goes."""
        self.editor.keep()
        self.dialogs.end()
        self.background.stop()
        for queue in (self.operations, self.checks, self.reading):
            queue.close()
        self.centre.stop()
        super().closeEvent(event)
