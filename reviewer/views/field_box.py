"""What every field has around its editor: name, source, counter, a way back, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from runner.schema import Finding


class FieldBox(QWidget):
    """Base of the fields. `typed` after a person's keystroke, `left` when the focus went elsewhere."""

    typed = pyqtSignal()
    left = pyqtSignal()
    taken_back = pyqtSignal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.name = name
        self._title = QLabel(title)
        self._title.setProperty("role", "head")
        self._source, self._counter = QLabel(), QLabel()
        for label in (self._source, self._counter):
            label.setProperty("role", "small")
        self._back = QToolButton()
        self._back.setProperty("role", "quiet")
        self._back.setText(self.tr("↶ as before"))
        self._back.setToolTip(self.tr("Take your text back: the run's text stands again"))
        self._back.setAccessibleName(self.tr("Take back: {}").format(title))
        self._back.clicked.connect(self.taken_back)
        self._findings = QLabel()
        self._findings.setWordWrap(True)
        self._findings.setTextFormat(Qt.TextFormat.PlainText)
        self._findings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 6)
        self._layout.setSpacing(3)
        self._layout.addLayout(self._head())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._source)
        head.addStretch(1)
        head.addWidget(self._back)
        head.addWidget(self._counter)
        return head

    def _finish(self, editor: QWidget) -> None:
        self._layout.addWidget(editor)
        self._layout.addWidget(self._findings)
        self._findings.hide()
        self._back.hide()
        self._title.setBuddy(editor)

    def value(self) -> Any:
        """What stands in the editor."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Put a text into the editor, without `typed`."""
        raise NotImplementedError

    def finish(self) -> None:
        """Take what is half entered as meant. Prose is never half entered."""

    def focus(self) -> None:
        """Let the person type here."""
        raise NotImplementedError

    def set_source(self, source: str | None, edited: bool) -> None:
        """Say where the value comes from, and offer the way back from a person's text."""
        self._source.setText(source or "")
        self._back.setVisible(edited)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Say what is wrong: errors before warnings."""
        errors = [finding for finding in findings if finding.severity == "error"]
        warnings = [finding for finding in findings if finding.severity != "error"]
        lines = [f"✗ {_sentence(finding)}" for finding in errors] + [f"! {_sentence(finding)}" for finding in warnings]
        role = "error" if errors else "warning"
        if self._findings.property("role") != role:
            self._findings.setProperty("role", role)
            style = self._findings.style()
            if style is not None:
                style.polish(self._findings)
        self._findings.setText("\n".join(lines))
        self._findings.setVisible(bool(lines))


def _sentence(finding: Finding) -> str:
    return f"{finding.message[:1].upper()}{finding.message[1:]} ({finding.rule})"
