"""Asks how finely to split a group: a slider with a preview of the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSlider

from runner.review.language import number, translate

By = Literal["similarity", "time"]
_WAIT_MS = 120
"""Milliseconds before a preview is computed: nobody needs one for every step that the slider passes."""

_STEPS = 20
_HOURS = (0.5, 1, 2, 4, 8, 12, 24, 48, 72, 168, 336, 720, 1440, 2880, 4320, 8760, 17520, 26280, 43800, 61320, 87600)
"""Gaps from half an hour to ten years, one for each step of the slider."""

_LISTED = 8


class SplitBar(QFrame):
    """The bar below the faces of a group that is being split. Nothing changes before Split is pressed."""

    moved = pyqtSignal()  # a new preview is needed
    accepted = pyqtSignal()
    left = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.by: By = "similarity"
        self._least = 0.0
        self.about, self.result = QLabel(), QLabel()
        for label in (self.about, self.result):
            label.setWordWrap(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setAccessibleName(translate("split", "How finely to split the group"))
        self.split = QPushButton(translate("split", "Split"))
        self.split.setProperty("role", "primary")
        self.cancel = QPushButton(translate("split", "Cancel"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._build()
        self._soon.timeout.connect(self.moved)
        self.slider.valueChanged.connect(lambda _value: self._slid())
        self.split.clicked.connect(lambda _checked: self.accepted.emit())
        self.cancel.clicked.connect(lambda _checked: self.left.emit())
        self.hide()

    def begin(self, by: By, least: float) -> None:
        """Show the slider, starting with a coarse split; `least` is the cosine from which faces belong to one group."""
        self.by, self._least = by, least
        self.slider.setValue(4 if by == "similarity" else 8)
        self.split.setEnabled(False)
        self.result.setText(translate("split", "Looking …"))
        self.show()
        self.slider.setFocus()
        self._slid()

    @property
    def cosine(self) -> float:
        """The average cosine from which groups stay in one part; the steps of the slider get smaller towards 1."""
        return 1 - (1 - self._least) * (1 - self.slider.value() / (_STEPS + 1)) ** 2

    @property
    def hours(self) -> float:
        """The gap between capture times that separates two parts."""
        return float(_HOURS[len(_HOURS) - 1 - self.slider.value()])

    def show_parts(self, parts: Sequence[Sequence[str]]) -> None:
        """Show how many parts there would be, and how large they are."""
        self.split.setEnabled(len(parts) > 1)
        if len(parts) < 2:
            self.result.setText(translate("split", "This does not split the group."))
            return
        sizes = ", ".join(number(len(part), 0) for part in parts[:_LISTED])
        sizes += " …" if len(parts) > _LISTED else ""
        self.result.setText(translate("split", "%Ln part(s) of {} faces", "", len(parts)).format(sizes))

    def is_waiting(self) -> bool:
        """True if a preview is about to be requested."""
        return self._soon.isActive()

    def _build(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setHorizontalSpacing(14)
        layout.addWidget(self.about, 0, 0)
        layout.addWidget(self.slider, 1, 0)
        layout.addWidget(self.result, 0, 1, 1, 2)
        layout.addWidget(self.split, 1, 1)
        layout.addWidget(self.cancel, 1, 2)
        layout.setColumnStretch(0, 2)
        layout.setColumnStretch(1, 1)

    def _slid(self) -> None:
        self.about.setText(self._sentence())
        self._soon.start()

    def _sentence(self) -> str:
        if self.by == "similarity":
            said = translate("split", "Faces in a part are at least {}% alike")
            return said.format(number(100 * self.cosine, 1))
        if self.hours < 48:
            hours = number(self.hours, 0 if self.hours >= 1 else 1)
            return translate("split", "Parts are at least {} hours apart").format(hours)
        return translate("split", "Parts are at least {} days apart").format(number(self.hours / 24, 0))
