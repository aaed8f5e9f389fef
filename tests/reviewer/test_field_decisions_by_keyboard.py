"""Decisions about single texts without a mouse."""

from __future__ import annotations

from keyboard import clear_line, press, settle, type_text
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window

OTHER = "The Summer Palace above its lake, seen from the water on a summer afternoon."


def test_texts_are_decided_by_keyboard(window: Window, qtbot: QtBot) -> None:
    window.centre.look("photo")
    (palace,) = window.session.find("name:_MG_5120")
    window.centre.go_to(palace)
    press(window, "Ctrl+Shift+Return")
    assert "Go to the caption, alt text or keywords first" in window.progress.said()
    press(window, "1", "Ctrl+Shift+R")
    type_text(window, "too dry")
    press(window, "Return")
    settle(window, qtbot)
    assert window.session.snapshot.state(palace) == "blocked"
    assert "caption rejected by Ada, too dry" in " ".join(label.text() for label in window.panel.findChildren(QLabel))
    assert window.editor.fields["caption"]._decision.text() == "✗ rejected by Ada: too dry"
    press(window, "1", "Ctrl+Shift+U")
    settle(window, qtbot)
    assert not window.editor.fields["caption"]._decision.isVisible()
    press(window, "1")
    clear_line(window)
    type_text(window, OTHER)
    for key in ("1", "2", "3"):
        press(window, f"Alt+{key}", "Ctrl+Shift+Return")
        settle(window, qtbot)
    assert window.session.snapshot.state(palace) == "approved", window.progress.said()
    assert window.session.snapshot.row(palace)["caption"] == OTHER
    assert window.centre.current() != palace, "a photo that is decided is left behind"
