"""All fields of many photos in one dialog, by keyboard: templates, preview, blocked photos, names, undo in one step."""

from __future__ import annotations

import pytest
from keyboard import press, settle, type_text
from PyQt6 import sip
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.review.batch_dialog import BatchDialog
from reviewer.review.replace_dialog import ReplaceDialog
from reviewer.review.series_dialog import SeriesDialog
from reviewer.review.window import Window


def select(window: Window, qtbot: QtBot, text: str) -> list[int]:
    """Show the photos of a filter in the grid and select all of them."""
    window.filters.apply(text)
    window.centre.look("grid")
    settle(window, qtbot)
    press(window, "Ctrl+A")
    return window.centre.chosen()


@pytest.fixture
def pair(window: Window, qtbot: QtBot) -> list[int]:
    return select(window, qtbot, 'name:_MG_5120 OR name:"Chelsea the cat"')


def open_batch(window: Window) -> BatchDialog:
    press(window, "Ctrl+B")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BatchDialog)
    return dialog


def checked(dialog: BatchDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.is_quiet() and bool(dialog.outcome.text()), timeout=20_000)


def test_fields_are_filled_from_a_template_and_undone_in_one_step(
    window: Window, qtbot: QtBot, pair: list[int]
) -> None:
    before = [dict(window.session.snapshot.row(place)) for place in pair]
    dialog = open_batch(window)
    type_text(window, "Haarlem")
    dialog.lines["caption"].setFocus()
    type_text(window, "{subject} at {location}")
    dialog.add.setFocus()
    type_text(window, "holiday, {location}")
    checked(dialog, qtbot)
    press(window, "Return")
    settle(window, qtbot)
    assert window.progress.said() == "Changed location, caption, keywords of 2 photos."
    for place, old in zip(pair, before, strict=True):
        row = window.session.snapshot.row(place)
        assert row["caption"].casefold() == f"{old['subject']} at haarlem".casefold()
        assert row["caption"][0].isupper()
        assert row["keywords"][-2:] == ["holiday", "Haarlem"]
        assert row["alt_text"] == old["alt_text"]
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert [window.session.snapshot.row(place)["caption"] for place in pair] == [old["caption"] for old in before]


def test_the_preview_goes_through_the_photos_before_anything_is_written(
    window: Window, qtbot: QtBot, pair: list[int]
) -> None:
    dialog = open_batch(window)
    type_text(window, "Haarlem")
    checked(dialog, qtbot)
    first = dialog.preview._name.text()
    assert first.endswith("1 of 2")
    assert "Haarlem" in dialog.preview.page.toPlainText()
    press(window, "Alt+Right")
    assert dialog.preview._name.text().endswith("2 of 2")
    assert "File name" in dialog.preview.page.toPlainText(), "the name follows the location"
    press(window, "Alt+Left")
    assert dialog.preview._name.text() == first
    assert dialog.outcome.said_of_names() == "2 file names change on approval."
    press(window, "Escape")
    qtbot.waitUntil(lambda: sip.isdeleted(dialog), timeout=20_000)
    window.centre.thumbnails.ready.emit("a picture that comes when the dialog is gone")
    assert not window.session.find("is:edited")


def test_placeholders_are_offered_and_return_takes_one(window: Window, qtbot: QtBot, pair: list[int]) -> None:
    dialog = open_batch(window)
    line = dialog.lines["caption"]
    line.setFocus()
    type_text(window, "In {loc")
    popup = line.offers.popup()
    assert popup is not None
    assert popup.isVisible()
    assert line.offers.currentCompletion() == "{location}"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "In {location}"
    assert dialog.isVisible()
    type_text(window, " and {nowhere}")
    assert dialog.outcome.text("error").startswith("Caption: There is no {nowhere}")
    popup.hide()
    press(window, "Return")
    assert dialog.isVisible(), "nothing is applied before it can be filled in"
    press(window, "Escape")


def test_the_same_caption_for_two_is_said_to_block_them(window: Window, qtbot: QtBot, pair: list[int]) -> None:
    dialog = open_batch(window)
    dialog.lines["caption"].setFocus()
    type_text(window, "Something quiet that was seen on a long journey through the country.")
    checked(dialog, qtbot)
    assert dialog.outcome.text("warning").startswith("2 of 2 photos would become blocked")
    press(window, "Escape")


def test_file_names_of_a_template_are_shown_and_given(window: Window, qtbot: QtBot, pair: list[int]) -> None:
    dialog = open_batch(window)
    dialog.lines["file_name"].setFocus()
    type_text(window, "trip")
    assert "counter" in dialog.outcome.text("error")
    type_text(window, "_{n:02}")
    checked(dialog, qtbot)
    assert "trip_01.jpg" in dialog.preview.page.toPlainText()
    press(window, "Return")
    settle(window, qtbot)
    names = [window.session.snapshot.row(place)["file_name"] for place in pair]
    assert names == ["trip_01.jpg", "trip_02.jpg"]


def test_find_and_replace_says_whom_it_would_block(window: Window, qtbot: QtBot) -> None:
    (place,) = select(window, qtbot, "name:_MG_5120")
    caption = window.session.snapshot.row(place)["caption"]
    press(window, "Ctrl+H")
    settle(window, qtbot)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReplaceDialog)
    dialog.search.setText(caption)
    press(window, "Tab")
    type_text(window, "Palace.")
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()) and dialog.outcome.is_quiet(), timeout=20_000)
    assert dialog.outcome.text("warning").startswith("1 of 1 photo would become blocked:\n_MG_5120.jpg: Caption:")
    press(window, "Escape")


def test_copying_to_a_series_says_whom_it_would_block(window: Window, qtbot: QtBot) -> None:
    place = window.session.find("name:IMG_2301")[0]
    window.centre.look("grid")
    window.centre.go_to(place)
    press(window, "Ctrl+Shift+C")
    settle(window, qtbot)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SeriesDialog)
    for box in dialog.boxes.values():
        box.setChecked(True)
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()) and dialog.outcome.is_quiet(), timeout=20_000)
    said = dialog.outcome.text()
    press(window, "Return")
    settle(window, qtbot)
    (other,) = (each for each in window.session.snapshot.series(place) if each != place)
    assert bool(window.session.obstacle(other)) == ("1 of 1 photo would become blocked" in said)


def test_after_a_new_location_regenerating_is_offered(window: Window, qtbot: QtBot, pair: list[int]) -> None:
    assert not window.offer.isVisible()
    open_batch(window)
    type_text(window, "Haarlem")
    press(window, "Return")
    settle(window, qtbot)
    assert window.offer.isVisible()
    assert window.offer.label.text() == "The texts of 2 photos do not reflect the new location yet."
    press(window, "Ctrl+Shift+W")
    settle(window, qtbot)
    assert not window.offer.isVisible()
    desk = window.dialogs.regeneration
    assert list(desk.job.asked) == [window.session.snapshot.items[place] for place in pair]
    qtbot.waitUntil(desk.is_idle, timeout=60_000)
    made = desk.job.proposals.values()
    assert all("Haarlem" in str(each.texts["caption"]) for each in made)
    assert len(made) == 2


def test_the_last_reason_rejects_with_one_key(window: Window, qtbot: QtBot) -> None:
    first, second = select(window, qtbot, 'name:_MG_5120 OR name:"Chelsea the cat"')
    window.centre.go_to(first)
    press(window, "Shift+R")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None, "there is no reason yet: it is asked for"
    type_text(window, "blurred")
    press(window, "Return")
    settle(window, qtbot)
    window.centre.go_to(second)
    press(window, "Shift+R")
    settle(window, qtbot)
    assert window.session.snapshot.state(second) == "rejected"
    decided = window.session.snapshot.decision(window.session.snapshot.items[second])
    assert decided is not None
    assert decided.reason == "blurred"
    assert window.progress.said() == "Rejected 1 photo: blurred. There is no other undecided photo here."


def test_a_series_is_approved_with_one_key(window: Window, qtbot: QtBot) -> None:
    place = window.session.find("name:IMG_2301")[0]
    window.centre.look("grid")
    window.centre.go_to(place)
    press(window, "Shift+A")
    settle(window, qtbot)
    series = window.session.snapshot.series(place)
    assert {window.session.snapshot.state(each) for each in series} == {"approved"}
    assert window.progress.said().startswith("Approved 2 of 2 photos of the series.")
