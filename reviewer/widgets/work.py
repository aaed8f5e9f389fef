"""Work that goes on beside the pages, whichever of them is shown: what every page tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PyQt6.QtCore import QObject, pyqtBoundSignal, pyqtSignal

from reviewer.widgets.destinations import Destination
from runner.review.language import translate


class Order(NamedTuple):
    """Something that a person can have done about it from every page."""

    label: str  # of the button: Stop
    carry_out: Callable[[], object]


class Work(Protocol):
    """One piece of such work: a QObject."""

    @property
    def changed(self) -> pyqtBoundSignal:
        """Tells that what is told of it is something else now."""
        ...

    def told(self) -> str:
        """How far it is, or what it waits for, in few words; empty where there is nothing to tell."""
        ...

    def order(self) -> Order | None:
        """What can be done about it."""
        ...

    def destination(self) -> Destination:
        """The page that shows all of it."""
        ...

    def is_shown_by(self, page: Destination) -> bool:
        """Whether a page shows it anyway."""
        ...

    def leave(self) -> None:
        """The program is about to go: tell what runs to stop."""
        ...

    def is_over(self) -> bool:
        """Whether nothing runs any more."""
        ...

    def end(self) -> None:
        """The program goes: lose nothing. What runs all the same is killed."""
        ...

    def setParent(self, a0: QObject | None) -> None:  # noqa: N802 (Qt's name)
        """Who it ends with."""
        ...


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

    def keep(self) -> None:
        """The program is about to go: stop what runs."""
        for work in self._works:
            work.leave()

    def is_saving(self) -> bool:
        """Whether something still runs."""
        return not all(work.is_over() for work in self._works)

    def waits_for(self) -> str:
        """What a person who is to wait for it is told."""
        return translate("leaving", "Stopping; what is done is being saved …")

    def end(self) -> None:
        """The program goes."""
        for work in self._works:
            work.end()
