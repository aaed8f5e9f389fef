"""A whole review of the demo set without a mouse, in a real window."""

from __future__ import annotations

from keyboard import clear_line, press, settle, type_text
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window
from runner.review import settings
from runner.review.session import Session

TEXTS = (
    ("Alt+1", "A {} stands in plain view of the camera on an ordinary afternoon in town."),
    ("Alt+2", "One {} seen from nearby, filling most of the frame, with nothing else around it."),
)


def current_name(window: Window) -> str:
    place = window.centre.current()
    assert place is not None
    return str(window.session.snapshot.photos.table["source_path"][place]).rpartition("/")[2]


def go_to(window: Window, qtbot: QtBot, filter_text: str) -> None:
    press(window, "Ctrl+F")
    clear_line(window)
    type_text(window, filter_text)
    press(window, "Return")
    settle(window, qtbot)


def test_the_demo_set_is_decided_without_a_mouse(window: Window, qtbot: QtBot) -> None:
    # Everything that passed: open the group from the overview, choose all, approve.
    while window.centre.overview.list.currentItem().text(1) != "passed":
        press(window, "Down")
    press(window, "Return")
    settle(window, qtbot)
    assert window.centre.view() == "grid"
    assert len(window.centre.model.places()) == 6
    press(window, "Ctrl+A", "A")
    settle(window, qtbot)
    assert window.session.snapshot.states()["approved"] == 6

    # What failed is rejected, one by one; the window goes on by itself.
    go_to(window, qtbot, "outcome:failed decision:undecided")
    for _ in range(3):
        press(window, "R")
        type_text(window, "file is damaged")
        press(window, "Return")
        settle(window, qtbot)
    assert window.session.snapshot.states()["rejected"] == 3

    # What is blocked is written by hand and approved from within the field.
    go_to(window, qtbot, "outcome:blocked decision:undecided")
    press(window, "E")
    assert window.centre.view() == "photo"
    for number in range(8):
        write_texts(window, qtbot, f"thing{'abcdefgh'[number]}")
        press(window, "Ctrl+Return")
        settle(window, qtbot)
        assert window.session.snapshot.states()["approved"] == 7 + number, window.progress.said()
    assert window.session.snapshot.states() == {"approved": 14, "rejected": 3}
    assert "17 of 17 decided" in window.progress.findChildren(type(window.progress._figures))[0].text()

    # Undo and redo, then read everything again from the disk.
    press(window, "Escape", "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.snapshot.states()["approved"] == 13
    press(window, "Ctrl+Shift+Z")
    settle(window, qtbot)
    assert Session(window.session.review_set, "Ada").snapshot.states() == {"approved": 14, "rejected": 3}


def write_texts(window: Window, qtbot: QtBot, word: str) -> None:
    subject = window.session.snapshot.row(window.centre.current() or 0)["subject"] or word
    location = window.session.snapshot.row(window.centre.current() or 0)["location"]
    there = f" near {location}" if location else ""
    for key, text in TEXTS:
        press(window, key)
        clear_line(window)
        type_text(window, text.format(subject + there))
    press(window, "Alt+3")
    for keyword in (word, f"{word} front", f"{word} close", "afternoon"):
        type_text(window, keyword)
        press(window, "Return")
    settle(window, qtbot)


def test_letters_in_a_field_are_letters(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "1")
    clear_line(window)
    type_text(window, "A rug")
    press(window, "Escape")
    settle(window, qtbot)
    assert window.session.snapshot.row(window.centre.current() or 0)["caption"] == "A rug"
    assert window.session.snapshot.states()["approved"] == 0


def test_a_blocked_photo_says_why_it_is_not_approved(window: Window, qtbot: QtBot) -> None:
    go_to(window, qtbot, "name:tripod")
    press(window, "A")
    settle(window, qtbot)
    assert window.progress.said().startswith("✗ Nothing was approved.")
    assert current_name(window) == "tripod.png", "nobody is taken away from a problem"


def test_moving_by_key(window: Window, qtbot: QtBot) -> None:
    press(window, "G")
    first = current_name(window)
    press(window, "Right")
    assert current_name(window) != first
    press(window, "E", "Left")
    assert (window.centre.view(), current_name(window)) == ("photo", first)
    press(window, "Z")
    settle(window, qtbot)
    assert round(window.centre.picture.transform().m11(), 3) == round(1 / window.devicePixelRatioF(), 3)
    press(window, "Escape")
    assert window.centre.view() == "grid"
    press(window, "Alt+Right", "Alt+Right", "Alt+Left")
    press(window, "Shift+N")
    assert current_name(window) == first
    press(window, "I")
    settle(window, qtbot)
    assert "Where the values come from" in window.panel.evidence.toPlainText()
    press(window, "H")
    settle(window, qtbot)
    assert "composer" in window.panel.history.toPlainText()


def test_a_burst_side_by_side(window: Window, qtbot: QtBot) -> None:
    go_to(window, qtbot, "name:IMG_2301")
    press(window, "S")
    settle(window, qtbot)
    press(window, "Ctrl+A", "C")
    settle(window, qtbot)
    assert len(window.centre.compare.places()) == 2
    press(window, "Alt+Right", "A")
    settle(window, qtbot)
    approved = [place for place in window.centre.compare.places() if window.session.snapshot.effective_decision(place)]
    assert approved == [window.centre.compare.places()[1]], "the marked one and no other"


def test_keys_are_shown_and_changed(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "Ctrl+F1")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.edits["approve"].setKeySequence("Q")  # type: ignore[attr-defined]
    press(window, "Return")
    go_to(window, qtbot, "name:_MG_5120")
    press(window, "Q")
    settle(window, qtbot)
    assert window.session.snapshot.states()["approved"] == 1
    assert window.panel.approve.text() == "Approve  Q"
    assert '"approve": "Q"' in settings.place().read_text()
