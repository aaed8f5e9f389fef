"""Work on many files, one after another beside the window: how far it is, and Stop between two files."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.review.many_files import GoOn

Ended = Callable[[str], None]
"""Called with the sentence that says how it ended."""

_PAUSE_S = 0.05
"""Between two tellings: a thousand small files a second would keep the window busy with them."""


class Writing(QObject):
    """One piece of such work at a time, in a thread of its own: decisions do not wait for thousands of files."""

    went_on = pyqtSignal(int, int)  # files that are through, and all of them

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._stopped = Operations(self), Event()
        self._told_at = 0.0

    def start(self, work: Callable[[GoOn], str], done: Ended, failed: Ended) -> None:
        """Do the work, which returns a sentence; one of the others is called in the end."""
        self._stopped.clear()
        self._operations.submit(lambda: work(self._go_on), done, failed)

    def stop(self) -> None:
        """Begin no further file. The one that it is at is finished first."""
        self._stopped.set()

    def is_idle(self) -> bool:
        """Whether nothing is being done."""
        return self._operations.is_idle()

    def close(self) -> None:
        """Stop, and wait for the file that it is at."""
        self.stop()
        self._operations.close()

    def _go_on(self, done: int, every: int) -> bool:
        """Called in the thread that works."""
        now = time.monotonic()
        if now - self._told_at >= _PAUSE_S or done == every:
            self._told_at = now
            self.went_on.emit(done, every)
        return not self._stopped.is_set()
