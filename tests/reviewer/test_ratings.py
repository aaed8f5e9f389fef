"""Stars, labels and flags in the window, by keys and by menu."""

from __future__ import annotations

from collections.abc import Callable

from keyboard import press, settle
from PyQt6.QtGui import QImage, QPainter
from PyQt6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reviewer.review.photo_model import CARD
from reviewer.review.window import Window
from reviewer.widgets import ratings
from runner.review.session import Session


def given(window: Window) -> tuple[int, str | None, str | None]:
    return window.session.snapshot.ratings(window.centre.current() or 0)


def test_keys_give_stars_labels_and_flags(window: Window, qtbot: QtBot) -> None:
    press(window, "G")
    settle(window, qtbot)
    press(window, "Ctrl+4", "Ctrl+6", "P")
    settle(window, qtbot)
    assert given(window) == (4, "red", "pick")
    assert window.progress.said() == "1 photo: pick."
    press(window, "Ctrl+6", "X")
    settle(window, qtbot)
    assert given(window) == (4, None, "reject"), "the same colour again takes it off"
    press(window, "Ctrl+0", "Shift+X")
    settle(window, qtbot)
    assert given(window) == (0, None, None)
    press(window, "Ctrl+Z", "Ctrl+Z")
    settle(window, qtbot)
    assert given(window) == (4, None, "reject")


def test_all_selected_photos_are_rated_at_once(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "Ctrl+A", "Ctrl+3")
    settle(window, qtbot)
    assert {window.session.snapshot.ratings(place)[0] for place in range(17)} == {3}
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert {window.session.snapshot.ratings(place)[0] for place in range(17)} == {0}, "and undone at once"


def test_ratings_are_on_the_tile_and_in_its_sentence(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "Ctrl+5", "Ctrl+9", "P")
    settle(window, qtbot)
    index = window.centre.selection().currentIndex()
    card = index.data(CARD)
    assert (card.stars, card.colour, card.flag) == (5, "blue", "pick")
    from PyQt6.QtCore import Qt

    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("5 stars, blue, pick")


def test_the_best_of_a_series_has_a_word_and_no_star(window: Window) -> None:
    best = window.session.find("is:best")[0]
    card = window.centre.model.card(best)
    assert card.best
    assert card.stars == 0
    assert "best of its series" in window.centre.model.index_of(best).data(11)  # Qt.AccessibleTextRole


def test_each_rating_is_painted(window: Window) -> None:
    plain, rated = QImage(200, 160, QImage.Format.Format_RGB32), QImage(200, 160, QImage.Format.Format_RGB32)
    for image, what in ((plain, (0, None, None)), (rated, (3, "red", "pick"))):
        image.fill(0)
        painter = QPainter(image)
        ratings.paint(painter, image.rect().adjusted(10, 10, -10, -10), *what)  # type: ignore[arg-type]
        painter.end()
    assert plain != rated
    assert rated.pixelColor(8, 80).name() == ratings.COLOURS["red"]
    yellow = sum(rated.pixelColor(x, y).name() == "#ffd75e" for x in range(200) for y in range(120, 160))
    assert yellow > 100, "three stars"


def test_the_menu_has_all_of_them_with_their_keys(window: Window) -> None:
    bar = window.menuBar()
    assert bar is not None
    menu = next(action.menu() for action in bar.actions() if action.text() == "Rate")
    assert isinstance(menu, QMenu)
    keys = {action.text(): action.shortcut().toString() for action in menu.actions()}
    assert keys["5 stars"] == "Ctrl+5"
    assert keys["Green label"] == "Ctrl+8"
    assert keys["Flag as pick"] == "P"


def test_what_somebody_else_gave_comes_in(
    window: Window, qtbot: QtBot, open_window: Callable[[Session], Window]
) -> None:
    other = Session(window.session.review_set, "Bob")
    other.rate([0], "colour", "purple")
    window.background.refresh()
    settle(window, qtbot)
    assert window.session.snapshot.ratings(0) == (0, "purple", None)
