"""Leaving a page: everything is saved first, without blocking the window. Nothing is lost without asking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QWidget

from reviewer.program.leaving_dialog import LeavingDialog

LOOK_MS = 25
SHOW_MS = 200
"""The dialog appears if saving takes longer than this."""


class Ending(Protocol):
    """Something that has to finish before it is closed: a page, or all work in the background."""

    def keep(self) -> None:
        """Start to save what is not saved yet, or to stop what is running."""
        ...

    def is_saving(self) -> bool:
        """True while that is in progress."""
        ...

    def waits_for(self) -> str:
        """The sentence to show to a person who has to wait for it."""
        ...


@runtime_checkable
class Leavable(Ending, Protocol):
    """A page, which may have changes that could not be saved."""

    def unkept(self) -> str:
        """What could not be saved, and why; empty if nothing would be lost."""
        ...

    def try_again(self) -> None:
        """Try again to save it."""
        ...

    def discard(self) -> None:
        """Drop what could not be saved."""
        ...


class _Departure(NamedTuple):
    what: Ending
    others: Sequence[Ending]  # those to finish after it
    go: Callable[[], object]
    stay: Callable[[], object]


class Leaving(QObject):
    """Waits for changes to be saved without blocking the window, and asks if that fails."""

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
        """True if everything is saved now. Otherwise calls `go` once it is, or `stay` if a person chooses to stay."""
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
        """Close the dialog and cancel the departure in progress, whose `stay` is called."""
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
