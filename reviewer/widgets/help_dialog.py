"""Help for a page: one text, in the language of the window."""

from __future__ import annotations

from importlib import resources

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from runner.review.language import spoken, translate


class HelpDialog(QDialog):
    """Stays open beside the page, so that what it says can be tried."""

    def __init__(self, topic: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("help", "Help"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(translate("help", "Help"))
        self.text.setOpenExternalLinks(True)
        self.text.setMarkdown(_text(topic))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self.resize(560, 620)


def _text(topic: str) -> str:
    """The help of a page as Markdown, in English if the language has none."""
    folder = resources.files("reviewer.help")
    own = folder.joinpath(spoken(), f"{topic}.md")
    found = own if own.is_file() else folder.joinpath("en", f"{topic}.md")
    return found.read_text("utf-8")
