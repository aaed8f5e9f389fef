"""Asks which texts of a photo to copy to the rest of its series, and says which photos that would block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from reviewer.review.consequence_note import ConsequenceNote
from reviewer.widgets.operations import Operations
from runner.review.batch import FIELDS, copied
from runner.review.consequences import foresee
from runner.review.edits import NewTexts
from runner.review.language import translate
from runner.review.session import Session
from runner.review.wording import named, plain, title


class SeriesDialog(QDialog):
    """A check box for each text that can be copied. Those that usually apply to a whole series are checked."""

    chosen = pyqtSignal(object, object)  # the NewTexts, and a function that describes the change for a number of photos

    def __init__(self, session: Session, place: int, checks: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._seen, self._place = session, session.snapshot, place
        others = len(self._seen.series(place)) - 1
        self.setWindowTitle(translate("batch", "Copy to %Ln other photo(s) of this series", "", others))
        row = self._seen.row(place)
        self.boxes = {name: QCheckBox(f"{title(name)}: {plain(row[name])[:70]}") for name in FIELDS if row[name]}
        self.outcome = ConsequenceNote(session, checks)
        self._build()
        self._arrange()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        note = QLabel(
            translate(
                "batch",
                "Photos of one series show the same thing, but no two should have the same text: copy "
                "only what is true of all.",
            )
        )
        note.setWordWrap(True)
        layout.addWidget(note)
        for name, box in self.boxes.items():
            box.setChecked(name in ("subject", "location", "keywords"))
            box.toggled.connect(lambda _on: self._arrange())
            layout.addWidget(box)
        layout.addWidget(self.outcome)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)

    def _fields(self) -> list[str]:
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def _texts(self) -> NewTexts:
        return copied(self._seen, self._place, self._fields())

    def _arrange(self) -> None:
        session, values = self._session, self._texts().values
        self.outcome.ask((lambda: foresee(session, values)) if values else None)

    def _accept(self) -> None:
        texts = self._texts()
        self.accept()
        if texts.values:
            self.chosen.emit(texts, partial(_said, self._fields()))


def _said(fields: Sequence[str], count: int) -> str:
    said = translate("batch", "Copied {} to %Ln photo(s) of the series.", "", count)
    return said.format(", ".join(map(named, fields)))
