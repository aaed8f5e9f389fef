"""The stages of a run: the name of each, a bar, and its progress in words."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from reviewer.widgets.elided_label import ElidedLabel
from runner.reports.pace import in_words
from runner.review.language import number, term, translate, worded
from runner.store.progress_file import StageProgress


class StageBars(QWidget):
    """One line per stage. Lines are made once and then updated."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, _StageLine] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)

    def show_stages(self, stages: Sequence[StageProgress]) -> None:
        """Show these stages, in this order."""
        if [stage.name for stage in stages] != list(self.lines):
            self._make(stages)
        for stage in stages:
            self.lines[stage.name].show_stage(stage)

    def _make(self, stages: Sequence[StageProgress]) -> None:
        for line in self.lines.values():
            line.remove()
        self.lines = {stage.name: _StageLine(stage.name) for stage in stages}
        for row, line in enumerate(self.lines.values()):
            for column, widget in enumerate((line.title, line.bar, line.far)):
                self._grid.addWidget(widget, row, column)


class _StageLine:
    """The widgets of one stage."""

    def __init__(self, name: str) -> None:
        self.title, self.bar, self.far = QLabel(term("step", name)), QProgressBar(), ElidedLabel()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(self.title.text())
        self.far.setProperty("role", "muted")
        self.far.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_stage(self, stage: StageProgress) -> None:
        """Update the bar and the text."""
        self.bar.setRange(0, max(1, stage.total))
        self.bar.setValue(1 if stage.finished and not stage.total else stage.done)
        said = far(stage)
        self.far.setText(said)
        self.bar.setAccessibleDescription(said)

    def remove(self) -> None:
        """Delete the widgets."""
        for widget in (self.title, self.bar, self.far):
            widget.deleteLater()


def far(stage: StageProgress) -> str:
    """The progress of a stage, its speed, and the time left, in words."""
    said = [translate("runs", "{} of {}").format(number(stage.done), number(stage.total))] if stage.total else []
    if stage.finished and stage.total:
        said = [translate("runs", "%Ln photo(s) done", "", stage.done)]
    if stage.reused:
        said.append(translate("runs", "{} reused").format(number(stage.reused)))
    if stage.failed:
        said.append(translate("runs", "%Ln failed", "", stage.failed))
    if stage.per_s and not stage.finished:
        said.append(speed(stage.per_s))
    if stage.seconds_left and not stage.finished:
        said.append(translate("runs", "{} left").format(worded(in_words(stage.seconds_left))))
    return ", ".join(said) or translate("runs", "nothing to do")


def speed(per_s: float) -> str:
    """Photos per second, or seconds per photo if that is the larger number."""
    if per_s >= 1:
        return translate("runs", "{} a second").format(number(per_s, 1))
    return translate("runs", "{} s each").format(number(1 / per_s, 1))
