"""Asks how many photos to pick, and how many at most per hour, person or event."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from reviewer.widgets import theme
from reviewer.widgets.scrolling import scrolling
from runner.review.language import translate
from runner.review.picks.amount import Amount

_WIDTH, _SHARE = 640, 10
_MANY = 1_000_000


class AmountView(QWidget):
    """Explains picks, and has the fields and the button to start."""

    chosen = pyqtSignal(object)  # an Amount
    left = pyqtSignal()
    unmeasured = pyqtSignal(int)  # measuring was asked for: the number of photos to keep
    faceless = pyqtSignal()  # looking for people was asked for

    def __init__(self, photos: int, *, knows_people: bool, knows_sequences: bool) -> None:
        super().__init__()
        self.keep = _field(1, max(photos, 1), translate("amount", "Photos to keep"))
        self.per_hour = _field(0, _MANY, translate("amount", "At most per hour"))
        self.per_event = _field(0, _MANY, translate("amount", "At most per event"))
        self.per_person = _field(0, _MANY, translate("amount", "At most per person"))
        self.pick = QPushButton(translate("amount", "Pick the best photos"))
        self.back = QPushButton(translate("amount", "Back to the groups"))
        self.measure = QPushButton(translate("amount", "Measure and pick …"))
        self.look = QPushButton(translate("amount", "Look for faces …"))
        self._photos = photos
        self._build(knows_people, knows_sequences)
        self.pick.clicked.connect(lambda _checked: self.chosen.emit(self.amount()))
        self.back.clicked.connect(lambda _checked: self.left.emit())
        self.measure.clicked.connect(lambda _checked: self.unmeasured.emit(self.keep.value()))
        self.look.clicked.connect(lambda _checked: self.faceless.emit())

    def show_amount(self, amount: Amount, *, can_leave: bool) -> None:
        """Show the current numbers. If none has been chosen yet, a tenth of the photos is proposed."""
        self.keep.setValue(amount.keep or max(1, self._photos // _SHARE))
        for field, value in self._limits(amount):
            field.setValue(value or 0)
        self.back.setVisible(can_leave)

    def amount(self) -> Amount:
        """The numbers in the fields; a limit of 0 becomes None."""
        return Amount(
            self.keep.value(),
            self.per_hour.value() or None,
            self.per_person.value() or None,
            self.per_event.value() or None,
        )

    def _limits(self, amount: Amount) -> tuple[tuple[QSpinBox, int | None], ...]:
        return (
            (self.per_hour, amount.per_hour),
            (self.per_person, amount.per_person),
            (self.per_event, amount.per_event),
        )

    def _build(self, knows_people: bool, knows_sequences: bool) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(_label(translate("amount", "The best of %Ln photo(s)", "", self._photos), "title"))
        for text in _paragraphs():
            column.addWidget(_label(text, ""))
        if not knows_sequences:
            column.addWidget(_label(_unmeasured(), "warning"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.keep.accessibleName(), self.keep)
        for field in (self.per_hour, self.per_event, self.per_person):
            field.setSpecialValueText(translate("amount", "no limit"))
            form.addRow(field.accessibleName(), field)
        column.addLayout(form)
        self.per_person.setEnabled(knows_people)
        if not knows_people:
            column.addWidget(_label(translate("amount", "This run did not look for people."), "muted"))
        self.pick.setProperty("role", "primary")
        row = QHBoxLayout()
        for button in (self.pick, self.measure, self.look, self.back):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(scrolling(column))
        self.measure.setVisible(not knows_sequences)  # only now: shown without a parent, it would be a window
        self.look.setVisible(not knows_people)
        self.fit_text()

    def fit_text(self) -> None:
        """Limit the width so that lines stay readable at the current text size."""
        self.setMaximumWidth(theme.scaled(_WIDTH) + 60)


def _paragraphs() -> tuple[str, ...]:
    return (
        translate(
            "amount",
            "Photos of one moment form a group, and in each group the sharpest, best exposed photo with "
            "open eyes comes first. The best of all groups are then picked, spread over hours, places and "
            "people. This needs no model and takes seconds.",
        ),
        translate(
            "amount",
            "Nothing is deleted. Brackets, focus stacks and panoramas stay whole and do not count towards "
            "the number. Your own picks and rejects always win.",
        ),
    )


def _unmeasured() -> str:
    return translate(
        "amount",
        "This run did not measure sharpness, so focus stacks and panoramas are not recognised (brackets "
        "are) and may be shown as groups to choose from. To measure it, the set is run again.",
    )


def _field(least: int, most: int, name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(least, most)
    field.setGroupSeparatorShown(True)
    field.setAccessibleName(name)
    return field


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
