"""A run that waits in the queue, or that could not be started: when it starts, its place, and its problem."""

from __future__ import annotations

from datetime import datetime, timedelta

from PyQt6.QtCore import QTime, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QTimeEdit, QVBoxLayout, QWidget

from runner.review.language import translate
from runner.service.job import Job

_TONIGHT = QTime(22, 0)


class WaitingJob(QWidget):
    """Shows one job, and emits what a person wants; the page changes the queue."""

    moved = pyqtSignal(int)  # by this many places
    removed = pyqtSignal()
    scheduled = pyqtSignal(object)  # a local datetime, or None for as soon as possible

    def __init__(self) -> None:
        super().__init__()
        self.problem, self.about = QLabel(), QLabel()
        for label in (self.problem, self.about):
            label.setWordWrap(True)
        self.problem.setProperty("role", "error")
        self.later = QCheckBox(translate("runs", "Not before"))
        self.at = QTimeEdit(_TONIGHT)
        self.at.setDisplayFormat("HH:mm")
        self.at.setAccessibleName(translate("runs", "Not before"))
        self.earlier_place = QPushButton(translate("runs", "Start earlier"))
        self.later_place = QPushButton(translate("runs", "Start later"))
        self.remove = QPushButton(translate("runs", "Remove"))
        self.earlier_place.clicked.connect(lambda: self.moved.emit(-1))
        self.later_place.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(lambda: self.removed.emit())
        self.later.clicked.connect(self._schedule)
        self.at.editingFinished.connect(self._schedule)
        self._shown: Job | None = None
        self._build()

    def show_job(self, job: Job) -> None:
        """Show this job; a time that a person is entering stays."""
        waits = job.state == "waiting"
        for widget in (self.later, self.at, self.earlier_place, self.later_place):
            widget.setVisible(waits)
        self.problem.setText(job.problem)
        self.problem.setVisible(bool(job.problem))
        self.about.setText(_about(job))
        self.remove.setVisible(job.state != "running")
        if job != self._shown:
            self._shown = job
            self.later.setChecked(job.not_before is not None)
            if job.not_before:
                local = job.not_before.astimezone()
                self.at.setTime(QTime(local.hour, local.minute))
        self.at.setEnabled(self.later.isChecked())

    def _build(self) -> None:
        when, row, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.later, self.at):
            when.addWidget(widget)
        when.addStretch()
        for button in (self.earlier_place, self.later_place, self.remove):
            row.addWidget(button)
        row.addStretch()
        layout.addWidget(self.about)
        layout.addWidget(self.problem)
        layout.addLayout(when)
        layout.addLayout(row)
        layout.addStretch()

    def _schedule(self) -> None:
        self.at.setEnabled(self.later.isChecked())
        self.scheduled.emit(next_time(self.at.time(), datetime.now()) if self.later.isChecked() else None)


def next_time(at: QTime, now: datetime) -> datetime:
    """The next time that the clock shows `at`; `now` and the result are local times without a time zone."""
    today = now.replace(hour=at.hour(), minute=at.minute(), second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def _about(job: Job) -> str:
    if job.state == "running":
        return translate("runs", "It is starting.")
    if job.state == "ended":
        return translate("runs", "Its command failed:")
    return translate("runs", "It starts when the runs before it have ended, even if this window is closed.")
