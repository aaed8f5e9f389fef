"""The bar at the bottom of the intake: when to start the sets, and what would be written."""

from __future__ import annotations

from datetime import datetime, timedelta

from PyQt6.QtCore import QTime
from PyQt6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QTimeEdit

from reviewer.widgets.flow import Flow
from runner.review.language import translate

TONIGHT = QTime(22, 0)


class StartBar(QFrame):
    """Holds the buttons; the page connects them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.later, self.at = QCheckBox(translate("intake", "Not before")), QTimeEdit(TONIGHT)
        self.at.setDisplayFormat("HH:mm")
        self.at.setAccessibleName(translate("intake", "Earliest start time"))
        self.at.setEnabled(False)
        self.later.toggled.connect(self.at.setEnabled)
        self.command = QPushButton(translate("intake", "Copy as command"))
        self.yaml = QPushButton(translate("intake", "Show YAML"))
        self.one, self.all = QPushButton(translate("intake", "Start this set")), QPushButton()
        self.all.setProperty("role", "primary")
        layout = QHBoxLayout(self)
        for quiet in (self.later, self.at):
            layout.addWidget(quiet)
        buttons = Flow(1)  # one below the other if the window is narrow and the text large
        for button in (self.command, self.yaml, self.one, self.all):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        layout.addLayout(buttons, 1)

    def show_count(self, ready: int, rows: int, *, current: bool) -> None:
        """Show how many sets would start; `current` is true if the current one can."""
        text = translate("intake", "Start set") if rows == 1 else translate("intake", "Start %Ln set(s)", "", ready)
        self.all.setText(text)
        self.all.setEnabled(ready > 0)
        self.one.setVisible(rows > 1)
        self.one.setEnabled(current)

    def not_before(self, now: datetime) -> datetime | None:
        """The next time that the clock shows the chosen time, in local time; None if sets may start at once."""
        if not self.later.isChecked():
            return None
        at = now.replace(hour=self.at.time().hour(), minute=self.at.time().minute(), second=0, microsecond=0)
        return at if at > now else at + timedelta(days=1)
