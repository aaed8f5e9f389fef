"""Editing texts of many photos while somebody else edits some of them: neither person's texts are lost."""

from __future__ import annotations

import pytest
from keyboard import press, settle, type_text
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.review.batch_dialog import BatchDialog
from reviewer.review.replace_dialog import ReplaceDialog
from reviewer.review.series_dialog import SeriesDialog
from reviewer.review.window import Window
from runner.review.session import Session

BERTS = "Cologne, Germany"


def heard(window: Window, place: int, field: str, text: str) -> None:
    """Bert writes a text, and the window takes it in, as it does every two seconds."""
    Session(window.session.review_set, "Bert").edit({place: {field: text}}, "x")
    window.show_changed(window.session.refresh())


def dialog(window: Window, qtbot: QtBot, keys: str, kind: type[QWidget]) -> QWidget:
    press(window, keys)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=20_000)
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def grid(window: Window, qtbot: QtBot, text: str) -> list[int]:
    window.filters.apply(text)
    window.centre.look("grid")
    settle(window, qtbot)
    press(window, "Ctrl+A")
    return window.centre.chosen()


@pytest.fixture
def pair(window: Window, qtbot: QtBot) -> list[int]:
    places = grid(window, qtbot, 'name:_MG_5120 OR name:"Chelsea the cat"')
    window.session.edit({place: {"location": "Köln, Germany"} for place in places}, "x")
    return places


def is_offered(window: Window, qtbot: QtBot, place: int) -> None:
    """The line above the photos names who changed what, and its button shows these photos."""
    name = str(window.session.snapshot.row(place)["source_path"]).rpartition("/")[2]
    assert window.offer.isVisible()
    assert window.offer.label.text() == f"Left out 1 photo that Bert changed in the meantime: {name}"
    window.offer.yes.click()
    settle(window, qtbot)
    assert window.centre.model.places() == [place]


def test_find_and_replace_leaves_a_newer_text(window: Window, qtbot: QtBot, pair: list[int]) -> None:
    first, second = pair
    shown = dialog(window, qtbot, "Ctrl+H", ReplaceDialog)
    assert isinstance(shown, ReplaceDialog)
    shown._fields["location"].setChecked(True)
    shown.search.setText("Köln")
    shown.substitute.setText("Bonn")
    qtbot.waitUntil(lambda: len(shown._texts.values) == 2 and shown._button().isEnabled(), timeout=20_000)
    heard(window, first, "location", BERTS)
    shown._button().click()
    settle(window, qtbot)
    rows = [window.session.snapshot.row(place)["location"] for place in pair]
    assert rows == [BERTS, "Bonn, Germany"]
    assert "Replaced “Köln” by “Bonn” in 1 photo." in window.progress.said()
    is_offered(window, qtbot, first)
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.snapshot.row(second)["location"] == "Köln, Germany", "one change takes back all that it did"
    assert window.session.snapshot.row(first)["location"] == BERTS


def test_a_batch_leaves_a_newer_text(window: Window, qtbot: QtBot, pair: list[int]) -> None:
    first, second = pair
    shown = dialog(window, qtbot, "Ctrl+B", BatchDialog)
    assert isinstance(shown, BatchDialog)
    type_text(window, "Bonn")
    qtbot.waitUntil(lambda: shown.is_quiet() and bool(shown.outcome.text()), timeout=20_000)
    heard(window, first, "location", BERTS)
    press(window, "Return")
    settle(window, qtbot)
    assert [window.session.snapshot.row(place)["location"] for place in (first, second)] == [BERTS, "Bonn"]
    is_offered(window, qtbot, first)


def test_copying_to_a_series_leaves_a_newer_text(window: Window, qtbot: QtBot) -> None:
    place = window.session.find("name:IMG_2301")[0]
    window.centre.look("grid")
    window.centre.go_to(place)
    shown = dialog(window, qtbot, "Ctrl+Shift+C", SeriesDialog)
    assert isinstance(shown, SeriesDialog)
    (other,) = (each for each in window.session.snapshot.series(place) if each != place)
    for name, box in shown.boxes.items():
        box.setChecked(name == "caption")
    heard(window, other, "caption", "Bert's own words about his cup of coffee.")
    press(window, "Return")
    settle(window, qtbot)
    assert window.session.snapshot.row(other)["caption"] == "Bert's own words about his cup of coffee."
    is_offered(window, qtbot, other)
