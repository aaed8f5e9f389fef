"""A line above the content of a page that offers a next step, and disappears when it is accepted or declined."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.widgets.changes import Changes
from runner.review.language import translate


class OfferStrip(QFrame):
    """One offer at a time; a new one replaces the previous one. Takes no room without any."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._take: Callable[[], object] = _nothing
        self._decline: Callable[[], object] = _nothing
        self.label, self.yes, self.no = QLabel(), QPushButton(), QPushButton()
        self.label.setWordWrap(True)
        self.no.setProperty("role", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.yes)
        layout.addWidget(self.no)
        self.yes.clicked.connect(lambda _checked: self.take())
        self.no.clicked.connect(lambda _checked: self.decline())
        self.hide()

    def above(self, content: QWidget) -> QWidget:
        """A widget that holds the line, and the content below it."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self)
        column.addWidget(content, 1)
        return both

    def offer(self, said: str, action: str, take: Callable[[], object]) -> None:
        """Offer something: the sentence, the text of the button, and what it does."""
        self._say(said, action, take, _nothing, translate("offer", "Not now"))

    def watch(self, changes: Changes) -> None:
        """Whenever some of these changes are refused, offer to try them again or to discard them."""
        changes.refused.connect(lambda _why: self._offer_again(changes))
        changes.settled.connect(lambda: self._withdraw(changes))

    def take(self) -> None:
        """Accept the offer, if there is one."""
        if self.isVisible():
            self.hide()
            self._take()

    def decline(self) -> None:
        """Decline the offer."""
        self.hide()
        self._decline()

    def _offer_again(self, changes: Changes) -> None:
        again, discard = translate("offer", "Try again"), translate("offer", "Discard")
        self._say(changes.unkept(), again, changes.try_again, changes.discard, discard)

    def _withdraw(self, changes: Changes) -> None:
        if self._take == changes.try_again:
            self.hide()

    def _say(
        self, said: str, action: str, take: Callable[[], object], decline: Callable[[], object], refusal: str
    ) -> None:
        self._take, self._decline = take, decline
        self.label.setText(said)
        self.no.setText(refusal)
        self.yes.setText(action)
        self.yes.setAccessibleDescription(said)
        self.show()


def _nothing() -> None:
    """Do nothing."""
