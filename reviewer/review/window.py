"""The review page: puts the parts together and connects them."""

from __future__ import annotations

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviewer.review.actions import ACTIONS
from reviewer.review.background import Background
from reviewer.review.commands import commands, text_decision
from reviewer.review.dialogs import Dialogs
from reviewer.review.facets_pane import WIDTH
from reviewer.review.main_window_base import MainWindowBase
from reviewer.review.named_faces import NamedFaces
from reviewer.review.photo_commands import open_menu
from reviewer.review.regenerator import Regenerators
from reviewer.widgets.work import WorkBoard
from runner.review import settings
from runner.review.language import translate
from runner.review.session import Session
from runner.review.wording import refused_by_disk

PANEL_WIDTH = 392


class Window(MainWindowBase):
    """The review of one run."""

    def __init__(self, session: Session, own: settings.Settings, board: WorkBoard) -> None:
        """Regenerations are registered on the `board`, and continue when the page is left."""
        super().__init__(session, own)
        self._build()
        self.notice.hide()
        self.dialogs, self.background = Dialogs(self, Regenerators(board)), Background(self)
        self.faces = NamedFaces(self)
        called = {**commands(self, self.dialogs, self.background), **self.faces.commands()}
        self.make_actions(ACTIONS, called)
        self.actions_by_name["boxes"].setChecked(own.boxes)
        self.actions_by_name["clipped"].setChecked(False)
        self.centre.picture.seen.show_all(own.boxes)
        self.label_buttons()
        self._connect()
        self.retitle()
        self.progress.show_session(session)
        self.actions_by_name["facets"].setChecked(own.facets)
        self.search_now()
        self.panel.hide()
        self.facets.hide()
        self.centre.look("overview")

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.filters, 0), (self.offer, 0), (self.centre, 1)):
            column.addWidget(widget, stretch)
        for at, (part, stretch) in enumerate(((self.facets, 0), (left, 1), (self.panel, 0))):
            splitter.addWidget(part)
            splitter.setStretchFactor(at, stretch)
        splitter.setHandleWidth(1)
        splitter.setSizes([WIDTH, 1280 - WIDTH - PANEL_WIDTH, PANEL_WIDTH])
        self.setCentralWidget(splitter)
        status = self.statusBar()
        if status is not None:
            status.setSizeGripEnabled(False)
            status.addWidget(self.progress, 1)
            status.addPermanentWidget(self.notice, 1)
            status.addPermanentWidget(self.publish)
            status.setContentsMargins(0, 0, 8, 0)

    def _connect(self) -> None:
        self.centre.moved.connect(lambda place: self.panel.show_place(place, len(self.centre.chosen())))
        self.centre.selection().selectionChanged.connect(lambda _new, _old: self._selected())
        self.centre.currentChanged.connect(lambda _page: self._fit())
        self.centre.grid.photo_menu.connect(lambda where: open_menu(self, where))
        self.centre.strip.photo_menu.connect(lambda where: open_menu(self, where))
        self.centre.wanted.connect(self.open_filter)
        self.filters.applied.connect(self._filtered)
        self.filters.typed.connect(self._typed)
        self.filters.arranged.connect(self._arranged)
        self.facets.wanted.connect(self._facet_wanted)
        self.centre.map.wanted.connect(lambda area: self._facet_wanted(self.with_condition("area", area)))
        self.centre.calendar.wanted.connect(self._day_wanted)
        self.searched.connect(self.count_facets)
        self.filters.left.connect(self.centre.take_focus)
        self.filters.removed.connect(lambda _name: self.save_settings())
        self.operations.failed.connect(self.say)
        for quiet in (self.checks, self.reading):
            quiet.failed.connect(self.say)
        self.panel.claims.account_read.connect(self.centre.show_account)
        self.panel.claims.pointed_at.connect(self.centre.picture.seen.light)
        self.panel.tones.read.connect(self.centre.show_tones)
        self.panel.tones.switched.connect(self.centre.picture.clipped.switch)
        self.editor.kept.connect(self.done)
        self.editor.failed.connect(self.say)
        self.editor.contested.connect(self.ask_about)
        self.editor.decided.connect(lambda action, name: text_decision(self, self.dialogs, action, name))
        self.changed.connect(self.dialogs.outdate)
        self.publish.clicked.connect(lambda _checked: self.dialogs.publish())
        for name, button in self.panel.buttons().items():
            button.clicked.connect(self.actions_by_name[name].trigger)

    def _filtered(self) -> None:
        self.search()
        if self.centre.view() in ("overview", "compare"):
            self.centre.look("grid")
        self.centre.take_focus()

    def _typed(self) -> None:
        """Apply the filter as it is typed; the keyboard focus stays in the line."""
        self.search_while_typing()
        if self.centre.view() in ("overview", "compare"):
            self.centre.show_view("grid")

    def _arranged(self) -> None:
        self.settings.grouping = self.filters.grouping.currentData()
        self.save_settings()
        self._filtered()

    def _facet_wanted(self, text: str) -> None:
        """Write the filter that was clicked into the line and apply it; the keyboard focus stays where it is."""
        self.filters.line.setText(text)
        self.search()

    def _day_wanted(self, day: str) -> None:
        self._facet_wanted(self.with_condition("date", day))
        self.centre.look("grid")

    def _fit(self) -> None:
        """Show the panel and the facets only in the views that they belong to."""
        self.panel.setVisible(self.centre.view() not in ("overview", "map", "calendar"))
        self.fit_facets()

    def showEvent(self, event: QShowEvent | None) -> None:  # noqa: N802
        """Fit the facets once the widths of the widgets beside them are known."""
        super().showEvent(event)
        QTimer.singleShot(0, self.fit_facets)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Show or hide the facets according to the new width."""
        super().resizeEvent(event)
        self.fit_facets()

    def _selected(self) -> None:
        if self.centre.current() is not None:
            self.panel.show_chosen(len(self.centre.chosen()))

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown."""
        queues = (self.operations, self.checks, self.reading, self.finding, self.counting)
        waits = self.filters.is_waiting() or self.background.is_waiting()
        idle = all(queue.is_idle() for queue in queues) and not waits
        return idle and self.centre.is_quiet() and self.panel.is_quiet() and self.faces.is_quiet()

    def keep(self) -> None:
        """Save what is being typed as an edit. If that is refused, it stays in the journal, so the page may be left."""
        self.editor.keep()

    def unkept(self) -> str:
        """The decisions that were refused, and typed texts that could not even be written to the journal."""
        refusal = self.journal.refusal()
        if refusal is None:
            return super().unkept()
        said = translate("editor", "What you are typing cannot be saved: {}").format(refused_by_disk(refusal))
        return f"{super().unkept()}\n{said}".strip()

    def try_again(self) -> None:
        """Try again to save the typed texts, then the decisions, which refer to them."""
        self.editor.keep()
        super().try_again()

    def discard(self) -> None:
        """Drop everything that could not be saved."""
        self.journal.forget()
        super().discard()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Save what is being typed, and stop the work in the background."""
        self.editor.keep()
        self.dialogs.end()
        self.background.stop()
        self.faces.close()
        self.operations.close()
        for queue in (self.checks, self.reading, self.finding, self.counting):
            queue.leave()
        self.journal.leave()
        self.centre.stop()
        super().closeEvent(event)
