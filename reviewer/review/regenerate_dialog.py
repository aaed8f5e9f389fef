"""The dialog of regenerated texts: a table of the photos, the texts of one of them, and buttons to accept or keep."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSplitter, QVBoxLayout, QWidget

from reviewer.review.regenerated_texts import RegeneratedTexts
from reviewer.review.regeneration_table import RegenerationModel, RegenerationTable
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate
from runner.review.regeneration import Regeneration
from runner.review.session import Session

_ANSWERED = ("accepted", "kept", "unchanged", "failed")


class RegenerateDialog(QDialog):
    """Stays open beside the window. If it is closed, the job continues; the window's bottom line leads back to it."""

    accept_all = pyqtSignal()  # accept the new texts of all photos without an error
    accepted_texts = pyqtSignal(str, object)  # a photo, and the fields whose new texts to accept
    kept = pyqtSignal(str)  # a photo that keeps its texts
    rest_kept = pyqtSignal()  # all photos that wait for an answer keep their texts
    wanted_again = pyqtSignal(str)  # a photo whose texts to regenerate
    stopped = pyqtSignal()
    continued = pyqtSignal()
    looked_at = pyqtSignal(str)  # the photo that has become current

    def __init__(
        self, session: Callable[[], Session], job: Regeneration, thumbnails: Pictures, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._job = session, job
        self._runs = False
        self.setWindowTitle(translate("generate", "Regenerated texts"))
        self.note, self.bar = QLabel(), QProgressBar()
        self.model = RegenerationModel(session, job, thumbnails, self)
        self.table, self.texts = RegenerationTable(self.model, self), RegeneratedTexts()
        self.all_clean, self.take = QPushButton(), QPushButton()
        self.keep = QPushButton(translate("generate", "Keep current  K"))
        self.rest = QPushButton(translate("generate", "Keep all the rest"))
        self.again = QPushButton(translate("generate", "Regenerate"))
        self.stop_it = QPushButton(translate("generate", "Stop"))
        self.leave = QPushButton(translate("generate", "Close"))
        self._build()
        self._connect(thumbnails)

    def _build(self) -> None:
        layout, buttons, split = QVBoxLayout(self), QHBoxLayout(), QSplitter(Qt.Orientation.Vertical)
        self.note.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("generate", "Photos being written"))
        self.take.setProperty("role", "primary")
        self.all_clean.setProperty("role", "primary")
        for button in (self.all_clean, self.take, self.keep, self.rest, self.again):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        self.leave.setAutoDefault(False)
        split.addWidget(self.table)
        split.addWidget(self.texts)
        split.setChildrenCollapsible(False)
        split.setSizes([240, 260])
        self.stop_it.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(self.note, 1)
        head.addWidget(self.stop_it)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)
        layout.addLayout(buttons)
        self.resize(960, 600)

    def _connect(self, thumbnails: Pictures) -> None:
        self.all_clean.clicked.connect(lambda _checked: self.accept_all.emit())
        self.take.clicked.connect(lambda _checked: self._take())
        self.keep.clicked.connect(lambda _checked: self._answer(self.kept.emit))
        self.again.clicked.connect(lambda _checked: self._answer(self.wanted_again.emit))
        self.rest.clicked.connect(lambda _checked: self.rest_kept.emit())
        self.stop_it.clicked.connect(lambda _checked: (self.stopped if self._runs else self.continued).emit())
        self.leave.clicked.connect(lambda _checked: self.close())
        self.texts.changed.connect(self._arrange)
        thumbnails.ready.connect(self._repaint)
        for key, button in (("A", self.take), ("K", self.keep), ("Ctrl+Return", self.all_clean)):
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
        chosen = self.table.selectionModel()
        if chosen is not None:
            chosen.currentRowChanged.connect(lambda _new, _old: self._moved())

    def current(self) -> str | None:
        """The photo whose texts are shown; None if there is none."""
        row = self.table.currentIndex().row()
        return self.model.items[row] if 0 <= row < len(self.model.items) else None

    def go_to(self, item: str) -> None:
        """Show the texts of this photo."""
        if item in self.model.items:
            self.table.selectRow(self.model.items.index(item))

    def refresh(self, said: str, *, runs: bool) -> None:
        """Show the current state of the job with a sentence about it; `runs` is true while it is running."""
        self._runs = runs
        current = self.current()
        self.model.refresh()
        self.note.setText(said)
        if self.current() is None and self.model.items:
            self.go_to(current if current in self.model.items else self.model.items[0])
        self._show_current()

    def go_on(self) -> None:
        """Go to the next photo that waits for an answer, wrapping around at the end."""
        items, session = self.model.items, self._session()
        at = self.table.currentIndex().row()
        for item in [*items[at + 1 :], *items[: at + 1]]:
            if self._job.standing(session, item) not in (*_ANSWERED, "waiting"):
                self.go_to(item)
                return

    def _moved(self) -> None:
        """Show the new current photo; the window follows only in this case."""
        self._show_current()
        if (item := self.current()) is not None and self.isVisible():
            self.looked_at.emit(item)

    def _show_current(self) -> None:
        item = self.current()
        self.texts.setEnabled(item is not None)
        if item is not None:
            self.texts.show_proposal(self._session(), item, self._job.proposals.get(item))
        self._arrange()

    def _arrange(self) -> None:
        item, session = self.current(), self._session()
        counts = self._job.counts(session)
        standing = self._job.standing(session, item) if item is not None else "waiting"
        is_open = item is not None and standing not in (*_ANSWERED, "waiting")
        count = len(self.texts.accepted())
        some = translate("generate", "Accept %n text(s)", "", count)
        self.take.setText(f"{some if count and is_open else translate('generate', 'Accept')}  A")
        self.take.setEnabled(is_open and count > 0)
        self.keep.setEnabled(is_open or (item is not None and standing == "waiting"))
        self.rest.setVisible(len(self.model.items) > 1)
        self.rest.setEnabled(bool(self._job.open()))
        self.again.setEnabled(item is not None and standing != "waiting")
        clean = counts["clean"]
        self.all_clean.setVisible(len(self.model.items) > 1)
        self.all_clean.setEnabled(clean > 0)
        self.all_clean.setText(translate("generate", "Accept all %Ln without an error", "", clean))
        (self.all_clean if clean > 1 else self.take).setDefault(True)
        self._arrange_progress(counts["waiting"])

    def _arrange_progress(self, waiting: int) -> None:
        self.stop_it.setVisible(self._runs or waiting > 0)
        self.stop_it.setText(translate("generate", "Stop") if self._runs else translate("generate", "Continue"))
        self.bar.setVisible(self._runs)
        total = len(self.model.items)
        self.bar.setRange(0, total if total > 1 else 0)
        self.bar.setValue(total - waiting)

    def _take(self) -> None:
        item = self.current()
        if item is not None and self.texts.accepted():
            self.accepted_texts.emit(item, self.texts.accepted())

    def _answer(self, tell: Callable[[str], object]) -> None:
        if (item := self.current()) is not None:
            tell(item)

    def _repaint(self, _path: str) -> None:
        if (viewport := self.table.viewport()) is not None:
            viewport.update()
