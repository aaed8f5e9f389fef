"""The question "the same person?": two groups side by side, large, and what an answer settles."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QRect, QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.people.tile import draw_round
from reviewer.widgets.flow import Flow
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import number, percent, translate

SMALL = 4
"""The number of further faces below the large one."""

_GAP = 8


class Faces(QWidget):
    """One face large, a few more of the same group below it."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures, self._crops = pictures, list[str]()
        self.setMinimumSize(QSize(180, 220))
        pictures.ready.connect(lambda _path: self.update())

    def show_crops(self, crops: Sequence[str], name: str) -> None:
        """Show these pictures."""
        self._crops = list(crops)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """Draw the pictures that have been decoded."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for box, crop in zip(self._boxes(), self._crops, strict=False):
            pixmap = self._pictures.get(crop)
            if pixmap is not None and not pixmap.isNull():
                draw_round(painter, box, pixmap)

    def _boxes(self) -> list[QRect]:
        """The large square, and the small ones in a row below it."""
        small = min((self.width() - (SMALL - 1) * _GAP) // SMALL, self.height() // 5)
        side = min(self.width(), self.height() - small - _GAP)
        large = QRect((self.width() - side) // 2, 0, side, side)
        shown = max(min(len(self._crops) - 1, SMALL), 0)
        row = shown * small + (shown - 1) * _GAP
        left = (self.width() - row) // 2
        return [large, *(QRect(left + at * (small + _GAP), side + _GAP, small, small) for at in range(shown))]


class QuestionView(QWidget):
    """Shows one question, or says that none is left."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.head, self.about, self.settled = QLabel(), QLabel(), QLabel()
        self.sides = (Faces(pictures), Faces(pictures))
        self.names = (QLabel(), QLabel())
        self.yes, self.no, self.skip, self.undo = (QPushButton() for _ in range(4))
        self.yes.setProperty("role", "primary")
        self._build()

    def buttons(self) -> dict[str, QPushButton]:
        """The buttons by action name."""
        return {"yes": self.yes, "no": self.no, "skip": self.skip, "undo_answer": self.undo}

    def show_question(self, names: Sequence[str], crops: Sequence[Sequence[str]], nearness: float, faces: int) -> None:
        """Ask about two groups: names, pictures, similarity (0 to 1), and how many `faces` an answer settles."""
        self.head.setText(translate("question", "The same person?"))
        said = translate("question", "{} alike. An answer settles %Ln face(s).", "", faces)
        self.about.setText(said.format(percent(nearness)))
        for side, label, name, shown in zip(self.sides, self.names, names, crops, strict=True):
            side.show_crops(shown, name)
            label.setText(name)
        self._offer(asked=True)

    def show_none(self, *, looking: bool) -> None:
        """Say that nothing is left to ask, or that the questions are being looked for."""
        nothing = translate("question", "There is nothing to ask: every face is either clear or settled.")
        self.head.setText(translate("question", "Looking for questions …") if looking else nothing)
        self.about.clear()
        self._offer(asked=False)

    def show_left(self, left: int, settled: str, *, more: bool) -> None:
        """Show how many questions are left (at least, if `more`), and what the last answer did."""
        count = translate("question", "%Ln question(s) left", "", left)
        self.settled.setText(
            f"{settled}  ·  {count}{'+' if more else ''}" if settled else f"{count}{'+' if more else ''}"
        )
        self.settled.setToolTip(number(left, 0))

    def _offer(self, *, asked: bool) -> None:
        for widget in (*self.sides, *self.names, self.yes, self.no, self.skip):
            widget.setVisible(asked)

    def _build(self) -> None:
        self.head.setProperty("role", "title")
        for label in (self.about, self.settled):
            label.setProperty("role", "muted")
        for label in (self.head, self.about, self.settled, *self.names):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        both = QHBoxLayout()
        both.setSpacing(24)
        for side, name in zip(self.sides, self.names, strict=True):
            column = QVBoxLayout()
            column.addWidget(side, 1)
            column.addWidget(name)
            name.setProperty("role", "head")
            both.addLayout(column, 1)
        row = Flow(0.5)
        for button in (self.yes, self.no, self.skip, self.undo):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 18, 12, 14)
        layout.setSpacing(10)
        layout.addWidget(self.head)
        layout.addWidget(self.about)
        layout.addLayout(both, 1)
        layout.addLayout(row)
        layout.addWidget(self.settled)
