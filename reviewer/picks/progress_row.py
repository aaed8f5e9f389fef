"""The row above the groups: how many are decided, and what else can be done with the picks."""

from __future__ import annotations

from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reviewer.widgets import theme
from runner.picks.choice import Choice
from runner.review.language import number, translate
from runner.review.picks.board import Board

_WIDE = 640
"""From this width on everything fits into one line; in pixels at the normal text size."""


class ProgressRow(QWidget):
    """Shows how many groups are decided and how many photos are picked, and two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.bar = QLabel(), QProgressBar()
        self.ask = QPushButton(translate("picks_page", "How many, and limits …"))
        self.use = QPushButton(translate("picks_page", "Use the picks …"))
        self.text.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("picks_page", "Groups decided"))
        self._row, buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight, self), QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.text, 2)
        self._row.addWidget(self.bar, 1)
        self._row.addLayout(buttons)
        buttons.addWidget(self.ask)
        buttons.addWidget(self.use)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """If there is too little width, put the buttons below and hide the bar, which only repeats the text."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.scaled(_WIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self.bar.setVisible(is_wide)

    def show_progress(self, board: Board, choice: Choice) -> None:
        """Update the text and the bar."""
        counts, kept = board.counts(), len(choice.items("keep"))
        by_hand = sum(card.picked for card in board.cards.values())
        parts = (
            translate("picks_page", "{} of %Ln group(s) decided", "", counts["groups"]).format(
                number(counts["decided"])
            ),
            translate("picks_page", "{} of {} photos picked").format(number(kept), number(choice.keep or 0)),
            translate("picks_page", "%Ln by hand", "", by_hand),
        )
        self.text.setText(" · ".join(part.replace(" ", "\u00a0") for part in parts))  # breaks between parts, not within
        self.bar.setRange(0, max(counts["groups"], 1))
        self.bar.setValue(counts["decided"])
