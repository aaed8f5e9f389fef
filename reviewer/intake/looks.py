"""Looks at folders beside the window, two at a time."""

from __future__ import annotations

from collections import deque

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.intake.row import Row
from reviewer.widgets.child import Child
from runner.intake.request import Request, command
from runner.intake.told import from_line
from runner.review.language import translate

AT_ONCE = 2


class Looks(QObject):
    """A queue of folders to look at. Any of them can be given up at any time."""

    told = pyqtSignal(object, object)  # a Row and what was told of it
    ended = pyqtSignal(object, str)  # a Row and why its look failed; empty when it did not

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Row, Request]] = deque()
        self._children: dict[Row, Child] = {}

    def look(self, row: Row, request: Request) -> None:
        """Look at a row's folder when its turn comes; an earlier look at it is given up."""
        self.give_up(row)
        self._waiting.append((row, request))
        self._go_on()

    def give_up(self, row: Row) -> None:
        """Look at this folder no more."""
        self._waiting = deque(each for each in self._waiting if each[0] is not row)
        child = self._children.pop(row, None)
        if child is not None:
            child.said.disconnect()
            child.ended.disconnect()
            child.ended.connect(lambda _code: child.deleteLater())
            child.kill()
            self._go_on()

    def is_idle(self) -> bool:
        """Whether all were looked at."""
        return not self._children and not self._waiting

    def is_at(self, row: Row) -> bool:
        """Whether this row is looked at, or waits for it."""
        return row in self._children or any(each is row for each, _ in self._waiting)

    def stop(self) -> None:
        """Give all of them up, for good."""
        self._waiting.clear()
        for child in self._children.values():
            child.abandon()
        self._children.clear()

    def _go_on(self) -> None:
        while self._waiting and len(self._children) < AT_ONCE:
            self._begin(*self._waiting.popleft())

    def _begin(self, row: Row, request: Request) -> None:
        child = self._children[row] = Child(command(request), self)
        child.said.connect(lambda line: self._hear(row, line))
        child.ended.connect(lambda code: self._end(row, child, code))
        child.start()

    def _hear(self, row: Row, line: str) -> None:
        told = from_line(line)
        if told is not None:
            self.told.emit(row, told)

    def _end(self, row: Row, child: Child, code: int) -> None:
        if self._children.get(row) is not child:
            return
        del self._children[row]
        self.ended.emit(row, "" if code == 0 else _why(child, code))
        child.deleteLater()
        self._go_on()


def _why(child: Child, code: int) -> str:
    """What a look that failed left behind: the last line of a complaint, or that it died."""
    lines = [line for line in child.complaints.splitlines() if line.strip()]
    said = translate("intake", "The scan of this folder ended early ({}).")
    return said.format(lines[-1].strip() if lines and code > 0 else code)
