"""Which captioner this computer has: two lines, and the whole answer of `runner doctor` on demand."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from PyQt6.QtGui import QFontDatabase
from PyQt6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.widgets.child import Child
from runner.review.language import translate


class MachineNote(QFrame):
    """Asks `runner doctor` in a child process. `options` are those of that command."""

    def __init__(self, options: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self._options = list(options)
        self.lines, self.more = QLabel(translate("start", "Checking this computer …")), QPushButton()
        self.lines.setWordWrap(True)
        self.lines.setProperty("role", "muted")
        self.more.setText(translate("start", "This computer …"))
        self.more.clicked.connect(lambda _checked: self.show_details())
        layout = QHBoxLayout(self)
        layout.addWidget(self.lines, 1)
        layout.addWidget(self.more)
        self._child: Child | None = self._ask("--json")
        self._child.ended.connect(self._answered)
        self._child.start()

    def is_idle(self) -> bool:
        """True once the answer has arrived or the question was given up."""
        return self._child is None

    def show_details(self) -> None:
        """Show everything that `runner doctor` says."""
        DoctorDialog(self._ask(), self).show()

    def stop(self) -> None:
        """Kill the child process; no answer is shown."""
        if self._child is not None:
            self._child.abandon()
            self._child = None

    def _ask(self, *words: str) -> Child:
        return Child([sys.executable, "-P", "-m", "runner", "doctor", *words, *self._options], self)

    def _answered(self, code: int) -> None:
        child, self._child = self._child, None
        if child is not None:
            said = lines(child.said_all) if code == 0 else child.complaints.strip()
            self.lines.setText(said or translate("start", "This computer did not answer."))


def lines(answer: str) -> str:
    """Two lines from `runner doctor --json`: what would write, and what would be better. Empty if it cannot be read."""
    try:
        found: Mapping[str, Any] = json.loads(answer)
        sees, advised, first = found["auto"]["sees"], found["advised"], found["summary"][0]
    except (ValueError, KeyError, TypeError, IndexError):
        return ""
    return f"{first}\n{_better(sees, advised)}"


def _better(sees: bool, advised: str | None) -> str:
    if sees:
        return translate("start", "It writes the texts of new sets unless you choose another captioner.")
    if advised is None:
        return translate(
            "start", "For a model that sees them, start Ollama or LM Studio with a vision model, if you have it."
        )
    said = translate(
        "start",
        "For a model that sees them, choose {} in a new set (it is downloaded first), or start Ollama, if you have it.",
    )
    return said.format(advised)


class DoctorDialog(QDialog):
    """Shows the text that `runner doctor` prints; it can be selected and copied."""

    def __init__(self, child: Child, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("start", "This computer"))
        self._child: Child | None = child
        self.text, close = QPlainTextEdit(), QPushButton(translate("start", "Close"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setPlainText(translate("start", "Checking this computer …"))
        close.clicked.connect(lambda _checked: self.close())
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(close)
        self.resize(860, 520)
        child.ended.connect(self._answered)
        self.finished.connect(lambda _result: self._leave())
        child.start()

    def is_idle(self) -> bool:
        """True once the answer has arrived or the question was given up."""
        return self._child is None

    def _answered(self, code: int) -> None:
        child, self._child = self._child, None
        if child is not None:
            self.text.setPlainText((child.said_all if code == 0 else child.complaints).strip())

    def _leave(self) -> None:
        if self._child is not None:
            self._child.abandon()
        self.deleteLater()
