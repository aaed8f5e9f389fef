"""A line or more of what is wrong, errors before warnings; gone when nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel

from runner.review import wording
from runner.review.language import worded
from runner.schema import Finding


class FindingsNote(QLabel):
    """Words below a field, or above all of them. It takes no room without any."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what is wrong."""
        errors = [finding for finding in findings if finding.severity == "error"]
        warnings = [finding for finding in findings if finding.severity != "error"]
        lines = [f"✗ {_sentence(finding)}" for finding in errors] + [f"! {_sentence(finding)}" for finding in warnings]
        self.say("\n".join(lines), "error" if errors else "warning")

    def say(self, said: str, role: str) -> None:
        """Show the words in the colours of a role of the theme; nothing hides the note."""
        if self.property("role") != role:
            self.setProperty("role", role)
            style = self.style()
            if style is not None:
                style.polish(self)
        self.setText(said)
        self.setVisible(bool(said))


def _sentence(finding: Finding) -> str:
    return f"{wording.capital(worded(finding.said))} ({finding.rule})"
