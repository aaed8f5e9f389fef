"""Measures how long an event loop freezes: the longest delay of a timer that should fire every 5 ms.

Besides wall time, it measures the processor time of the loop's own thread. On a busy machine, the wall time is mostly
spent waiting for a processor core.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PyQt6.QtCore import QObject, Qt, QTimer

TICK_MS = 5
BOUND_MS = 50


class Watchdog(QObject):
    """Measures delays of the event loop, by the work that caused them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worst: dict[str, tuple[float, float]] = {}  # ms late on the clock, ms of work in this thread
        self._what, self._last, self._worked = "", time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    @contextmanager
    def watching(self, what: str) -> Iterator[None]:
        """Attribute delays within the `with` block to `what`."""
        self._what, self._last, self._worked = what, time.perf_counter(), time.thread_time()
        self.worst[what] = (0.0, 0.0)
        yield
        self._tick()
        self._what = ""

    def report(self) -> None:
        """Print the longest delay of each kind of work."""
        for what, (late, work) in self.worst.items():
            missed = "" if late <= BOUND_MS else "   MISSED"
            print(f"{'longest standstill: ' + what:<66} {late:5.0f} ms, {work:4.0f} ms work   bound {BOUND_MS}{missed}")

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        if self._what:
            late, work = self.worst[self._what]
            late = max(late, (now - self._last) * 1000 - TICK_MS)
            self.worst[self._what] = late, max(work, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked
