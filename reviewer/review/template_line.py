"""A line for a text with placeholders: typing a brace offers them."""

from __future__ import annotations

import re

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QCompleter, QLineEdit

from reviewer.widgets.offers import TypedWins
from runner.review.language import translate
from runner.review.templates import placeholders

_BEGUN = re.compile(r"\{(\w*)$")


class TemplateLine(QLineEdit):
    """Completes `{loc` to `{location}`. While it is empty, it says that the field stays as it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(translate("batch", "unchanged"))
        self.offers = QCompleter([f"{{{each}}}" for each in placeholders()], self)
        self.offers.setWidget(self)
        self.offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.offers.activated.connect(self._take)
        TypedWins(self.offers, lambda: None)
        self.textEdited.connect(lambda _text: self._offer())

    def wish(self) -> str:
        """The text, with whitespace collapsed and stripped."""
        return " ".join(self.text().split())

    def _offer(self) -> None:
        popup, begun = self.offers.popup(), _BEGUN.search(self.text()[: self.cursorPosition()])
        if begun is None:
            if popup is not None:
                popup.hide()
            return
        self.offers.setCompletionPrefix(begun[0])
        if self.offers.completionCount():
            self.offers.complete()

    def _take(self, placeholder: str) -> None:
        before, after = self.text()[: self.cursorPosition()], self.text()[self.cursorPosition() :]
        begun = _BEGUN.search(before)
        kept = before[: begun.start()] if begun else before
        self.setText(f"{kept}{placeholder}{after}")
        self.setCursorPosition(len(kept) + len(placeholder))
        self.textEdited.emit(self.text())
