"""The current and the regenerated texts of one photo side by side, and which of them to accept."""

from __future__ import annotations

from html import escape

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from reviewer.widgets.document import document, marked
from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.scrolling import scrolling
from runner.review import generating
from runner.review.generating import Proposal
from runner.review.language import translate
from runner.review.session import Session
from runner.review.wording import difference, plain, title
from runner.schema import TEXTS


class RegeneratedTexts(QWidget):
    """Three texts with a check box each. Recommended texts are checked: never one that replaces a person's text."""

    changed = pyqtSignal()  # the choice of texts to accept has changed

    def __init__(self) -> None:
        super().__init__()
        self._made: Proposal | None = None
        self.boxes: dict[str, QCheckBox] = {name: QCheckBox(title(name)) for name in TEXTS}
        self._old, self._new = (dict[str, QLabel]((name, QLabel()) for name in TEXTS) for _ in range(2))
        self._found: dict[str, FindingsNote] = {name: FindingsNote() for name in TEXTS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self._table()))
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self.changed.emit())

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(20)
        for column, said in enumerate((translate("generate", "Current"), translate("generate", "New"))):
            head = QLabel(said)
            head.setProperty("role", "muted")
            table.addWidget(head, 0, column)
            table.setColumnStretch(column, 1)
        for number, name in enumerate(TEXTS):
            self._add_text(table, 1 + 4 * number, name)
        table.setRowStretch(1 + 4 * len(TEXTS), 1)
        return table

    def _add_text(self, table: QGridLayout, row: int, name: str) -> None:
        line = QFrame()
        line.setProperty("role", "rule")
        table.addWidget(line, row, 0, 1, 2)
        table.addWidget(self.boxes[name], row + 1, 0, 1, 2)
        table.addWidget(self._old[name], row + 2, 0)
        table.addWidget(self._new[name], row + 2, 1)
        table.addWidget(self._found[name], row + 3, 1)
        self._old[name].setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._old[name], self._new[name]):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_proposal(self, session: Session, item: str, made: Proposal | None) -> None:
        """Show the current texts beside the new ones, if any. Boxes keep their state if the new texts are the same."""
        row = session.snapshot.row(session.snapshot.places[item])
        new = generating.changed(session, made) if made else {}
        is_same, self._made = made is not None and made is self._made, made
        advised = generating.advised(session, made) if made else set()
        for name, box in self.boxes.items():
            old = plain(row[name])
            self._old[name].setText(old or "—")
            text = _came(old, plain(new[name])) if name in new else _nothing(made, name)
            self._new[name].setText(document([f"<span>{text}</span>"]))
            box.setEnabled(name in new)
            box.setChecked(name in new and (box.isChecked() if is_same else name in advised))
            self._found[name].show_findings(made.found(name) if made and name in new else [])

    def accepted(self) -> set[str]:
        """The fields whose new texts are to be accepted."""
        return {name for name, box in self.boxes.items() if box.isChecked()}


def _nothing(made: Proposal | None, name: str) -> str:
    if made is None:
        return "—"
    said = translate("generate", "unchanged") if made.texts[name] else translate("generate", "nothing")
    return escape(said)


def _came(old: str, new: str) -> str:
    """The new text with its additions marked; the old text is shown beside it."""
    return marked([piece for piece in difference(old, new) if piece.kind != "gone"])
