"""What keeps the window's thread from waiting for the others: who has Python's lock, and when garbage is looked for."""

from __future__ import annotations

import gc
import sys

from PyQt6.QtCore import QObject, QTimer

SWITCH_S = 0.001
"""How long a thread that computes keeps Python's lock from one that shows; Python's own 5 ms add up in a turn of many
calls."""

YOUNG_MS = 4000
ROUNDS = 15
"""Searches among young objects for each one among all."""


class GcTuning(QObject):
    """Looks for garbage in the window's thread and in short turns, instead of wherever an object too many is made.

    A search among the objects of 50,000 photos takes more than a tenth of a second. What is there at the beginning
    stays, and is left out of every search.
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
        """Look among young objects; now and then among all that came since the beginning."""
        self._round = (self._round + 1) % ROUNDS
        gc.collect(1 if self._round else 2)
