"""Work on many files in the background, one after another, with progress and a stop between two files."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.review.many_files import GoOn

Ended = Callable[[str], None]
"""Called with a sentence that says how the work ended."""

_PAUSE_S = 0.05
"""Seconds between two progress signals: a thousand small files per second would keep the window busy."""


class Writing(QObject):
    """One such piece of work at a time, in its own thread: decisions do not wait for thousands of files."""

    went_on = pyqtSignal(int, int)  # number of finished files, and of all files

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._stopped = Operations(self), Event()
        self._told_at = 0.0

    def start(self, work: Callable[[GoOn], str], done: Ended, failed: Ended) -> None:
        """Do the work, which returns a sentence for `done`; `failed` gets a sentence if it raises an exception."""
        self._stopped.clear()
        self._operations.submit(lambda: work(self._go_on), done, failed)

    def stop(self) -> None:
        """Stop after the current file, without waiting for it."""
        self._stopped.set()

    def is_idle(self) -> bool:
        """True if no work is in progress."""
        return self._operations.is_idle()

    def close(self) -> None:
        """Stop, and wait for the current file."""
        self.stop()
        self._operations.close()

    def _go_on(self, done: int, every: int) -> bool:
        """Report the progress, from the working thread; returns False if the work is to stop."""
        now = time.monotonic()
        if now - self._told_at >= _PAUSE_S or done == every:
            self._told_at = now
            self.went_on.emit(done, every)
        return not self._stopped.is_set()
