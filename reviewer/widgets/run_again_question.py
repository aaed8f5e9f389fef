"""Asks before a set is run again with something more, and whether only once or in every later run."""

from __future__ import annotations

from functools import partial

from PyQt6.QtWidgets import QCheckBox, QMessageBox, QPushButton

from reviewer.widgets.destinations import Runs
from reviewer.widgets.page import Page
from runner.intake.switch import Switch
from runner.review.language import translate
from runner.service.queue import Queue


class RunAgainQuestion(QMessageBox):
    """Cancel is the default button, so that nobody agrees by accident. The texts are set by who asks."""

    def __init__(self, switch: Switch, page: Page) -> None:
        super().__init__(page)
        self._page, self._switch, self._file = page, switch, switch.own_file()
        self.always = QCheckBox(translate("run_again", "In every later run of this set too"))
        if self._file is not None:
            said = translate("run_again", "{} is written into {}").format(f"{switch.key}: {switch.value}", self._file)
            self.always.setToolTip(said)
            self.setCheckBox(self.always)

    def offer(self, label: str) -> QPushButton:
        """Add the button that agrees, and Cancel; returns the button."""
        button = self.addButton(label, QMessageBox.ButtonRole.AcceptRole)
        assert button is not None
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
        return button

    def ask(self, queue: Queue) -> None:
        """Open, without blocking the page; once agreed, queue the run and show the runs."""
        self.accepted.connect(lambda: self._begin(queue))
        self.finished.connect(self.deleteLater)
        self.open()

    def _begin(self, queue: Queue) -> None:
        page, switch = self._page, self._switch
        file = self._file if self.always.isChecked() else None
        work = partial(switch.always, file, queue) if file else partial(switch.once, queue)
        page.operations.submit(work, lambda _nothing: page.go(Runs()), page.say)
