"""Work of which only the newest request matters, such as a search while typing: in the background, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import QObject

from reviewer.widgets.operations import Operations

_Wish = tuple[Callable[[], Any], Callable[[Any], None]]


class Newest(QObject):
    """Carries out the latest request. A result is dropped if a newer request is waiting."""

    def __init__(self, failed: Callable[[str], None], parent: QObject | None = None) -> None:
        """`failed` is called with a sentence if work raises an exception."""
        super().__init__(parent)
        self._queue = Operations(self)
        self._queue.failed.connect(failed)
        self._queue.failed.connect(lambda _words: self._go_on())
        self._next: _Wish | None = None
        self._busy = False

    def submit(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do this next, instead of any waiting request; `then` is called with its result in this thread."""
        self._next = (work, then)
        if not self._busy:
            self._go_on()

    def is_idle(self) -> bool:
        """True if all work has finished and its results have been delivered."""
        return not self._busy and self._queue.is_idle()

    def leave(self) -> None:
        """Let the current work end by itself, and drop the rest."""
        self._next = None
        self._queue.leave()

    def _go_on(self) -> None:
        wish, self._next = self._next, None
        self._busy = wish is not None
        if wish is not None:
            work, then = wish
            self._queue.submit(work, lambda result: self._tell(then, result))

    def _tell(self, then: Callable[[Any], None], result: Any) -> None:
        if self._next is None:
            then(result)
        self._go_on()
