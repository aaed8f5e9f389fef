"""One value for many photos, or the texts of one for its series."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from runner.review.batch import FIELDS, copied, set_everywhere, with_keyword
from runner.review.language import translate
from runner.review.session import Session
from runner.review.wording import named, plain, title


class BatchDialog(QDialog):
    """Subject, location or one keyword more for all chosen photos."""

    chosen = pyqtSignal(object, str)

    def __init__(self, session: Session, places: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._places = session, list(places)
        self.setWindowTitle(translate("batch", "For %Ln photo(s)", "", len(self._places)))
        self.field, self.line = QComboBox(), QLineEdit()
        self.field.addItem(translate("batch", "Set the location"), "location")
        self.field.addItem(translate("batch", "Set the subject"), "subject")
        self.field.addItem(translate("batch", "Add a keyword"), "keywords")
        self.line.setAccessibleName(translate("batch", "Value"))
        form = QFormLayout(self)
        form.addRow(translate("batch", "&What"), self.field)
        form.addRow(translate("batch", "&Value"), self.line)
        form.addRow(_buttons(self, self._accept))
        self.setMinimumWidth(440)
        self.line.setFocus()

    def _accept(self) -> None:
        value, name = " ".join(self.line.text().split()), self.field.currentData()
        if not value:
            return
        snapshot = self._session.snapshot
        values = (
            with_keyword(snapshot, self._places, value)
            if name == "keywords"
            else set_everywhere(self._places, name, value)
        )
        self.accept()
        said = translate("batch", "{}: {} (%Ln photo(s)).", "", len(values))
        self.chosen.emit(values, said.format(self.field.currentText(), value))


class SeriesDialog(QDialog):
    """Which texts of this photo go to the rest of its series."""

    chosen = pyqtSignal(object, str)

    def __init__(self, session: Session, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._place = session, place
        others = len(session.snapshot.series(place)) - 1
        self.setWindowTitle(translate("batch", "Copy to %Ln other photo(s) of this series", "", others))
        layout = QVBoxLayout(self)
        note = QLabel(
            translate(
                "batch", "Photos of one series show the same, but no two should say the same: copy what is true of all."
            )
        )
        note.setWordWrap(True)
        layout.addWidget(note)
        row = session.snapshot.row(place)
        self.boxes = {name: QCheckBox(f"{title(name)}: {plain(row[name])[:70]}") for name in FIELDS if row[name]}
        for name, box in self.boxes.items():
            box.setChecked(name in ("subject", "location", "keywords"))
            layout.addWidget(box)
        layout.addWidget(_buttons(self, self._accept))
        self.setMinimumWidth(460)

    def _accept(self) -> None:
        fields = [name for name, box in self.boxes.items() if box.isChecked()]
        values = copied(self._session.snapshot, self._place, fields)
        self.accept()
        if values:
            said = translate("batch", "Copied {} to %Ln photo(s) of the series.", "", len(values))
            self.chosen.emit(values, said.format(", ".join(map(named, fields))))


def _buttons(dialog: QDialog, accept: object) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(accept)  # type: ignore[arg-type]
    buttons.rejected.connect(dialog.reject)
    return buttons
