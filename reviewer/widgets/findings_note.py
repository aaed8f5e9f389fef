"""A line or more of what is wrong, errors before warnings, each in its colour; gone when nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QVBoxLayout, QWidget

from runner.review import wording
from runner.review.language import worded
from runner.schema import Finding

_ROLES = ("error", "warning", "good")


class FindingsNote(QWidget):
    """Words below a field, or above all of them. It takes no room without any."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        self._parts = {role: _part(role) for role in _ROLES}
        for part in self._parts.values():
            layout.addWidget(part)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what is wrong."""
        errors = [f"✗ {_sentence(finding)}" for finding in findings if finding.severity == "error"]
        warnings = [f"! {_sentence(finding)}" for finding in findings if finding.severity != "error"]
        self._show({"error": "\n".join(errors), "warning": "\n".join(warnings)})

    def say(self, said: str, role: str) -> None:
        """Show the words in the colour of error, warning or good; nothing hides the note."""
        self._show({role: said})

    def text(self, role: str | None = None) -> str:
        """What is shown in one of the colours, or in all of them."""
        shown = (part.text() for name, part in self._parts.items() if role in (None, name))
        return "\n".join(filter(None, shown))

    def _show(self, said: dict[str, str]) -> None:
        for role, part in self._parts.items():
            part.setText(said.get(role, ""))
            part.setVisible(bool(said.get(role)))
        self.setVisible(any(said.values()))


def _part(role: str) -> QLabel:
    part = QLabel()
    part.setProperty("role", role)
    part.setWordWrap(True)
    part.setTextFormat(Qt.TextFormat.PlainText)
    part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return part


def _sentence(finding: Finding) -> str:
    return f"{wording.capital(worded(finding.said))} ({finding.rule})"
