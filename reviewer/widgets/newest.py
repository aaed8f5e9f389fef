"""Work of which only the newest matters, such as a search while somebody types: off the GUI thread, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import QObject

from reviewer.widgets.operations import Operations

_Wish = tuple[Callable[[], Any], Callable[[Any], None]]


class Newest(QObject):
    """Carries out what was asked for last; a result that something newer waits behind is told to nobody."""

    def __init__(self, failed: Callable[[str], None], parent: QObject | None = None) -> None:
        """`failed` hears what work raised, in words."""
        super().__init__(parent)
        self._queue = Operations(self)
        self._queue.failed.connect(failed)
        self._queue.failed.connect(lambda _words: self._go_on())
        self._next: _Wish | None = None
        self._busy = False

    def submit(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do this next, instead of whatever else waits; `then` is called in this thread with its result."""
        self._next = (work, then)
        if not self._busy:
            self._go_on()

    def is_idle(self) -> bool:
        """Whether everything is done and told."""
        return not self._busy and self._queue.is_idle()

    def leave(self) -> None:
        """Let what is being done end by itself, and forget the rest."""
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
