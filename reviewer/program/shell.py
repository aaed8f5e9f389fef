"""The only window of the program: it shows a page, and another one if that page asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QApplication, QStackedWidget

from reviewer.program import pages
from reviewer.program.arrival import Arrival
from reviewer.program.leaving import Leaving
from reviewer.program.pages import Place
from reviewer.widgets import translation
from reviewer.widgets.destinations import Destination, NewSets, Start
from reviewer.widgets.folder_drop import FolderDrop
from reviewer.widgets.operations import Operations
from reviewer.widgets.page import Page
from reviewer.widgets.work import WorkBoard
from reviewer.widgets.work_strip import WorkStrip
from runner.review.settings import Settings


class Shell(QStackedWidget):
    """Shows one page at a time. A page saves its work before it is left.

    The data of a page is read in the background. Until it is ready, the previous page is shown.
    """

    def __init__(self, place: Place, own: Settings) -> None:
        super().__init__()
        self._place, self._own = place, own
        self._shown: Destination | None = None
        self._refused: Destination | None = None  # where the first page could not be opened
        self._closing = False
        self._reading, self._leaving = Operations(self), Leaving(self)
        self._board = WorkBoard(self)
        self._arrival = Arrival()
        self._arrival.home_wanted.connect(lambda: self.open(Start()))
        self._arrival.again_wanted.connect(self._try_again)
        self.addWidget(self._arrival)
        self.setWindowTitle("photo-runner")
        FolderDrop(self).dropped.connect(lambda folders: self.open(NewSets(folders)))

    def page(self) -> Page | None:
        """The page that is shown; None before the first one."""
        current = self.currentWidget()
        return current if isinstance(current, Page) else None

    def open(self, destination: Destination, then: Callable[[Page], object] = lambda _page: None) -> None:
        """Read the data of a page, show it, and call `then` with it. If that fails, the page shown now says why."""
        make = pages.opening(destination, self._place, self._own, self._board)

        def arrived(found: Any) -> None:
            if not self._closing:  # a page made now would never be closed
                self._leave_for(destination, make.show(found), then)

        self._reading.submit(make.read, arrived, lambda words: self._refuse(words, destination))
        make.prepare()

    def is_quiet(self) -> bool:
        """True if no work in progress will change what is shown."""
        page = self.page()
        return self._reading.is_idle() and page is not None and page.is_quiet()

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802
        """Save everything and stop what runs first. The window stays open until then, and closes afterwards."""
        page = self.page()
        if not self._may_close(page):
            if event is not None:
                event.ignore()
            return
        if page is not None:
            page.close()
        self._board.end()
        self._closing = True
        self._reading.leave()
        super().closeEvent(event)

    def _may_close(self, page: Page | None) -> bool:
        every = (page, self._board) if page is not None else (self._board,)
        return self._closing or self._leaving.may_go(every, self._close, lambda: None)

    def _close(self) -> None:
        """Close for good: everything is saved."""
        self._closing = True
        self.close()

    def _leave_for(self, destination: Destination, page: Page, then: Callable[[Page], object]) -> None:
        """Show a page once everything on the previous one is saved; a person may stay there instead."""
        left = self.page()

        def go() -> None:
            self._show(destination, page, then)

        if left is None or self._leaving.may_go((left,), go, lambda: _drop(page)):
            go()

    def _show(self, destination: Destination, page: Page, then: Callable[[Page], object]) -> None:
        left = self.page()
        if left is not None:
            left.close()
        self._shown = destination
        page.wanted.connect(self.open)
        page.respoken.connect(self._speak)
        page.windowTitleChanged.connect(self.setWindowTitle)
        self._tell_of_work(page, destination)
        focused = page.focusWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        if focused is not None:  # chosen by the page; the stack would focus the first widget that it finds
            focused.setFocus()
        self.setWindowTitle(page.windowTitle())
        if left is not None:
            self.removeWidget(left)
            left.deleteLater()
        then(page)

    def _tell_of_work(self, page: Page, destination: Destination) -> None:
        """Show the work in the background in the status bar of a page."""
        strip = WorkStrip(self._board, destination)
        strip.wanted.connect(self.open)
        if (bar := page.statusBar()) is not None:
            bar.addPermanentWidget(strip)

    def _speak(self) -> None:
        """Switch to the chosen language by making the page again."""
        app = QApplication.instance()
        if app is not None and self._shown is not None:
            translation.speak(app, self._own.language)
            self.open(self._shown)

    def _refuse(self, words: str, destination: Destination) -> None:
        page = self.page()
        if page is None:
            self._refused = destination
            self._arrival.show_refusal(words, at_home=destination == Start())
        else:
            page.say(words)

    def _try_again(self) -> None:
        if self._refused is not None:
            self._arrival.show_opening()
            self.open(self._refused)


def _drop(page: Page) -> None:
    """Delete a page that is not shown after all, because the person stays on the previous one."""
    page.close()
    page.deleteLater()
