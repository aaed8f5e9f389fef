"""Two people edit one text: both versions are kept, and the second person says which one counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import press, settle, type_text
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window
from runner.review.session import Session

BERTS = "Bert was here first with his caption of the rocket."


@pytest.fixture
def place(window: Window, qtbot: QtBot) -> int:
    window.centre.look("photo")
    (found, *_) = window.session.find("name:DSC07712")
    window.centre.go_to(found)
    settle(window, qtbot)
    return found


def bert(window: Window, place: int, text: str = BERTS, field: str = "caption") -> None:
    Session(window.session.review_set, "Bert").edit({place: {field: text}}, "x")


def asks(window: Window, field: str = "caption") -> QWidget:
    return window.editor.fields[field].conflict


def both_wrote(window: Window, qtbot: QtBot, place: int) -> str:
    """Ada types while Bert writes the same caption; her text."""
    press(window, "1")
    type_text(window, " Mine.")
    bert(window, place)
    press(window, "Ctrl+S")
    settle(window, qtbot)
    return str(window.editor.fields["caption"].value())


def test_both_texts_are_kept_and_the_second_person_is_asked(window: Window, qtbot: QtBot, place: int) -> None:
    mine = both_wrote(window, qtbot, place)
    assert asks(window).isVisible()
    assert window.editor.fields["caption"].conflict.text() == f"Bert wrote this caption in the meantime: {BERTS}"
    assert mine.endswith("Mine.")
    assert window.session.snapshot.row(place)["caption"] == BERTS
    assert "Mine." in window.journal._file._path.read_text(), "it is on the disk"
    type_text(window, " More.")
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"] == BERTS, "typing on answers nothing"
    press(window, "Alt+Right", "Alt+Left")
    settle(window, qtbot)
    assert asks(window).isVisible(), "the question waits with its photo"
    assert str(window.editor.fields["caption"].value()).endswith("Mine. More.")


def test_mine_holds_with_one_key(window: Window, qtbot: QtBot, place: int) -> None:
    mine = both_wrote(window, qtbot, place)
    press(window, "Ctrl+Shift+M")
    settle(window, qtbot)
    assert not asks(window).isVisible()
    assert window.session.snapshot.row(place)["caption"] == mine
    assert not window.journal._file.exists()


def test_theirs_holds_with_one_click(window: Window, qtbot: QtBot, place: int) -> None:
    both_wrote(window, qtbot, place)
    QTest.mouseClick(window.editor.fields["caption"].conflict.theirs, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert not asks(window).isVisible()
    assert window.editor.fields["caption"].value() == BERTS
    assert window.session.snapshot.edits(window.session.snapshot.items[place])["caption"].reviewer == "Bert"
    assert not window.journal._file.exists()


def test_it_is_asked_while_one_still_types(window: Window, qtbot: QtBot, place: int) -> None:
    press(window, "1")
    type_text(window, " Mi")
    bert(window, place)
    places = window.session.refresh()
    window.show_changed(places)
    assert asks(window).isVisible()
    type_text(window, "ne.")
    press(window, "Ctrl+Shift+M")
    settle(window, qtbot)
    assert str(window.session.snapshot.row(place)["caption"]).endswith("Mine.")


def test_another_field_is_no_conflict(window: Window, qtbot: QtBot, place: int) -> None:
    press(window, "1")
    type_text(window, " Mine.")
    bert(window, place, "White rocket beside its tower under a dark blue sky.", "alt_text")
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert not asks(window).isVisible()
    row = window.session.snapshot.row(place)
    assert row["caption"].endswith("Mine.")
    assert row["alt_text"].startswith("White rocket")


def test_what_was_typed_when_the_program_was_killed_is_asked_about_too(
    window: Window, open_window: Callable[[Session], Window], qtbot: QtBot, place: int
) -> None:
    press(window, "1")
    type_text(window, " Mine.")
    journal: Path = window.journal._file._path
    gone = journal.with_name(f"{journal.name.rsplit('.', 2)[0]}.999999999.drafts")
    gone.write_text(journal.read_text())
    press(window, "Ctrl+Backspace")
    settle(window, qtbot)
    bert(window, place)
    again = open_window(Session(window.session.review_set, "Ada"))
    qtbot.waitUntil(again.offer.isVisible, timeout=20_000)
    assert "Bert wrote this caption in the meantime" in again.offer.label.text()
    assert not gone.exists()
    press(again, "Ctrl+Shift+W")
    settle(again, qtbot)
    assert again.centre.current() == place
    assert asks(again).isVisible()
    assert again.session.snapshot.row(place)["caption"] == BERTS
    press(again, "Ctrl+Shift+M")
    settle(again, qtbot)
    assert str(again.session.snapshot.row(place)["caption"]).endswith("Mine.")
