"""The frame around the editor of a field: name, source, counter, revert button, findings and decision."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from reviewer.review.conflict_strip import ConflictStrip
from reviewer.widgets.elided_label import ElidedLabel
from reviewer.widgets.findings_note import FindingsNote
from runner.review import wording
from runner.review.language import translate
from runner.schema import Finding

_BUTTON = 26
"""Width in pixels of a button with one character."""
_SPACING = 6
_COUNTED = "00 Wörter · 000"
"""The widest text of a counter in any language."""


class FieldBox(QWidget):
    """The frame of a field. Emits `typed` after a keystroke, and `left` when the field loses the focus."""

    typed = pyqtSignal()
    left = pyqtSignal()
    taken_back = pyqtSignal()
    answered = pyqtSignal(str)  # keep_mine or take_theirs: which of two people's texts to keep
    decided = pyqtSignal(str)  # approve_text or reject_text: the action of the button that was pressed

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, title = name, wording.title(name)
        self._title = QLabel(title)
        self._title.setProperty("role", "head")
        self._source, self._counter = ElidedLabel(), QLabel()
        for label in (self._source, self._counter):
            label.setProperty("role", "small")
        self._back = QToolButton()
        self._back.setProperty("role", "quiet")
        self._back.setText("↶")
        self._back.setFixedWidth(_BUTTON)
        self._back.setToolTip(translate("field_box", "Revert to the run's own text"))
        self._back.setAccessibleName(translate("field_box", "Revert: {}").format(title))
        self._back.clicked.connect(self.taken_back)
        self._findings, self._decision = FindingsNote(), FindingsNote()
        self._buttons = [
            self._button("✓", "approve_text", translate("field_box", "Approve: {}").format(title)),
            self._button("✗", "reject_text", translate("field_box", "Reject: {}").format(title)),
        ]
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 6)
        self._layout.setSpacing(3)
        self._layout.addLayout(self._head())
        self.conflict = ConflictStrip(title)
        self.conflict.answered.connect(self.answered)
        self._layout.addWidget(self.conflict)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(_SPACING)
        head.addWidget(self._title)
        head.addWidget(self._source, 1)
        head.addWidget(self._back)
        head.addWidget(self._counter)
        for button in self._buttons:
            head.addWidget(button)
        return head

    def head_width(self) -> int:
        """The width in pixels of the line above the text with all buttons and the source at its minimum width."""
        words = self._title.sizeHint().width() + self._source.minimumSizeHint().width()
        return words + self.fontMetrics().horizontalAdvance(_COUNTED) + 3 * _BUTTON + 5 * _SPACING

    def _button(self, sign: str, action: str, said: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setText(sign)
        button.setToolTip(said)
        button.setAccessibleName(said)
        button.setFixedWidth(_BUTTON)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from text to text; there are keys for these
        button.clicked.connect(lambda _checked: self.decided.emit(action))
        button.hide()
        return button

    def _finish(self, editor: QWidget) -> None:
        self._layout.addWidget(editor)
        for note in (self._findings, self._decision):
            self._layout.addWidget(note)
        self._back.hide()
        self._title.setBuddy(editor)

    def set_source(self, source: str | None, edited: bool) -> None:
        """Show where the value comes from, and offer to revert it if it was `edited`."""
        self._source.setText(source or "")
        self._back.setVisible(edited)

    def set_decision(self, said: str, role: str, *, decidable: bool) -> None:
        """Show what was decided about this text; if `decidable`, offer to decide."""
        for button in self._buttons:
            button.setVisible(decidable)
        self._decision.say(said, role)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings, errors before warnings."""
        self._findings.show_findings(findings)
