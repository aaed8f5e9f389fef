"""Says in a dialog what consequences new texts would have, while they are still being typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.operations import Operations
from runner.review.consequences import Consequences, names_that_follow, what_is_lacking, whom_it_blocks
from runner.review.language import translate
from runner.review.session import Session

_PAUSE_MS = 300


class ConsequenceNote(QWidget):
    """Which photos the texts would block and which file names follow; computed in the background after a pause."""

    foreseen = pyqtSignal(object)  # Consequences; None while they are not known

    def __init__(self, session: Session, checks: Operations) -> None:
        super().__init__()
        self._session, self._checks = session, checks
        self._asked = 0
        self._work: Callable[[], Consequences] | None = None
        self._blocks, self._names = FindingsNote(), QLabel()
        self._names.setProperty("role", "small")
        self._names.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._blocks)
        layout.addWidget(self._names)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._look)

    def ask(self, work: Callable[[], Consequences] | None) -> None:
        """Show the result of this `work`, which runs in another thread; None clears the note."""
        self._asked += 1
        self._work = work
        self._say("", "warning", translate("batch", "Checking …") if work else "")
        self.foreseen.emit(None)
        self._soon.stop()
        if work:
            self._soon.start()

    def complain(self, sentence: str) -> None:
        """Show what is wrong with the entered changes themselves."""
        self.ask(None)
        self._say(sentence, "error", "")

    def text(self, role: str | None = None) -> str:
        """The text about blocked photos in one role, or in all of them."""
        return self._blocks.text(role)

    def said_of_names(self) -> str:
        """The text about file names and about texts that stay."""
        return self._names.text()

    def is_quiet(self) -> bool:
        """True if the note matches the changes as entered."""
        return not self._soon.isActive() and self._checks.is_idle()

    def _look(self) -> None:
        if self._work is not None:
            self._checks.submit(self._work, partial(self._looked, self._asked))

    def _looked(self, asked: int, found: Consequences) -> None:
        if asked != self._asked or not self.isVisible():
            return
        further = "\n".join(filter(None, (names_that_follow(found), what_is_lacking(found))))
        self._say(whom_it_blocks(self._session, found), "warning" if found.blocked else "good", further)
        self.foreseen.emit(found)

    def _say(self, said: str, role: str, further: str) -> None:
        self._blocks.say(said, role)
        self._names.setText(further)
        self._names.setVisible(bool(further))
