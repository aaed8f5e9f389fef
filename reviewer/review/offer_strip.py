"""A line above the photos that offers what would come next, and goes when it is taken or not wanted."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from runner.review.language import translate


class OfferStrip(QFrame):
    """One offer at a time; a new one takes the place of the one before. Without any it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._take: Callable[[], object] | None = None
        self.label, self.yes = QLabel(), QPushButton()
        self.no = QPushButton(translate("offer", "Not now"))
        self.label.setWordWrap(True)
        self.no.setProperty("role", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.yes)
        layout.addWidget(self.no)
        self.yes.clicked.connect(lambda _checked: self.take())
        self.no.clicked.connect(lambda _checked: self.hide())
        self.hide()

    def offer(self, said: str, action: str, take: Callable[[], object]) -> None:
        """Offer something: what is said, the words on the button, and what to do."""
        self._take = take
        self.label.setText(said)
        self.yes.setText(action)
        self.yes.setAccessibleDescription(said)
        self.show()

    def take(self) -> None:
        """Do what is offered, if anything is."""
        if self.isVisible() and self._take is not None:
            self.hide()
            self._take()
