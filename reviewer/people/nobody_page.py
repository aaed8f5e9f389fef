"""Sets in which faces have not been looked for: what that does, what is stored where, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.people.faces_question import FacesQuestion
from reviewer.widgets import theme
from reviewer.widgets.action import EVERYWHERE
from reviewer.widgets.page import Page
from runner.intake.switch import Switch
from runner.review.language import translate
from runner.review.settings import Settings
from runner.service.queue import Queue

_WIDTH = 720


@dataclass(frozen=True, slots=True)
class Unlooked:
    """Sets in this folder of runs in which faces have not been looked for."""

    runs: Path
    sets: Sequence[Switch]


class NobodyPage(Page):
    """Explains this, and has a button and the command for each set."""

    topic = "people"

    def __init__(self, about: Unlooked, own: Settings) -> None:
        super().__init__(own)
        self.setWindowTitle(translate("people", "People"))
        self._runs = about.runs
        self.buttons: dict[str, QPushButton] = {}  # by set: copies the command
        self.begin: dict[str, QPushButton] = {}  # by set: asks, then begins
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(_label(translate("nobody_page", "Look for faces"), "title"))
        for title, text in _paragraphs(about.runs):
            column.addWidget(_label(title, "head"))
            column.addWidget(_label(text, ""))
        column.addLayout(self._sets(about.sets))
        if not about.sets:
            column.addWidget(_label(translate("nobody_page", "Faces have been looked for in every set."), "muted"))
        column.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled(_WIDTH))
        inner.setLayout(column)
        middle = QWidget()
        around = QVBoxLayout(middle)
        around.setContentsMargins(24, 24, 24, 24)
        around.addWidget(inner)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(middle)
        self.setCentralWidget(area)
        self.make_actions(EVERYWHERE, {})

    def _sets(self, sets: Sequence[Switch]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, faces in enumerate(sets):
            name, command = faces.name, faces.command(self._runs)
            shown = _label(command, "")
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            begin = QPushButton(translate("nobody_page", "Look for faces …"))
            begin.setAccessibleName(translate("nobody_page", "Look for faces in {}").format(name))
            begin.clicked.connect(partial(self._ask, faces))
            button = QPushButton(translate("nobody_page", "Copy command"))
            button.setAccessibleName(translate("nobody_page", "Copy the command for {}").format(name))
            button.clicked.connect(partial(self._copy, command))
            grid.addWidget(shown, row, 0)
            grid.addWidget(begin, row, 1)
            grid.addWidget(button, row, 2)
            self.buttons[name], self.begin[name] = button, begin
        return grid

    def _ask(self, faces: Switch, _checked: bool = False) -> None:
        """Explain what it means for the people in the photos, before anything is done."""
        FacesQuestion(faces, self).ask(Queue(self._runs))

    def _copy(self, command: str, _checked: bool = False) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(command)
            self.say(translate("nobody_page", "The command was copied."))


def _paragraphs(runs: Path) -> list[tuple[str, str]]:
    """Pairs of title and text: what it does, what is stored where, and how to begin."""
    return [
        (
            translate("nobody_page", "What it does"),
            translate(
                "nobody_page",
                "Faces in your photos are found and grouped by person. You name a group once; your names "
                "are kept whatever is computed again later. You can filter by name. Captions use names "
                "only of people who have agreed to it.",
            ),
        ),
        (
            translate("nobody_page", "What is stored, and where"),
            translate(
                "nobody_page",
                "Everything stays on this machine, in {}: pictures of faces and the numbers that tell "
                "them apart in the folder faces, names and your other answers in catalog.db. Your photos "
                "are not changed. A person can be deleted for good at any time, with everything that was "
                "computed from the face.",
            ).format(runs),
        ),
        (
            translate("nobody_page", "How to begin"),
            translate(
                "nobody_page",
                "It is off for these sets. Press Look for faces to run one again (what has not changed "
                "is reused), or use the command below.",
            ),
        ),
    ]


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
