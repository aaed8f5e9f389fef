"""Asks before a set is run again with something more, and whether only once or in every later run."""

from __future__ import annotations

from PyQt6.QtWidgets import QCheckBox, QMessageBox, QPushButton, QWidget

from runner.intake.switch import Switch
from runner.review.language import translate
from runner.service.queue import Queue


class RunAgainQuestion(QMessageBox):
    """Cancel is the default button, so that nobody agrees by accident. The texts are set by who asks."""

    def __init__(self, switch: Switch, parent: QWidget) -> None:
        super().__init__(parent)
        self.switch, self._file = switch, switch.own_file()
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

    def carry_out(self, queue: Queue) -> None:
        """Queue the run, and change the set's file if that was asked for. Raises ConfigError or EnvError."""
        if self._file is not None and self.always.isChecked():
            self.switch.always(self._file, queue)
        else:
            self.switch.once(queue)
