"""Find and replace in the chosen photos. Nothing changes before the preview is shown and Replace is pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reviewer.review.consequence_note import ConsequenceNote
from reviewer.widgets.document import document, marked
from reviewer.widgets.operations import Operations
from runner.review.batch import FIELDS, Replacement, replaced
from runner.review.consequences import foresee
from runner.review.edits import NewTexts
from runner.review.language import translate
from runner.review.session import Session
from runner.review.snapshot import Snapshot
from runner.review.wording import difference, named, plain, title
from runner.schema import TEXTS

SHOWN = 100
"""At most so many photos are listed with their changes; all are counted."""


class ReplaceDialog(QDialog):
    """Asks what to find, what to replace it with and where, and previews the texts."""

    chosen = pyqtSignal(object, object)  # the NewTexts, and a function that describes the change for a number of photos

    def __init__(self, session: Session, places: Sequence[int], checks: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._places, self._checks = session, list(places), checks
        self._asked = 0
        self._texts = NewTexts(session.snapshot, {})
        self.setWindowTitle(translate("replace", "Find and replace in %Ln photo(s)", "", len(self._places)))
        self.search, self.substitute = QLineEdit(), QLineEdit()
        self._whole = QCheckBox(translate("replace", "Whole words"))
        self._case = QCheckBox(translate("replace", "Match case"))
        self._whole.setChecked(True)
        self._fields = {name: QCheckBox(title(name)) for name in FIELDS}
        self._preview, self._count = QTextBrowser(), QLabel()
        self.outcome = ConsequenceNote(session, checks)
        self._preview.setAccessibleName(translate("replace", "Preview of the texts"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self._look)
        self._build()
        self._show(self._texts)

    def _build(self) -> None:
        form = QFormLayout()
        form.addRow(translate("replace", "&Find"), self.search)
        form.addRow(translate("replace", "Replace &with"), self.substitute)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        for box in (self._whole, self._case, *self._fields.values()):
            box.toggled.connect(lambda _on: self._ask())
            form.addRow("", box)
        for name in TEXTS:
            self._fields[name].setChecked(True)
        for line in (self.search, self.substitute):
            line.textChanged.connect(lambda _text: self._ask())
        layout.addWidget(self._count)
        layout.addWidget(self.outcome)
        layout.addWidget(self._preview, 1)
        layout.addWidget(self._buttons)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self.resize(640, 640)

    def _wish(self) -> Replacement:
        fields = tuple(name for name, box in self._fields.items() if box.isChecked())
        return Replacement(
            self.search.text(), self.substitute.text(), fields, self._whole.isChecked(), self._case.isChecked()
        )

    def _ask(self) -> None:
        """The input has changed: disable Replace until its effect is known."""
        self._asked += 1
        self._button().setEnabled(False)
        self._soon.start()

    def _look(self) -> None:
        """Search for the words in the background."""
        session, places, wish, asked = self._session, self._places, self._wish(), self._asked
        self._checks.submit(lambda: replaced(session.snapshot, places, wish), partial(self._found, asked))

    def _found(self, asked: int, texts: NewTexts) -> None:
        if asked == self._asked and self.isVisible():
            self._show(texts)

    def _show(self, texts: NewTexts) -> None:
        session, values, self._texts = self._session, texts.values, texts
        count = sum(len(fields) for fields in values.values())
        counted = translate("replace", "%Ln text(s)", "", count)
        said = translate("replace", "{} of %Ln photo(s) would change.", "", len(values))
        self._count.setText(said.format(counted))
        self._button().setText(translate("replace", "Replace"))
        self._button().setEnabled(count > 0)
        self.outcome.ask((lambda: foresee(session, values)) if values else None)
        shown = list(values.items())[:SHOWN]
        self._preview.setHtml(document([_lines(texts.snapshot, place, fields) for place, fields in shown]))

    def _button(self) -> QPushButton:
        button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert button is not None
        return button

    def _accept(self) -> None:
        if self._texts.values and self._button().isEnabled():
            self.accept()
            self.chosen.emit(self._texts, partial(_said, self._wish()))


def _said(wish: Replacement, count: int) -> str:
    said = translate("replace", "Replaced “{}” by “{}” in %Ln photo(s).", "", count)
    return said.format(wish.find, wish.replace)


def _lines(snapshot: Snapshot, place: int, fields: Mapping[str, object]) -> str:
    row = snapshot.row(place)
    name = escape(str(row["source_path"]).rpartition("/")[2])
    texts = []
    for field, value in fields.items():
        change = marked(difference(plain(row[field]), plain(value)))
        texts.append(f"<p><span class='muted'>{name} · {named(field)}</span><br>{change}</p>")
    return "".join(texts)
