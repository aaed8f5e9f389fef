"""Scans folders in child processes, two at a time."""

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
    """A queue of folders to scan. Each scan can be cancelled at any time."""

    told = pyqtSignal(object, object)  # a Row and a message from its scan
    ended = pyqtSignal(object, str)  # a Row and why its scan failed; empty if it succeeded

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Row, Request]] = deque()
        self._children: dict[Row, Child] = {}

    def look(self, row: Row, request: Request) -> None:
        """Queue a scan of the row's folder; an earlier scan for this row is cancelled."""
        self.give_up(row)
        self._waiting.append((row, request))
        self._go_on()

    def give_up(self, row: Row) -> None:
        """Cancel the scan for this row."""
        self._waiting = deque(each for each in self._waiting if each[0] is not row)
        child = self._children.pop(row, None)
        if child is not None:
            child.said.disconnect()
            child.ended.disconnect()
            child.ended.connect(lambda _code: child.deleteLater())
            child.kill()
            self._go_on()

    def is_idle(self) -> bool:
        """True if no scan is running or waiting."""
        return not self._children and not self._waiting

    def is_at(self, row: Row) -> bool:
        """True if the scan for this row is running or waiting."""
        return row in self._children or any(each is row for each, _ in self._waiting)

    def stop(self) -> None:
        """Cancel all scans."""
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
    """Why a scan failed: the last line of its standard error, or its exit code if there is none."""
    lines = [line for line in child.complaints.splitlines() if line.strip()]
    said = translate("intake", "The scan of this folder ended early ({}).")
    return said.format(lines[-1].strip() if lines and code > 0 else code)
