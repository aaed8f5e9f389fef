"""Texts regenerated: what stands beside what the captioner writes, and which of it to accept."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.widgets.child import Child
from reviewer.widgets.document import document, marked
from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.scrolling import scrolling
from runner.review import generating
from runner.review.generating import Proposal
from runner.review.language import translate
from runner.review.session import Session
from runner.review.wording import difference, named, plain, title
from runner.schema import TEXTS

_WIDTH = 340
"""Pixels of a column of texts."""


class GenerateDialog(QDialog):
    """Stays beside the window while the captioner writes: reviewing goes on meanwhile."""

    chosen = pyqtSignal(object, str)  # values by place and field, and what they are called
    begins = pyqtSignal()  # it is written once more
    alone = pyqtSignal()  # the photos that wait for their turn are not wanted any more
    ready = pyqtSignal(str)  # a sentence, when it is at its end

    def __init__(self, session: Callable[[], Session], item: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self.item = session, item
        self._child: Child | None = None
        self._made: Proposal | None = None
        self.name = str(session().snapshot.row(self._place())["source_path"]).rpartition("/")[2]
        self.setWindowTitle(translate("generate", "Regenerate: {}").format(self.name))
        self.note, self.bar = QLabel(), QProgressBar()
        self.take = QPushButton(translate("generate", "Accept"))
        self.again = QPushButton(translate("generate", "Regenerate"))
        self.stop_it = QPushButton(translate("generate", "Stop"))
        self.leave, self.skip = QPushButton(), QPushButton(translate("generate", "Skip the others"))
        self.boxes: dict[str, QCheckBox] = {name: QCheckBox(title(name)) for name in TEXTS}
        self._old, self._new = (dict[str, QLabel]((name, QLabel()) for name in TEXTS) for _ in range(2))
        self._found: dict[str, FindingsNote] = {name: FindingsNote() for name in TEXTS}
        self._build()
        self._connect()
        self.set_waiting(0)
        self.write()

    def _build(self) -> None:
        layout, buttons = QVBoxLayout(self), QHBoxLayout()
        self.note.setWordWrap(True)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(translate("generate", "The captioner writes"))
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        for button in (self.take, self.again, self.stop_it, self.skip, self.leave):
            button.setAutoDefault(button is self.take)
            buttons.addWidget(button)
        layout.addWidget(self.note)
        layout.addWidget(self.bar)
        layout.addWidget(scrolling(self._table()), 1)
        layout.addLayout(buttons)
        self.resize(2 * _WIDTH + 80, 520)

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(20)
        for column, said in enumerate((translate("generate", "Current"), translate("generate", "New"))):
            head = QLabel(said)
            head.setProperty("role", "muted")
            table.addWidget(head, 0, column)
            table.setColumnStretch(column, 1)
        for number, name in enumerate(TEXTS):
            line = QFrame()
            line.setProperty("role", "rule")
            row = 1 + 4 * number
            table.addWidget(line, row, 0, 1, 2)
            table.addWidget(self.boxes[name], row + 1, 0, 1, 2)
            table.addWidget(self._old[name], row + 2, 0)
            table.addWidget(self._new[name], row + 2, 1)
            table.addWidget(self._found[name], row + 3, 1)
            for label in (self._old[name], self._new[name]):
                label.setWordWrap(True)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        table.setRowStretch(1 + 4 * len(TEXTS), 1)
        return table

    def _connect(self) -> None:
        self.take.clicked.connect(lambda _checked: self._take())
        self.again.clicked.connect(lambda _checked: self.write())
        self.stop_it.clicked.connect(lambda _checked: self._stop())
        self.skip.clicked.connect(lambda _checked: self.alone.emit())
        self.leave.clicked.connect(lambda _checked: self._go_on())
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._arrange())

    def is_idle(self) -> bool:
        """Whether the captioner is done."""
        return self._child is None

    def set_waiting(self, count: int) -> None:
        """Say how many photos come after this one: then closing it goes on to the next."""
        onward = translate("generate", "Next (%Ln waiting)", "", count)
        self.leave.setText(onward if count else translate("generate", "Close"))
        self.skip.setVisible(count > 0)

    def write(self) -> None:
        """Let the runner's captioner write."""
        if self._child is not None:
            return
        self.begins.emit()
        self._made = None
        self.note.setText(translate("generate", "Starting …"))
        child = self._child = Child(generating.command(self._session().review_set, self.item), self)
        child.said.connect(self._said)
        child.ended.connect(lambda code: self._ended(child, code))
        self.refresh()
        child.start()

    def refresh(self) -> None:
        """Show what stands now beside what is new."""
        row, made = self._session().snapshot.row(self._place()), self._made
        new = generating.changed(self._session(), made) if made else {}
        for name, box in self.boxes.items():
            old = plain(row[name])
            self._old[name].setText(escape(old) or "—")
            text = _came(old, plain(new[name])) if name in new else self._nothing(name)
            self._new[name].setText(document([f"<span>{text}</span>"]))
            box.setEnabled(name in new)
            box.setChecked(box.isChecked() and name in new)
            self._found[name].show_findings(self._made.found(name) if self._made and name in new else [])
        self._arrange()

    def reject(self) -> None:
        """Close it, and let the photos in line go: Escape is no way to the next of them."""
        self.alone.emit()
        self._go_on()

    def _go_on(self) -> None:
        """Close it. A captioner that writes still is ended: it leaves nothing behind."""
        self.end()
        super().reject()

    def end(self) -> None:
        """End what runs."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.end()
        self.hide()

    def _nothing(self, name: str) -> str:
        if self._made is None:
            return "…" if self._child else "—"
        empty = not self._made.texts[name]
        return escape(translate("generate", "nothing") if empty else translate("generate", "unchanged"))

    def _arrange(self) -> None:
        runs = self._child is not None
        count = sum(box.isChecked() for box in self.boxes.values())
        self.take.setEnabled(count > 0 and not runs)
        some = translate("generate", "Accept %n text(s)", "", count)
        self.take.setText(some if count else translate("generate", "Accept"))
        self.again.setEnabled(not runs)
        self.stop_it.setEnabled(runs)
        self.bar.setVisible(runs)

    def _said(self, line: str) -> None:
        if said := generating.progress(line):
            self.note.setText(said)

    def _ended(self, child: Child, code: int) -> None:
        self._child = None
        child.deleteLater()
        self._made = generating.proposal(child.said_all) if code == 0 else None
        sentence = self._about(code, child.complaints)
        advised = generating.advised(self._session(), self._made) if self._made else set()
        for name, box in self.boxes.items():
            box.setChecked(name in advised)
        self.refresh()
        self.note.setText(sentence)
        self.ready.emit(sentence)
        (self.take if self.take.isEnabled() else self.again).setFocus()

    def _about(self, code: int, complaints: str) -> str:
        if self._made is None:
            return generating.meaning(code, complaints.splitlines())
        if not generating.changed(self._session(), self._made):
            return generating.nothing_new(self._made)
        return translate("generate", "{} has written new texts for {}.").format(self._made.model, self.name)

    def _stop(self) -> None:
        if self._child is not None:
            self._child.kill()

    def _take(self) -> None:
        if self._made is None:
            return
        new = generating.changed(self._session(), self._made)
        values = {name: value for name, value in new.items() if self.boxes[name].isChecked()}
        names = ", ".join(map(named, values))
        self.chosen.emit({self._place(): values}, translate("generate", "Accepted {} of {}.").format(names, self.name))
        self.accept()

    def _place(self) -> int:
        return self._session().snapshot.places[self.item]


def _came(old: str, new: str) -> str:
    """The new text with what the old one has not got underlined; the old one stands beside it."""
    return marked([piece for piece in difference(old, new) if piece.kind != "gone"])
