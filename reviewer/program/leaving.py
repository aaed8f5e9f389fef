"""The way from a page: first everything is saved. The window goes on meanwhile, and nothing is left behind unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QWidget

from reviewer.program.leaving_dialog import LeavingDialog

LOOK_MS = 25
SHOW_MS = 200
"""What is saved sooner is saved unseen."""


class Ending(Protocol):
    """Something that has to be brought to an end before it goes: all work beside the pages, or a page."""

    def keep(self) -> None:
        """Begin to save what is not saved yet, or to stop what runs."""
        ...

    def is_saving(self) -> bool:
        """Whether that still goes on."""
        ...

    def waits_for(self) -> str:
        """What a person who is to wait for it is told."""
        ...


@runtime_checkable
class Leavable(Ending, Protocol):
    """A page: of what a person did on it, something may be left that could not be saved."""

    def unkept(self) -> str:
        """What could not be saved, and why; empty where nothing would be lost."""
        ...

    def try_again(self) -> None:
        """Try again to save that."""
        ...

    def discard(self) -> None:
        """Give it up."""
        ...


class _Departure(NamedTuple):
    what: Ending
    others: Sequence[Ending]  # after it
    go: Callable[[], object]
    stay: Callable[[], object]


class Leaving(QObject):
    """Waits beside the window for what is being saved; asks where that fails."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._departure: _Departure | None = None
        self.dialog: LeavingDialog | None = None
        self._look_again, self._show_soon = QTimer(self), QTimer(self)
        self._look_again.setInterval(LOOK_MS)
        self._look_again.timeout.connect(self._look)
        self._show_soon.setInterval(SHOW_MS)
        self._show_soon.setSingleShot(True)
        self._show_soon.timeout.connect(self._show_waiting)

    def may_go(self, what: Sequence[Ending], go: Callable[[], object], stay: Callable[[], object]) -> bool:
        """Whether all of it is saved now. Otherwise `go` is called once it is, or `stay` when a person stays."""
        self._end()
        return self._go_through(what, go, stay)

    def _go_through(self, what: Sequence[Ending], go: Callable[[], object], stay: Callable[[], object]) -> bool:
        for at, each in enumerate(what):
            each.keep()
            if each.is_saving() or _unkept(each):
                self._departure = _Departure(each, what[at + 1 :], go, stay)
                self._look_again.start()
                self._show_soon.start()
                return False
        return True

    def _look(self) -> None:
        departure = self._departure
        if departure is None or departure.what.is_saving():
            return
        if unkept := _unkept(departure.what):
            self._look_again.stop()
            self._show_soon.stop()
            self._shown().ask(unkept)
            return
        self._departure = None
        self._end()
        if self._go_through(departure.others, departure.go, departure.stay):
            departure.go()

    def _show_waiting(self) -> None:
        if self._departure is not None:
            self._shown().show_waiting(self._departure.what.waits_for())

    def _shown(self) -> LeavingDialog:
        if self.dialog is None:
            self.dialog = LeavingDialog(self._window)
            self.dialog.tried_again.connect(self._try_again)
            self.dialog.discarded.connect(self._discard)
            self.dialog.stayed.connect(self._end)
        return self.dialog

    def _try_again(self) -> None:
        if self._departure is not None and isinstance(self._departure.what, Leavable):
            self._departure.what.try_again()
            self._show_waiting()
            self._look_again.start()

    def _discard(self) -> None:
        if self._departure is not None and isinstance(self._departure.what, Leavable):
            self._departure.what.discard()
            self._look_again.start()

    def _end(self) -> None:
        """Nobody leaves any more; whoever was about to stays."""
        departure, self._departure = self._departure, None
        self._look_again.stop()
        self._show_soon.stop()
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.blockSignals(True)
            dialog.close()
            dialog.deleteLater()
        if departure is not None:
            departure.stay()


def _unkept(what: Ending) -> str:
    return what.unkept() if isinstance(what, Leavable) else ""
