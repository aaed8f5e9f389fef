"""Shows work in the background in the bottom line of a page: its progress, a way to its page, and Stop."""

from __future__ import annotations

from functools import partial

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from reviewer.widgets.destinations import Destination
from reviewer.widgets.work import Work, WorkBoard
from runner.review.language import translate


class WorkStrip(QWidget):
    """Two buttons for each piece of work that the page does not show itself; hidden if there is none."""

    wanted = pyqtSignal(object)  # the Destination of what was clicked

    def __init__(self, board: WorkBoard, page: Destination) -> None:
        super().__init__()
        self._board, self._page = board, page
        self._parts: dict[Work, _Part] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        board.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Update the buttons of all pieces of work."""
        works = [work for work in self._board.works() if not work.is_shown_by(self._page)]
        for work in [work for work in self._parts if work not in works]:
            self._parts.pop(work).deleteLater()
        for work in works:
            if work not in self._parts:
                self._add(work)
            self._parts[work].show_work(work)
        self.setVisible(any(work.told() for work in works))

    def _add(self, work: Work) -> None:
        part = self._parts[work] = _Part(work)
        part.lead.clicked.connect(lambda _checked: self.wanted.emit(work.destination()))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(part)


class _Part(QWidget):
    """One piece of work."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.lead, self.change = QPushButton(), QPushButton()
        self.lead.setToolTip(translate("work", "Show it"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.lead)
        layout.addWidget(self.change)
        self.change.clicked.connect(partial(self._carry_out, work))

    def show_work(self, work: Work) -> None:
        """Update the buttons."""
        told, order = work.told(), work.order()
        self.setVisible(bool(told))
        self.lead.setText(told)
        self.change.setVisible(order is not None)
        self.change.setText(order.label if order else "")
        self.change.setAccessibleName(f"{order.label}: {told}" if order else "")

    @staticmethod
    def _carry_out(work: Work, _checked: bool) -> None:
        if (order := work.order()) is not None:
            order.carry_out()
