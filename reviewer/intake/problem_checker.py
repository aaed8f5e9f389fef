"""Checks the rows in the background, shortly after each change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from reviewer.intake.row import Row
from reviewer.widgets.operations import Operations
from runner.intake.captioner_choice import CaptionerChoice
from runner.intake.earlier import own_sets
from runner.intake.planned import PlannedSet
from runner.intake.problems import Problems, problems
from runner.intake.shared_photos import shared
from runner.messages import Message

Found = tuple[Problems, Sequence[Message]]
"""The problems of a row, and messages about other sets that contain the same photos."""

PAUSE_MS = 150
"""Milliseconds without typing before the rows are checked: nobody wants to be corrected in the middle of a word."""


class ProblemChecker(QObject):
    """Stores the problems that it finds in the rows."""

    checked = pyqtSignal()

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._rows: list[Row] = []
        self._offered: list[CaptionerChoice] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._begin)

    def offer(self, offered: Sequence[CaptionerChoice]) -> None:
        """Set the captioners that are offered; the choice of a row is checked against them."""
        self._offered = list(offered)

    def check(self, rows: Sequence[Row]) -> None:
        """Check these rows after a pause."""
        self._rows = list(rows)
        self._timer.start()

    def is_idle(self) -> bool:
        """True if no check is due."""
        return not self._timer.isActive()

    def _begin(self) -> None:
        planned, offered = {row: row.planned for row in self._rows}, self._offered
        self._operations.submit(lambda: _found(planned, offered), lambda found: self._tell(planned, found))

    def _tell(self, planned: Mapping[Row, PlannedSet], found: Mapping[Row, Found]) -> None:
        for row, (problems_, shared_) in found.items():
            if row.planned == planned[row]:  # otherwise it has changed meanwhile and is checked again
                row.problems, row.shared = problems_, shared_
        self.checked.emit()


def _found(planned: Mapping[Row, PlannedSet], offered: Sequence[CaptionerChoice]) -> dict[Row, Found]:
    sets, found = [each for _, each in own_sets()], dict[Row, Found]()
    for row, mine in planned.items():
        others = [other for each, other in planned.items() if each is not row]
        found[row] = problems(mine, others, offered), shared(mine, others, sets)
    return found
