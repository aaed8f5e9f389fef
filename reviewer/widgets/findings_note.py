"""A note with one or more findings, errors before warnings, each in its colour; hidden if there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from runner.review import wording
from runner.review.language import term, translate, worded
from runner.schema import Finding

_ROLES = ("error", "warning", "good")
_FOLDED = 2
"""From this number on, warnings are folded into one line that unfolds."""


class FindingsNote(QWidget):
    """Text below a field, or above all fields. Takes no room without any. The tooltips name the rules."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        self._parts = {role: _part(role) for role in _ROLES}
        self.fold = QToolButton()
        self.fold.setProperty("role", "fold")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.toggled.connect(self._unfold)
        for part in (self._parts["error"], self.fold, self._parts["warning"], self._parts["good"]):
            layout.addWidget(part)
        self.fold.hide()
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings; several warnings are folded into one line."""
        errors = [finding for finding in findings if finding.severity == "error"]
        warnings = [finding for finding in findings if finding.severity != "error"]
        self._show({"error": _lines("✗", errors), "warning": _lines("!", warnings)})
        self._parts["error"].setToolTip(_rules(errors))
        for part in (self._parts["warning"], self.fold):
            part.setToolTip(_rules(warnings))
        is_folded = len(warnings) >= _FOLDED
        self.fold.setVisible(is_folded)
        if is_folded:
            self.fold.setText(translate("findings", "%Ln warning(s)", "", len(warnings)))
            self.fold.setAccessibleName(self.fold.text())
            self._unfold(self.fold.isChecked())

    def say(self, said: str, role: str) -> None:
        """Show a text in the role (colour) error, warning or good; an empty text hides the note."""
        self.fold.hide()
        self._show({role: said})

    def text(self, role: str | None = None) -> str:
        """The text in one role, or in all of them, folded or not."""
        said = (part.text() for name, part in self._parts.items() if role in (None, name))
        return "\n".join(filter(None, said))

    def _unfold(self, unfolded: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._parts["warning"].setVisible(unfolded)

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


def _lines(sign: str, findings: Sequence[Finding]) -> str:
    return "\n".join(f"{sign} {wording.capital(worded(finding.said))}" for finding in findings)


def _rules(findings: Sequence[Finding]) -> str:
    """The rules of these findings, by name and id, one per line."""
    return "\n".join(dict.fromkeys(f"{term('rule', finding.rule)} ({finding.rule})" for finding in findings))
