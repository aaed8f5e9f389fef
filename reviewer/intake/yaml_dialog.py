"""Shows the set file that will be written."""

from __future__ import annotations

from PyQt6.QtGui import QFontDatabase, QGuiApplication
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from runner.review.language import translate


class YamlDialog(QDialog):
    """Shows a text read-only, with a button that copies it."""

    def __init__(self, path: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("intake", "Set file"))
        about = QLabel(translate("intake", "This will be written to {} when you start the set.").format(path))
        about.setWordWrap(True)
        about.setProperty("role", "muted")
        self.text, copy, close = QPlainTextEdit(text), QPushButton(translate("intake", "Copy")), QPushButton()
        close.setText(translate("intake", "Close"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy.clicked.connect(lambda _checked: copy_text(text))
        close.clicked.connect(lambda _checked: self.close())
        buttons, layout = QHBoxLayout(), QVBoxLayout(self)
        buttons.addStretch(1)
        for button in (copy, close):
            buttons.addWidget(button)
        layout.addWidget(about)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        self.finished.connect(lambda _result: self.deleteLater())
        self.resize(900, 560)


def copy_text(text: str) -> None:
    """Copy a text to the clipboard."""
    clipboard = QGuiApplication.clipboard()
    if clipboard is not None:
        clipboard.setText(text)
