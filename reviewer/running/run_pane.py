"""The chosen run: its title, its state, what can be done with it, and the view that suits it."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from reviewer.running.live_run import LiveRun
from reviewer.running.quality_view import QualityView
from reviewer.running.waiting_job import WaitingJob
from reviewer.widgets.flow import Flow
from reviewer.widgets.page_stack import PageStack
from runner.review.language import moment, translate, worded
from runner.review.quality import Quality
from runner.review.wording import capital
from runner.service.overview import Entry


class RunPane(QWidget):
    """Shows one entry. The page connects its buttons."""

    def __init__(self, renditions: Path) -> None:
        super().__init__()
        self.title, self.how, self.bar = QLabel(), QLabel(), QProgressBar()
        self.pause = QPushButton(translate("runs", "Pause"))
        self.go_on = QPushButton(translate("runs", "Continue"))
        self.stop = QPushButton(translate("runs", "Stop"))
        self.review = QPushButton(translate("runs", "Review what is ready"))
        self.picks = QPushButton(translate("runs", "Picks"))
        self.copy = QPushButton(translate("runs", "Copy as command"))
        self.live, self.quality, self.job = LiveRun(renditions), QualityView(), WaitingJob()
        self.nothing = QLabel(
            translate(
                "runs",
                "No runs yet. Make a set from a folder of photos, and its run is shown here with its "
                "photos as they are done.",
            )
        )
        self.waiting = ""  # the filter of photos that need a person, once the results are known
        self._bodies = PageStack()
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that there is no run at all."""
        self.title.setText(translate("runs", "Runs"))
        self._set_visible()
        self.how.hide()
        self.bar.hide()
        self._bodies.setCurrentWidget(self.nothing)

    def show_entry(self, entry: Entry) -> None:
        """Show this entry."""
        self.title.setText(entry.title)
        self.how.setText(_how(entry))
        self.how.show()
        if entry.run is None:
            self._show_job(entry)
        elif shows_quality(entry):
            self._set_visible(self.review, self.picks, self.copy)
            self.review.setText(_review(self.waiting))
            self.bar.hide()
            self._bodies.setCurrentWidget(self.quality)
        else:
            self._show_live(entry)

    def judge(self) -> None:
        """Say that the results of the run are being read."""
        self.waiting = ""
        self.quality.show_waiting()

    def show_quality(self, found: Quality) -> None:
        """Show the results of the run, and offer the next step."""
        self.waiting = found.waiting
        self.review.setText(_review(found.waiting))
        self.quality.show_quality(found)

    def shown(self) -> QWidget | None:
        """The view that is shown."""
        return self._bodies.currentWidget()

    def _show_job(self, entry: Entry) -> None:
        assert entry.job is not None
        self._set_visible(self.copy)
        self.bar.hide()
        self.job.show_job(entry.job)
        self._bodies.setCurrentWidget(self.job)

    def _show_live(self, entry: Entry) -> None:
        assert entry.run is not None
        stands, publishes = entry.run, entry.run.file.graph == "publish"
        state = {"running": (self.pause, self.stop), "paused": (self.go_on, self.stop)}.get(stands.state, ())
        offered = (self.pause, self.go_on) if publishes else ()  # a publish is continued on its own page
        again = (self.go_on,) if stands.can_go_on and not publishes else ()
        self._set_visible(*(button for button in (*state, *again) if button not in offered), self.review, self.copy)
        ready = translate("runs", "Review what is ready")
        self.review.setText(translate("runs", "Open publish page") if publishes else ready)
        progress = stands.progress
        done, total = (
            (progress.files if progress.doing == "files" else (progress.done, progress.photos)) if progress else (0, 0)
        )
        self.bar.setRange(0, total if total or not stands.is_going else 0)
        self.bar.setValue(done)
        self.bar.setAccessibleDescription(self.how.text())
        self.bar.setVisible(stands.is_going or bool(total))
        self.live.show_run(stands)
        self._bodies.setCurrentWidget(self.live)

    def _set_visible(self, *buttons: QPushButton) -> None:
        for button in (self.pause, self.go_on, self.stop, self.review, self.picks, self.copy):
            button.setVisible(button in buttons)

    def _build(self) -> None:
        self.title.setProperty("role", "title")
        self.nothing.setProperty("role", "muted")
        self.nothing.setWordWrap(True)
        self.how.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("runs", "Whole run"))
        self.review.setProperty("role", "primary")
        row, does, layout = QHBoxLayout(), Flow(), QVBoxLayout(self)
        for button in (self.pause, self.go_on, self.stop, self.review, self.picks):
            does.addWidget(button)
        row.addLayout(does, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        for body in (self.live, self.quality, self.job, self.nothing):
            self._bodies.addWidget(body)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for widget in (self.title, self.how, self.bar):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self._bodies, 1)


def _review(waiting: str) -> str:
    return translate("runs", "Review what needs you") if waiting else translate("runs", "Review")


def shows_quality(entry: Entry) -> bool:
    """True if the entry is a finished run that is not a publish."""
    return entry.run is not None and entry.run.file.state == "finished" and entry.run.file.graph != "publish"


def _how(entry: Entry) -> str:
    """The state of an entry, when it started, and why it stopped early."""
    said = [f"{capital(worded(entry.how))}."]
    if entry.run is not None:
        file = entry.run.file
        said.append(translate("runs", "Started {}.").format(moment(entry.at.astimezone())))
        if entry.run.state in ("failed", "stopped") and file.error:
            said.append(file.error)
        if entry.run.can_go_on and file.graph != "publish":
            said.append(translate("runs", "What is done is kept. Press Continue to go on."))
    return " ".join(said)
