"""Shows how well picks predict people's decisions, and the weights fitted to them. Computed in the background."""

from __future__ import annotations

import shlex

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.widgets.operations import Operations
from reviewer.widgets.scrolling import scrolling
from runner.review.language import translate
from runner.review.picks.desk import PicksDesk
from runner.review.picks.exports import fit_command
from runner.review.picks.foreseen import Compared, Foreseen, names
from runner.review.picks.learnt import Learnt, learnt
from runner.review.wording import capital


class ForesightDialog(QDialog):
    """Shows the share of agreement with its interval, compared with the sharpest frame and chance, and the weights."""

    said = pyqtSignal(str)

    def __init__(self, desk: PicksDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._computing = desk, Operations(self)
        self.sentence, self.warning, self.weights = QLabel(), QLabel(), QLabel()
        self.copy = QPushButton(translate("foresight", "Copy the command that saves these weights"))
        self.close_it = QPushButton(translate("foresight", "Close"))
        self._grid = QGridLayout()
        self._build()
        self.sentence.setText(translate("foresight", "Comparing …"))
        self._computing.submit(lambda: learnt(desk), self._show, self.sentence.setText)

    def is_quiet(self) -> bool:
        """True if everything has been computed."""
        return self._computing.is_idle()

    def done(self, code: int) -> None:
        """Close without waiting for the computation."""
        self._computing.leave()
        super().done(code)

    def _build(self) -> None:
        self.setWindowTitle(translate("foresight", "How well picks match people's choices"))
        self.warning.setProperty("role", "warning")
        for label in (self.sentence, self.warning, self.weights):
            label.setWordWrap(True)
        note = QLabel(
            translate(
                "foresight",
                "Photos are ranked again without using these decisions, then compared with what people "
                "picked, rejected, approved and sent back. In brackets: the 95 % interval.",
            )
        )
        note.setWordWrap(True)
        note.setProperty("role", "muted")
        column = QVBoxLayout()
        column.setSpacing(10)
        for widget in (self.sentence, self.warning):
            column.addWidget(widget)
        column.addLayout(self._grid)
        column.addWidget(note)
        column.addWidget(self.weights)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.close_it)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolling(column))
        layout.addLayout(row)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(20)
        self.warning.hide()
        self.copy.setEnabled(False)
        self.copy.clicked.connect(lambda _checked: self._copy())
        self.close_it.clicked.connect(self.reject)
        self.resize(720, 520)

    def _show(self, found: Learnt) -> None:
        self._show_foreseen(found.foreseen)
        self.weights.setText("\n".join(found.weights))
        self.copy.setEnabled(found.is_fitted)

    def _show_foreseen(self, found: Foreseen) -> None:
        self.sentence.setText(found.sentence)
        self.warning.setText(found.warning)
        self.warning.setVisible(bool(found.warning))
        for measure in found.measures:
            self._add(measure)

    def _add(self, measure: Compared) -> None:
        row = self._grid.rowCount()
        what = QLabel(measure.what)
        what.setWordWrap(True)
        what.setProperty("role", "head")
        what.setContentsMargins(0, 10, 0, 0)
        self._grid.addWidget(what, row, 0, 1, 2)
        for at, (strategy, share) in enumerate(measure.shares.items(), 1):
            self._grid.addWidget(QLabel(capital(names()[strategy])), row + at, 0)
            self._grid.addWidget(QLabel(share), row + at, 1)

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(shlex.join(fit_command(self._desk)))
            self.said.emit(translate("export_picks", "The command was copied."))
