"""Work in the background that continues whichever page is shown, and what every page shows about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PyQt6.QtCore import QObject, pyqtBoundSignal, pyqtSignal

from reviewer.widgets.destinations import Destination
from runner.review.language import translate


class Order(NamedTuple):
    """Something that a person can do about the work from every page."""

    label: str  # text of the button, such as Stop
    carry_out: Callable[[], object]


class Work(Protocol):
    """One piece of such work, a QObject."""

    @property
    def changed(self) -> pyqtBoundSignal:
        """Emitted when its text or its order has changed."""
        ...

    def told(self) -> str:
        """Its progress, or what it waits for, in a few words; empty if there is nothing to say."""
        ...

    def order(self) -> Order | None:
        """What can be done about it; None if nothing."""
        ...

    def destination(self) -> Destination:
        """The page that shows it in full."""
        ...

    def is_shown_by(self, page: Destination) -> bool:
        """True if this page already shows it."""
        ...

    def leave(self) -> None:
        """Tell running work to stop, because the program is about to end."""
        ...

    def is_over(self) -> bool:
        """True if nothing is running any more."""
        ...

    def end(self) -> None:
        """The program ends: save everything, and kill what still runs."""
        ...

    def setParent(self, a0: QObject | None) -> None:  # noqa: N802 (Qt's name)
        """Set the object that it is deleted with."""
        ...


class WorkBoard(QObject):
    """All pieces of work. Emits `changed` when one of them has changed."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._works: list[Work] = []

    def add(self, work: Work) -> None:
        """Show it from now on."""
        self._works.append(work)
        work.changed.connect(self.changed)

    def remove(self, work: Work) -> None:
        """End finished work and remove it. The object lives on as long as a page refers to it."""
        self._works.remove(work)
        work.end()
        work.changed.disconnect(self.changed)
        work.setParent(None)
        self.changed.emit()

    def works(self) -> tuple[Work, ...]:
        """All pieces of work, in the order in which they were added."""
        return tuple(self._works)

    def keep(self) -> None:
        """Tell all work to stop, because the program is about to end."""
        for work in self._works:
            work.leave()

    def is_saving(self) -> bool:
        """True while something is still running."""
        return not all(work.is_over() for work in self._works)

    def waits_for(self) -> str:
        """The sentence to show to a person who has to wait for it."""
        return translate("leaving", "Stopping; what is done is being saved …")

    def end(self) -> None:
        """The program ends: end all work."""
        for work in self._works:
            work.end()
