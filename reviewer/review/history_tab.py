"""The tab with the history of a photo, newest first: of all its texts, or of one of them."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QComboBox, QTextBrowser, QVBoxLayout, QWidget

from runner.review.language import translate
from runner.review.wording import title
from runner.store.decisions import EDITABLE


class HistoryTab(QWidget):
    """The page, with a choice of the field above it."""

    chosen = pyqtSignal()  # another field was chosen

    def __init__(self) -> None:
        super().__init__()
        self.page, self.choice = QTextBrowser(), QComboBox()
        self.page.setAccessibleName(translate("panel", "History"))
        self.choice.setAccessibleName(translate("history", "Field"))
        self.choice.setAccessibleDescription(translate("history", "Show the history of one field"))
        self.choice.addItem(translate("history", "Everything, newest first"), None)
        for name in EDITABLE:
            self.choice.addItem(title(name), name)
        self.choice.currentIndexChanged.connect(lambda _index: self.chosen.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 0)
        layout.addWidget(self.choice)
        layout.addWidget(self.page, 1)

    def field(self) -> str | None:
        """The field whose history is shown; None for all."""
        name: str | None = self.choice.currentData()
        return name
