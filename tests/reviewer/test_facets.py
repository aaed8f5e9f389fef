"""The live filter and the facets beside the photos, with real keys and clicks."""

from __future__ import annotations

from keyboard import clear_line, press, settle, type_text
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QCompleter
from pytestqt.qtbot import QtBot

from reviewer.review import filter_bar
from reviewer.review.window import Window
from runner.review import settings


def click(window: Window, qtbot: QtBot, key: str, value: str, *modifiers: Qt.KeyboardModifier) -> None:
    """Click a value of a facet, its facet open."""
    tree, held = window.facets.tree, Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    top = window.facets.item(key)
    assert top is not None
    top.setExpanded(True)
    item = window.facets.item(key, value)
    assert item is not None, f"{key} lists no {value}"
    tree.scrollToItem(item)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, held, tree.visualItemRect(item).center())
    settle(window, qtbot)


def counts(window: Window, key: str) -> dict[str, str]:
    top = window.facets.item(key)
    assert top is not None
    children = [top.child(at) for at in range(top.childCount())]
    return {child.text(0).removeprefix("✓ "): child.text(1) for child in children if child is not None}


def names(window: Window) -> set[str]:
    paths = window.session.snapshot.photos.table["source_path"]
    return {paths[place].rpartition("/")[2] for place in window.centre.model.places()}


def grid(window: Window, qtbot: QtBot) -> None:
    press(window, "G")
    settle(window, qtbot)


def test_photos_follow_what_is_typed(window: Window, qtbot: QtBot) -> None:
    press(window, "Ctrl+F")
    type_text(window, "keyword:espr")
    settle(window, qtbot)
    assert window.centre.view() == "grid", "photos take the place of the overview"
    assert window.centre.model.places() == []
    assert QApplication.focusWidget() is window.filters.line, "the keyboard stays in the line"
    type_text(window, "esso")
    settle(window, qtbot)
    assert names(window) == {"IMG_2301.JPG", "IMG_2302.JPG"}


def test_half_a_condition_is_complained_about_only_in_a_pause(window: Window, qtbot: QtBot) -> None:
    press(window, "Ctrl+F")
    type_text(window, "outcome:passed ")
    settle(window, qtbot)
    shown = window.centre.model.places()
    type_text(window, "qualit:")
    settle(window, qtbot)
    assert not window.filters.problem.isVisible()
    assert window.centre.model.places() == shown, "the photos before stay meanwhile"
    qtbot.waitUntil(window.filters.problem.isVisible, timeout=filter_bar.PAUSE_MS + 5000)
    assert "qualit" in window.filters.problem.text("error")
    assert window.filters.line.selectedText() == "", "who types on is not overwritten"
    clear_line(window)
    settle(window, qtbot)
    assert not window.filters.problem.isVisible()
    assert len(window.centre.model.places()) == 17


def test_a_click_on_a_facet_writes_the_filter(window: Window, qtbot: QtBot) -> None:
    grid(window, qtbot)
    assert counts(window, "state") == {"passed": "6", "blocked": "8", "failed": "3"}
    click(window, qtbot, "camera", "Canon EOS 6D")
    assert window.filters.filter() == 'camera:="Canon EOS 6D"'
    assert names(window) == {"IMG_2301.JPG", "IMG_2302.JPG"}
    assert counts(window, "state") == {"passed": "2"}, "other facets count what is left"
    assert len(counts(window, "camera")) > 1, "its own counts what the other conditions leave"
    click(window, qtbot, "camera", "Fujifilm X-T3", Qt.KeyboardModifier.ControlModifier)
    assert window.filters.filter() == 'camera:="Canon EOS 6D" OR camera:="Fujifilm X-T3"'
    assert len(window.centre.model.places()) == 4
    click(window, qtbot, "camera", "Canon EOS 6D", Qt.KeyboardModifier.ControlModifier)
    click(window, qtbot, "camera", "Fujifilm X-T3")
    assert window.filters.filter() == ""


def test_shift_chooses_all_between(window: Window, qtbot: QtBot) -> None:
    grid(window, qtbot)
    click(window, qtbot, "state", "passed")
    click(window, qtbot, "state", "failed", Qt.KeyboardModifier.ShiftModifier)
    assert window.filters.filter() == "state:passed OR state:blocked OR state:failed"


def test_folders_and_days_are_trees(window: Window, qtbot: QtBot) -> None:
    grid(window, qtbot)
    folder = window.facets.item("folder")
    assert folder is not None
    folder.setExpanded(True)
    demo = folder.child(0)
    assert demo is not None
    demo.setExpanded(True)
    child = next(demo.child(at) for at in range(demo.childCount()) if demo.child(at).text(0) == "Café")  # type: ignore[union-attr]
    assert child is not None
    click(window, qtbot, "folder", child.data(0, Qt.ItemDataRole.UserRole))
    assert window.filters.filter().startswith("folder:=")
    assert names(window) >= {"IMG_2301.JPG", "IMG_2302.JPG"}
    press(window, "Ctrl+Shift+F")
    settle(window, qtbot)
    for value in ("2019", "2019-11"):
        item = window.facets.item("date", value)
        assert item is not None
        item.setExpanded(True)
    click(window, qtbot, "date", "2019-11-02")
    assert names(window) == {"Chelsea the cat.jpg", "DSCF4471.JPG"}


def test_what_is_typed_is_completed_with_values_of_the_run(window: Window, qtbot: QtBot) -> None:
    grid(window, qtbot)
    top = window.facets.item("camera")
    assert top is not None
    top.setExpanded(True)
    camera = next(iter(counts(window, "camera")))
    assert " " in camera
    press(window, "Ctrl+F")
    type_text(window, f"camera:{camera[:3].lower()}")
    completer = window.filters.line.findChild(QCompleter)
    assert completer is not None
    assert completer.currentCompletion() == f"camera:{camera}"
    press(window, "Down", "Return")
    settle(window, qtbot)
    assert window.filters.filter() == f'camera:"{camera}"'
    assert 0 < len(names(window)) < window.session.snapshot.photos.table.height


def test_facets_by_keyboard_alone(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "Ctrl+L")
    settle(window, qtbot)
    tree = window.facets.tree
    assert QApplication.focusWidget() is tree
    press(window, "Home", "Down", "Space")
    settle(window, qtbot)
    chosen = window.filters.filter()
    assert chosen.startswith("state:")
    assert QApplication.focusWidget() is tree, "the keyboard stays where it is"
    item = tree.currentItem()
    assert item is not None
    assert item.text(0).startswith("✓")
    press(window, "Space")
    settle(window, qtbot)
    assert window.filters.filter() == ""
    press(window, "V")
    assert window.facets.isHidden()
    assert settings.load().facets is False


def test_facets_follow_decisions_and_ratings(window: Window, qtbot: QtBot) -> None:
    grid(window, qtbot)
    assert window.facets.item("stars") is None
    place = window.session.find("name:_MG_5120")[0]
    window.centre.go_to(place)
    press(window, "A")
    settle(window, qtbot)
    assert counts(window, "state")["approved"] == "1"
    window.centre.go_to(place)
    press(window, "Ctrl+4")
    settle(window, qtbot)
    click(window, qtbot, "stars", "4")
    assert names(window) == {"_MG_5120.jpg"}


def test_every_value_says_what_it_is_to_those_who_do_not_see_it(window: Window, qtbot: QtBot) -> None:
    grid(window, qtbot)
    item = window.facets.item("state", "blocked")
    assert item is not None
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "State: blocked, 8 photos"
    assert window.facets.tree.accessibleName()
    assert window.facets.tree.viewport().rect().contains(QPoint(1, 1))  # type: ignore[union-attr]
