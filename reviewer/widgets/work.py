"""Work that goes on beside the pages, whichever of them is shown: what every page tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.widgets.destinations import Destination


class Order(NamedTuple):
    """Something that a person can have done about it from every page."""

    label: str  # of the button: Stop
    carry_out: Callable[[], object]


class Work(QObject):
    """One piece of such work."""

    changed = pyqtSignal()  # what is told of it is something else now

    def told(self) -> str:
        """How far it is, or what it waits for, in few words; empty where there is nothing to tell."""
        raise NotImplementedError

    def order(self) -> Order | None:
        """What can be done about it."""
        raise NotImplementedError

    def destination(self) -> Destination:
        """The page that shows all of it."""
        raise NotImplementedError

    def is_shown_by(self, page: Destination) -> bool:
        """Whether a page shows it anyway."""
        raise NotImplementedError

    def end(self) -> None:
        """The program goes: stop what runs, lose nothing."""
        raise NotImplementedError


class WorkBoard(QObject):
    """All of it. `changed` when anything of any of it is told otherwise."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._works: list[Work] = []

    def add(self, work: Work) -> None:
        """Tell of it from now on."""
        self._works.append(work)
        work.changed.connect(self.changed)

    def remove(self, work: Work) -> None:
        """Its work is done: end it and forget it. It lives on as long as a page looks at it."""
        self._works.remove(work)
        work.end()
        work.changed.disconnect(self.changed)
        work.setParent(None)
        self.changed.emit()

    def works(self) -> tuple[Work, ...]:
        """In the order in which they began."""
        return tuple(self._works)

    def end(self) -> None:
        """The program goes."""
        for work in self._works:
            work.end()
