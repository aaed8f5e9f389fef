"""How far a person is, and what else can be done with the picks."""

from __future__ import annotations

from PyQt6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from runner.picks.choice import Choice
from runner.review.language import number, translate
from runner.review.picks.board import Board


class ProgressRow(QWidget):
    """Groups decided of all, photos picked of the number, and two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.bar = QLabel(), QProgressBar()
        self.ask = QPushButton(translate("picks_page", "How many, and limits …"))
        self.use = QPushButton(translate("picks_page", "Use the picks …"))
        self.text.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("picks_page", "Groups decided"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 2)
        row.addWidget(self.bar, 1)
        row.addWidget(self.ask)
        row.addWidget(self.use)

    def show_progress(self, board: Board, choice: Choice) -> None:
        """Show how far it is."""
        counts, kept = board.counts(), len(choice.items("keep"))
        by_hand = sum(card.picked for card in board.cards.values())
        parts = (
            translate("picks_page", "{} of %Ln group(s) decided", "", counts["groups"]).format(
                number(counts["decided"])
            ),
            translate("picks_page", "{} of {} photos picked").format(number(kept), number(choice.keep or 0)),
            translate("picks_page", "%Ln by hand", "", by_hand),
        )
        self.text.setText(" · ".join(part.replace(" ", "\u00a0") for part in parts))  # broken between, not within
        self.bar.setRange(0, max(counts["groups"], 1))
        self.bar.setValue(counts["decided"])
