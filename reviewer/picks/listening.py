"""Notices what was decided elsewhere: in a review, by another person, in another window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.review.language import translate

LISTEN_MS = 2000


class Listening(QObject):
    """Asks every two seconds in the background. Says once if the catalogue cannot be read, and once when it is back."""

    heard = pyqtSignal(object)  # places of the photos that changed
    said = pyqtSignal(str)

    def __init__(self, ask: Callable[[], Sequence[int]], parent: QObject) -> None:
        super().__init__(parent)
        self._ask, self._queue, self._timer = ask, Operations(self), QTimer(self)
        self._is_deaf = False  # True while the catalogue cannot be read
        self._timer.timeout.connect(self.listen)
        self._timer.start(LISTEN_MS)

    def leave(self) -> None:
        """Stop asking."""
        self._timer.stop()
        self._queue.leave()

    def listen(self) -> None:
        """Ask now, unless an answer is still awaited."""
        if self._queue.is_idle():
            self._queue.submit(self._ask, self._hear, self._cannot_hear)

    def _hear(self, places: Sequence[int]) -> None:
        if self._is_deaf:
            self._is_deaf = False
            self.said.emit(translate("page", "The folder is back."))
        self.heard.emit(places)

    def _cannot_hear(self, words: str) -> None:
        if not self._is_deaf:
            self._is_deaf = True
            self.said.emit(words)
