"""Opens and uses the dialog for exporting picks with real keys and clicks."""

from __future__ import annotations

from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.picks.export_dialog import ExportDialog
from reviewer.picks.picks_page import PicksPage


def dialog_of(page: PicksPage, qtbot: QtBot) -> ExportDialog:
    press(page, "Ctrl+Return")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog), timeout=10_000)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    qtbot.waitUntil(dialog.is_quiet, timeout=10_000)
    return dialog


def choose(dialog: ExportDialog, way: str, qtbot: QtBot) -> None:
    dialog.ways[way].click()
    qtbot.waitUntil(dialog.is_quiet, timeout=10_000)


def do(page: PicksPage, dialog: ExportDialog, qtbot: QtBot) -> str:
    """Press the button and return the final message."""
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    return dialog.sentence.text()
