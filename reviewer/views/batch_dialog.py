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

from reviewer.batch import FIELDS, copied, set_everywhere, with_keyword
from reviewer.session import Session
from reviewer.wording import plain


class BatchDialog(QDialog):
    """Subject, location or one keyword more for all chosen photos."""

    chosen = pyqtSignal(object, str)

    def __init__(self, session: Session, places: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._places = session, list(places)
        self.setWindowTitle(self.tr("For {} photos").format(len(self._places)))
        self.field, self.line = QComboBox(), QLineEdit()
        for name, text in (("location", self.tr("Set the location")), ("subject", self.tr("Set the subject")),
                           ("keywords", self.tr("Add a keyword"))):  # fmt: skip
            self.field.addItem(text, name)
        self.line.setAccessibleName(self.tr("Value"))
        form = QFormLayout(self)
        form.addRow(self.tr("&What"), self.field)
        form.addRow(self.tr("&Value"), self.line)
        form.addRow(_buttons(self, self._accept))
        self.setMinimumWidth(440)
        self.line.setFocus()

    def _accept(self) -> None:
        value, name = " ".join(self.line.text().split()), self.field.currentData()
        if not value:
            return
        board = self._session.board
        values = (
            with_keyword(board, self._places, value)
            if name == "keywords"
            else set_everywhere(self._places, name, value)
        )
        self.accept()
        self.chosen.emit(values, f"{self.field.currentText()}: {value} ({len(values)} photos).")


class SeriesDialog(QDialog):
    """Which texts of this photo go to the rest of its series."""

    chosen = pyqtSignal(object, str)

    def __init__(self, session: Session, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._place = session, place
        others = len(session.board.series(place)) - 1
        self.setWindowTitle(self.tr("Copy to the {} other photos of this series").format(others))
        layout = QVBoxLayout(self)
        note = QLabel(
            self.tr("Photos of one series show the same, but no two should say the same: copy what is true of all.")
        )
        note.setWordWrap(True)
        layout.addWidget(note)
        row = session.board.row(place)
        self.boxes = {
            name: QCheckBox(f"{name.replace('_', ' ')}: {plain(row[name])[:70]}") for name in FIELDS if row[name]
        }
        for name, box in self.boxes.items():
            box.setChecked(name in ("subject", "location", "keywords"))
            layout.addWidget(box)
        layout.addWidget(_buttons(self, self._accept))
        self.setMinimumWidth(460)

    def _accept(self) -> None:
        fields = [name for name, box in self.boxes.items() if box.isChecked()]
        values = copied(self._session.board, self._place, fields)
        self.accept()
        if values:
            names = ", ".join(name.replace("_", " ") for name in fields)
            self.chosen.emit(values, f"Copied {names} to {len(values)} photos of the series.")


def _buttons(dialog: QDialog, accept: object) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(accept)  # type: ignore[arg-type]
    buttons.rejected.connect(dialog.reject)
    return buttons
