"""The first page: what there is, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer.widgets.action import EVERYWHERE
from reviewer.widgets.destinations import Review
from reviewer.widgets.page import Page
from runner.review.language import translate
from runner.review.settings import Settings


class StartPage(Page):
    """The newest run of each set; Enter opens it."""

    def __init__(self, runs: Sequence[Path], own: Settings) -> None:
        super().__init__(own)
        self.setWindowTitle("photo-runner")
        self._runs = list(runs)
        title, self.sets = QLabel(translate("start", "Sets")), QListWidget()
        title.setProperty("role", "title")
        self.sets.setAccessibleName(title.text())
        self.sets.addItems([run.parent.name for run in runs])
        self.sets.itemActivated.connect(self._open)
        body = QWidget()
        layout = QVBoxLayout(body)
        for widget in (title, self.sets):
            layout.addWidget(widget)
        self.setCentralWidget(body)
        self.make_actions(EVERYWHERE, {})

    def _open(self, item: QListWidgetItem) -> None:
        self.go(Review(self._runs[self.sets.row(item)]))
