"""Claims and their witnesses in the window: what is drawn over the photo, and what the panel says about the texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from keyboard import press, settle
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QTextCursor
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window
from reviewer.widgets import translation
from runner.review import settings
from runner.review.session import Session


@pytest.fixture
def seen_window(witnessed_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot) -> Window:
    window = open_window(witnessed_session)
    show_photo(window, qtbot, "cat")
    return window


def show_photo(window: Window, qtbot: QtBot, name: str) -> None:
    (place,) = window.session.find(f'name:"{name}"')
    window.centre.look("photo")
    window.centre.go_to(place)
    settle(window, qtbot)


def hover(window: Window, words: str) -> None:
    """Move the pointer onto these words of the claims."""
    page = window.panel.claims.page
    cursor = page.document().find(words)  # type: ignore[union-attr]
    cursor.setPosition(cursor.selectionStart() + 1, QTextCursor.MoveMode.MoveAnchor)
    rect = page.cursorRect(cursor)
    QTest.mouseMove(page.viewport(), rect.center() + QPoint(1, 0))
    QApplication.processEvents()


def test_claims_stand_below_the_texts_with_who_denies_and_who_confirms_them(seen_window: Window) -> None:
    claims = seen_window.panel.claims
    assert claims.head.text().startswith("Claims: ")
    assert "contradicted" in claims.head.text()
    text = claims.page.toPlainText()
    assert claims.page.isVisible(), "a contradicted claim unfolds them"
    assert text.index("car") < text.index("✓ cat"), "contradicted ones come first"
    assert "Not found (checked by: object detector, second object detector and second captioner)" in text
    assert "Could not be checked: " in text
    assert not {"objects", "second,", "unwitnessed"} & set(text.split())


def test_the_boxes_of_a_claims_witnesses_light_up_under_the_pointer(seen_window: Window, qtbot: QtBot) -> None:
    seen = seen_window.centre.picture.seen
    before = seen_window.centre.picture.grab().toImage()
    hover(seen_window, "cat")
    assert seen.drawn() == [0]
    assert seen._lit == {0}
    assert seen_window.centre.picture.grab().toImage() != before
    hover(seen_window, "Not found")
    assert seen._lit == frozenset()


def test_a_key_hides_the_boxes_and_the_next_start_remembers_it(
    seen_window: Window, witnessed_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    seen = seen_window.centre.picture.seen
    assert seen.drawn() == [0]
    drawn = seen_window.centre.picture.grab().toImage()
    press(seen_window, "B")
    assert seen.drawn() == []
    assert seen_window.centre.picture.grab().toImage() != drawn
    hover(seen_window, "cat")
    assert seen.drawn() == [0], "a claim still shows where it was seen"
    assert not settings.load().boxes
    again = open_window(witnessed_session)
    show_photo(again, qtbot, "cat")
    assert again.centre.picture.seen.drawn() == []
    press(again, "B")
    assert settings.load().boxes
    assert again.centre.picture.seen.drawn() == [0]


def test_another_photo_brings_its_own_and_a_changed_text_its_claims(seen_window: Window, qtbot: QtBot) -> None:
    show_photo(seen_window, qtbot, "aircraft")
    claims, seen = seen_window.panel.claims, seen_window.centre.picture.seen
    assert {each.kind for each in seen._seen} >= {"registration", "owner"}
    assert "The picture says D-AIBC (read by: text in the picture)" in claims.page.toPlainText()
    (place,) = seen_window.session.find('name:"aircraft"')
    texts = {"caption": "An aircraft.", "alt_text": "An aircraft, seen from the side.", "keywords": ["aircraft"]}
    seen_window.change(lambda: seen_window.session.edit({place: texts}, "edited"))
    settle(seen_window, qtbot)
    assert not claims.head.isVisible()
    assert not claims.page.isVisible()
    assert len(seen.drawn()) >= 2, "what was seen does not hang on the texts"


def test_the_grid_and_back_keeps_what_is_drawn(seen_window: Window, qtbot: QtBot) -> None:
    press(seen_window, "G")
    press(seen_window, "E")
    settle(seen_window, qtbot)
    assert seen_window.centre.picture.seen.drawn() == [0]


def test_a_run_without_witnesses_asks_for_no_room(window: Window, qtbot: QtBot) -> None:
    window.centre.look("photo")
    settle(window, qtbot)
    assert not window.panel.claims.head.isVisible()
    assert not window.panel.claims.page.isVisible()


def test_tab_goes_from_claim_to_claim_and_lights_up_the_boxes_too(seen_window: Window) -> None:
    page, seen = seen_window.panel.claims.page, seen_window.centre.picture.seen
    page.setFocus(Qt.FocusReason.TabFocusReason)
    pointed, lit = [], []
    for _ in range(len(page.toHtml().split("<a href=")) - 1):
        QTest.keyClick(page, Qt.Key.Key_Tab)
        pointed.append(page.textCursor().selectedText())
        lit.append(set(seen._lit))
    assert "✗ car" in pointed
    assert lit[pointed.index("✓ cat")] == {0}
    assert lit[pointed.index("✗ car")] == set(), "nobody saw a car"
    seen_window.centre.take_focus()
    assert seen._lit == frozenset()


def test_claims_fold_by_keyboard(seen_window: Window) -> None:
    head = seen_window.panel.claims.head
    head.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert not seen_window.panel.claims.page.isVisible()
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert seen_window.panel.claims.page.isVisible()


def test_german_names_witnesses_in_german(
    qapp: QApplication, witnessed_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    translation.speak(qapp, "de")
    try:
        window = open_window(witnessed_session)
        show_photo(window, qtbot, "cat")
        assert window.panel.claims.head.text().startswith("Aussagen: ")
        text = window.panel.claims.page.toPlainText()
        assert "Nicht gefunden (geprüft: Objekterkennung, zweite Objekterkennung und zweiter Textgenerator)" in text
        assert "Niemand konnte prüfen: " in text
        show_photo(window, qtbot, "aircraft")
        press(window, "I")
        settle(window, qtbot)
        assert "Text im Bild: D-AIBC" in window.panel.evidence.toPlainText()
    finally:
        translation.speak(qapp, "en")


def test_what_is_wrong_with_the_photo_itself_stands_above_its_texts(seen_window: Window, qtbot: QtBot) -> None:
    note = seen_window.editor.about_photo
    assert not note.isVisible(), "there is no room for nothing"
    show_photo(seen_window, qtbot, "aircraft")
    assert "Jane Doe Photography" in note.text()
    assert "others_picture" not in note.text()
    assert "others_picture" in note._parts["warning"].toolTip()
    show_photo(seen_window, qtbot, "cat")
    assert not note.isVisible()
