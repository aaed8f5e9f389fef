"""Types into a real window as a person does: into whatever has the focus, never into a widget by name."""

from __future__ import annotations

from typing import Protocol

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window


class Quiet(Protocol):
    """A window, a page or a dialog that reports when it is quiet."""

    def is_quiet(self) -> bool: ...


def press(window: Window, *keys: str) -> None:
    """Press keys one after another, written as in menus: A, Ctrl+Return, Alt+Right."""
    for key in keys:
        stroke = QKeySequence(key)[0]
        QTest.keyClick(_focus(window), stroke.key(), stroke.keyboardModifiers())
        QApplication.processEvents()  # a dialog opened by it takes the focus


def type_text(window: Window, text: str) -> None:
    """Type a text."""
    for letter in text:
        QTest.keyClicks(_focus(window), letter)


def settle(window: Quiet, qtbot: QtBot) -> None:
    """Wait until all work is done and shown; a layout shows new widgets one turn later."""
    qtbot.waitUntil(window.is_quiet, timeout=20_000)
    QApplication.processEvents()


def clear_line(window: Window) -> None:
    """Select everything in the field and delete it."""
    QTest.keyClick(_focus(window), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(_focus(window), Qt.Key.Key_Delete)


def _focus(window: Window) -> QWidget:
    popup = QApplication.activePopupWidget()
    if popup is None and QApplication.focusWidget() is None:
        # The offscreen platform has no window manager that gives the focus back when a popup closes.
        top = QApplication.activeModalWidget() or window
        top.activateWindow()
        QTest.qWaitForWindowActive(top)
    return popup or QApplication.focusWidget() or window
