"""What is written of the picks, file after file beside the window: how far it is, and Stop between two files."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.review.picks.desk import PicksDesk
from runner.review.picks.exports import Export

Ended = Callable[[str], None]
"""Called with the sentence that says how it ended."""

_PAUSE_S = 0.05
"""Between two tellings: a thousand small files a second would keep the window busy with them."""


class Writing(QObject):
    """One export at a time, carried out in a thread of its own: decisions do not wait for thousands of files."""

    went_on = pyqtSignal(int, int)  # files that are through, and all of them

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._stopped = Operations(self), Event()
        self._told_at = 0.0

    def start(
        self, export: Export, desk: PicksDesk, done: Callable[[str], None], failed: Callable[[str], None]
    ) -> None:
        """Carry out an export; `done` or `failed` is called with how it ended."""
        self._stopped.clear()
        self._operations.submit(lambda: export.carry_out(desk, self._go_on), done, failed)

    def stop(self) -> None:
        """Write no further file. The one that is being written is finished first."""
        self._stopped.set()

    def is_idle(self) -> bool:
        """Whether nothing is being written."""
        return self._operations.is_idle()

    def close(self) -> None:
        """Stop, and wait for the file that is being written."""
        self.stop()
        self._operations.close()

    def _go_on(self, done: int, every: int) -> bool:
        """Called in the thread that writes."""
        now = time.monotonic()
        if now - self._told_at >= _PAUSE_S or done == every:
            self._told_at = now
            self.went_on.emit(done, every)
        return not self._stopped.is_set()
