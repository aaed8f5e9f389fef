"""Real clicks and keys on the page of new sets."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.intake.intake_page import IntakePage
from reviewer.intake.noted_field import NotedField

PATIENCE_MS = 120_000
OpenPage = Callable[..., IntakePage]


def settle(page: IntakePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    QApplication.processEvents()


def press(page: QWidget, *keys: str) -> None:
    for key in keys:
        stroke = QKeySequence(key)[0]
        QTest.keyClick(QApplication.focusWidget() or page, stroke.key(), stroke.keyboardModifiers())


def type_into(line: QLineEdit, text: str) -> None:
    """Replace the text of a field as a person does: select everything, delete it and type."""
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def offer(field: NotedField, beginning: str) -> QPushButton:
    return next(button for button in field.offers() if button.text().startswith(beginning))


def names(page: IntakePage) -> list[str]:
    return [row.planned.name for row in page.rows.rows()]
