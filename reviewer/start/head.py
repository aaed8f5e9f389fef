"""The head of the start page: its title, what is in progress, and buttons to begin."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from runner.intake.start import SAMPLE, Beginning
from runner.review.language import moment, translate

_NAMED = 3
"""At most this many of the sets that are running are named."""


class Head(QWidget):
    """Shows what is in progress; each line is a button that leads there."""

    def __init__(self, beginning: Beginning) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self.new_set, self.sample = QPushButton(translate("start", "New set …")), QPushButton()
        self.new_set.setProperty("role", "primary")
        self.sample.setText(translate("start", "Try the sample set"))
        self.runs, self.planned = QPushButton(), QPushButton()
        top, layout = QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self._title, 1)
        for button in (self.sample, self.new_set):
            top.addWidget(button)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        for button in (self.runs, self.planned):
            button.setStyleSheet("text-align: left")
            layout.addWidget(button)
        self.show_beginning(beginning)

    def show_beginning(self, beginning: Beginning) -> None:
        """Show the current state. Empty lines are hidden; without sets, the page has its buttons in the middle."""
        self._beginning, sets = beginning, beginning.sets
        self._title.setText(translate("start", "Your sets") if sets else "photo-runner")
        self.runs.setText(self._under_way())
        self.planned.setText(self._not_started())
        self.new_set.setHidden(not sets)
        self.sample.setHidden(not sets or any(each.name == SAMPLE for each in sets))
        for button in (self.runs, self.planned):
            button.setHidden(not button.text())

    def run(self) -> Path | None:
        """The run in progress if there is exactly one, otherwise None."""
        under_way = self._beginning.under_way
        return under_way[0].run if len(under_way) == 1 else None

    def _under_way(self) -> str:
        going, waiting = self._beginning.under_way, self._beginning.queued
        names = ", ".join(each.name for each in going[:_NAMED])
        if len(going) == 1:
            said = translate("start", "{} has been running since {}.")
            line = said.format(names, moment(going[0].at.astimezone()))
        elif going:
            line = translate("start", "%Ln set(s) (is|are) running: {}.", "", len(going)).format(names)
        else:
            line = ""
        if waiting:
            line += " " * bool(line) + translate("start", "%Ln run(s) waiting.", "", waiting)
        return f"▶  {line}  →" if line else ""

    def _not_started(self) -> str:
        count = self._beginning.planned
        return f"✎  {translate('start', '%Ln set(s) planned but not started.', '', count)}  →" if count else ""
