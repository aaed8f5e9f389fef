"""Keeps the GUI thread responsive: how soon other threads release the GIL, and when garbage is collected."""

from __future__ import annotations

import gc
import sys

from PyQt6.QtCore import QObject, QTimer

SWITCH_S = 0.001
"""How long a computing thread may keep the GIL from the GUI thread; Python's default of 5 ms adds up in many calls."""

YOUNG_MS = 4000
ROUNDS = 15
"""One collection in this many is a full one; the others look at young objects only."""


class GcTuning(QObject):
    """Collects garbage in the GUI thread and in short steps, instead of whenever many objects have been allocated.

    A collection among the objects of 50,000 photos takes more than a tenth of a second. The objects that exist at the
    start are frozen, and left out of every collection.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_S)
        gc.disable()
        gc.freeze()
        self._round = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.search)
        self._timer.start(YOUNG_MS)

    def search(self) -> None:
        """Collect young objects; once in `ROUNDS` calls, all objects created since the start."""
        self._round = (self._round + 1) % ROUNDS
        gc.collect(1 if self._round else 2)
