"""Requests new texts by key, and waits for them."""

from __future__ import annotations

from keyboard import clear_line, press, settle, type_text
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.review.regenerate_dialog import RegenerateDialog
from reviewer.review.window import Window

PATIENCE_MS = 60_000


def go_to(window: Window, name: str) -> int:
    window.centre.look("photo")
    (place, *_) = window.session.find(f'name:"{name}"')
    window.centre.go_to(place)
    return place


def regenerate(window: Window, qtbot: QtBot) -> RegenerateDialog:
    """Press W and return the dialog while the captioner works."""
    press(window, "W")
    settle(window, qtbot)
    (dialog,) = window.findChildren(RegenerateDialog)
    assert dialog.isVisible()
    return dialog


def wait(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.dialogs.regeneration.is_idle, timeout=PATIENCE_MS)
    QApplication.processEvents()


def say_subject(window: Window, qtbot: QtBot, name: str, subject: str) -> int:
    place = go_to(window, name)
    press(window, "4")
    clear_line(window)
    type_text(window, subject)
    press(window, "Escape")
    settle(window, qtbot)
    return place
