"""Keeps what is planned on the disk, a moment after each change and at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.intake import drafts
from runner.intake.planned import PlannedSet
from runner.review.language import translate

PAUSE_MS = 300
"""How long nothing has to be typed before it is written."""


class DraftKeeper(QObject):
    """Writes the newest rows; what came between two writes need not be on the disk."""

    failed = pyqtSignal(str)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._rows: Sequence[PlannedSet] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._write)

    def keep(self, rows: Sequence[PlannedSet]) -> None:
        """These are the rows from now on."""
        self._rows = list(rows)
        self._timer.start()

    def is_idle(self) -> bool:
        """Whether all of it is being written, or is."""
        return not self._timer.isActive()

    def close(self) -> None:
        """Write what is not written yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def _write(self) -> None:
        rows = self._rows
        if rows is not None:
            self._operations.submit(lambda: _saved(rows), self._tell)

    def _tell(self, problem: str) -> None:
        if problem:
            self.failed.emit(problem)


def _saved(rows: Sequence[PlannedSet]) -> str:
    """Save the rows; returns why that failed, or nothing."""
    try:
        drafts.save(rows)
    except OSError as error:
        said = translate("intake", "What you planned cannot be kept: {}: {}")
        return said.format(error.filename or drafts.place(), error.strerror or error)
    return ""
