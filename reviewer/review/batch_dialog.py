"""One value for many photos, or the texts of one for its series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PyQt6.QtCore import QTimer, pyqtSignal
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

from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.operations import Operations
from runner.review.batch import FIELDS, copied, set_everywhere, with_keyword
from runner.review.language import number, translate
from runner.review.session import Session
from runner.review.wording import named, plain, title

LOOKED_AT = 500
"""Photos whose texts are checked while the value is typed."""
_PAUSE_MS = 300


class BatchDialog(QDialog):
    """Subject, location or one keyword more for all chosen photos; says which of them that would block."""

    chosen = pyqtSignal(object, str)

    def __init__(self, session: Session, places: Sequence[int], checks: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._checks, self._asked = checks, 0
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
        self.outcome = FindingsNote()
        form.addRow(self.outcome)
        form.addRow(_buttons(self, self._accept))
        self.setMinimumWidth(480)
        self.line.setFocus()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        self.line.textEdited.connect(lambda _text: self._ask())
        self.field.currentIndexChanged.connect(lambda _index: self._ask())

    def is_quiet(self) -> bool:
        """Whether what is shown is about the value as it is typed."""
        return not self._soon.isActive() and self._checks.is_idle()

    def _ask(self) -> None:
        self._asked += 1
        self.outcome.say("", "warning")
        self._soon.start()

    def _look(self) -> None:
        """Check the photos with the value as it is typed, off the GUI thread."""
        values, asked = self._values(self._places[:LOOKED_AT]), self._asked
        if values:
            session = self._session
            self._checks.submit(
                lambda: session.newly_blocked(session.plan_edits(values)), partial(self._looked, asked, len(values))
            )

    def _looked(self, asked: int, count: int, blocked: Mapping[int, str]) -> None:
        if asked == self._asked and self.isVisible():
            self.outcome.say(_consequence(self._session, blocked, count), "warning" if blocked else "good")

    def _values(self, places: Sequence[int]) -> dict[int, dict[str, object]]:
        value, name = " ".join(self.line.text().split()), self.field.currentData()
        if not value:
            return {}
        if name == "keywords":
            return with_keyword(self._session.snapshot, places, value)
        return set_everywhere(places, name, value)

    def _accept(self) -> None:
        value, values = " ".join(self.line.text().split()), self._values(self._places)
        if not value:
            return
        self.accept()
        said = translate("batch", "{}: {} (%Ln photo(s)).", "", len(values))
        self.chosen.emit(values, said.format(self.field.currentText(), value))


def _consequence(session: Session, blocked: Mapping[int, str], count: int) -> str:
    """What the value does to so many photos, with up to three of those that it would block."""
    if not blocked:
        return translate("batch", "None of %Ln photo(s) would become blocked.", "", count)
    said = translate("batch", "{} of %Ln photo(s) would become blocked:", "", count).format(number(len(blocked)))
    names = session.snapshot.photos.table["source_path"]
    lines = [f"{names[place].rpartition('/')[2]}: {reason}" for place, reason in list(blocked.items())[:3]]
    return "\n".join([said, *lines, *(["…"] if len(blocked) > len(lines) else [])])


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
