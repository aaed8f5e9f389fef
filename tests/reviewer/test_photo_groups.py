"""Groups in the grid, selection by mouse, and the menu of photos."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyboard import press, settle
from PyQt6.QtCore import QPoint, QRect, QSize, Qt
from PyQt6.QtGui import QAction, QContextMenuEvent, QDesktopServices, QGuiApplication
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reviewer.review import tile_titles
from reviewer.review.tile_layout import HEADER, TileLayout
from reviewer.review.window import Window
from runner.review.grouping import find


def group(window: Window, qtbot: QtBot, by: str) -> None:
    press(window, "G")
    window.filters.grouping.setCurrentIndex(window.filters.grouping.findData(by))
    window.filters.arranged.emit()
    settle(window, qtbot)


def tile(window: Window, row: int) -> QPoint:
    return window.centre.grid.visualRect(window.centre.model.index(row)).center()


def click(window: Window, at: QPoint, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    QTest.mouseClick(window.centre.grid.viewport(), Qt.MouseButton.LeftButton, held, at)


@pytest.mark.parametrize("by", ["folder", "day", "place", "series"])
def test_groups_hold_every_photo_once(window: Window, by: str) -> None:
    found = find(window.session.snapshot, "", "attention", by)
    assert sorted(found.places) == list(range(17))
    assert found.places == [place for group in found.groups for place in group.places]
    assert len({group.value for group in found.groups}) == len(found.groups) > 1


def test_groups_follow_what_a_person_wrote(window: Window, qtbot: QtBot) -> None:
    window.change(lambda: window.session.edit({3: {"location": "Atlantis"}}, "x"))
    settle(window, qtbot)
    groups = find(window.session.snapshot, "", "run", "place").groups
    assert next(each.places for each in groups if each.value == "Atlantis") == (3,)
    assert groups[-1].value is None, "those without a place come last"


def test_a_title_collapses_its_group_and_selects_it(window: Window, qtbot: QtBot) -> None:
    group(window, qtbot, "day")
    grid, groups = window.centre.grid, window.centre.found.groups
    at = next(number for number, each in enumerate(groups) if len(each.places) > 1)
    header = grid.header_of(at)
    grid.verticalScrollBar().setValue(header.top())  # type: ignore[union-attr]
    header = grid.header_of(at)
    click(window, header.topLeft() + QPoint(20, 10))
    assert len(window.centre.model.places()) == 17 - len(groups[at].places), "its photos are left out"
    press(window, "Ctrl+A")
    assert not set(window.centre.chosen()) & set(groups[at].places), "nobody decides about what he does not see"
    click(window, grid.header_of(at).topLeft() + QPoint(20, 10))
    assert len(window.centre.model.places()) == 17
    click(window, tile_titles.box(grid.header_of(at)).center())
    assert window.centre.chosen() == list(groups[at].places)


def test_groups_by_keyboard(window: Window, qtbot: QtBot) -> None:
    group(window, qtbot, "day")
    groups = window.centre.found.groups
    window.centre.go_to(groups[1].places[0])
    press(window, "Ctrl+Shift+A")
    assert window.centre.selected() == list(groups[1].places)
    press(window, "K")
    assert set(window.centre.model.places()) == set(range(17)) - set(groups[1].places)
    press(window, "Shift+K")
    assert len(window.centre.model.places()) == 17
    press(window, "Shift+K")
    assert window.centre.model.places() == []
    press(window, "K")
    assert len(window.centre.model.places()) == 17, "there is a way back without a photo to stand on"


def test_the_menu_of_a_title_shows_only_its_photos(window: Window, qtbot: QtBot) -> None:
    group(window, qtbot, "day")
    grid = window.centre.grid
    first = window.centre.found.groups[0]
    grid.header_menu.emit(0, grid.mapToGlobal(QPoint(5, 5)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Show only these photos").trigger()
    menu.close()
    settle(window, qtbot)
    assert window.filters.filter() == f"date:{first.value}"
    assert window.centre.model.places() == list(first.places)


def test_a_rubber_band_selects_what_it_touches(window: Window, qtbot: QtBot) -> None:
    press(window, "G")
    settle(window, qtbot)
    grid, model = window.centre.grid, window.centre.model
    columns, viewport = grid.layout_.columns, grid.viewport()
    start, end = tile(window, 0), tile(window, columns + 1)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + (end - start) * step / 5)
        QApplication.processEvents()
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    rows = {0, 1, columns, columns + 1}
    assert set(window.centre.selected()) == {model.places()[row] for row in rows}, "a rectangle, not a stretch"


def test_shift_and_ctrl_select_as_everywhere(window: Window, qtbot: QtBot) -> None:
    press(window, "G")
    settle(window, qtbot)
    places = window.centre.model.places()
    click(window, tile(window, 1))
    click(window, tile(window, 4), Qt.KeyboardModifier.ShiftModifier)
    assert window.centre.selected() == places[1:5]
    click(window, tile(window, 2), Qt.KeyboardModifier.ShiftModifier)
    assert window.centre.selected() == places[1:3], "from where it began"
    click(window, tile(window, 5), Qt.KeyboardModifier.ControlModifier)
    assert window.centre.selected() == [*places[1:3], places[5]]
    window.centre.go_to(places[0])
    press(window, "Shift+Right", "Shift+Right")
    assert window.centre.selected() == places[:3]
    press(window, "Ctrl+A")
    assert window.centre.selected() == places


def test_arrows_go_through_groups_by_lines(window: Window, qtbot: QtBot) -> None:
    group(window, qtbot, "folder")
    window.centre.go_to(window.centre.model.places()[0])
    seen = []
    for _ in range(20):
        seen.append(window.centre.selection().currentIndex().row())
        press(window, "Down")
    assert seen == sorted(seen)
    last = window.centre.grid.layout_.group_of(seen[-1])
    assert last == len(window.centre.found.groups) - 1, "Down reaches the last group"


def test_tiles_stand_where_they_are_found(window: Window) -> None:
    layout = TileLayout(QSize(100, 80), 3, [4, 0, 1, 7], headed=True)
    assert layout.rows == 12
    for row in range(12):
        centre = layout.rect(row).center()
        assert layout.row_at(centre.x(), centre.y()) == row
        assert row in layout.rows_of(layout.group_of(row))
    assert layout.height == 4 * HEADER + (2 + 0 + 1 + 3) * 80
    assert layout.stretches(QRect(0, 0, 300, layout.height)) == [(0, 11)]
    assert layout.row_at(350, HEADER + 5) is None
    assert list(layout.headers_in(0, 10)) == [0]


def menu_of(window: Window, qtbot: QtBot) -> dict[str, QAction]:
    """The menu under the mouse, by its texts."""
    window.centre.grid.photo_menu.emit(window.mapToGlobal(QPoint(100, 100)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = {action.text(): action for action in menu.actions()}
    menu.close()
    return actions


def test_the_menu_of_photos_acts_on_what_is_selected(window: Window, qtbot: QtBot) -> None:
    press(window, "G")
    settle(window, qtbot)
    window.centre.go_to(window.session.find("name:_MG_5120")[0])
    actions = menu_of(window, qtbot)
    for wanted in ("Approve", "Regenerate …", "Change selected photos …", "Photos of this series", "Rate"):
        assert wanted in actions
    actions["Copy file name"].trigger()
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text() == "_MG_5120.jpg"
    actions["Copy path"].trigger()
    assert Path(clipboard.text()).is_file()
    actions["Approve"].trigger()
    settle(window, qtbot)
    assert window.session.snapshot.states()["approved"] == 1


def test_the_menu_key_opens_the_menu(window: Window, qtbot: QtBot) -> None:
    press(window, "G")
    settle(window, qtbot)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(window.centre.grid, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Show in folder" in [action.text() for action in menu.actions()]
    menu.close()


def test_the_right_button_opens_the_menu_of_what_is_under_it(window: Window, qtbot: QtBot) -> None:
    group(window, qtbot, "day")
    grid, seen = window.centre.grid, []
    grid.header_menu.connect(lambda at, _where: seen.append(at))
    for at in (grid.header_of(0).center(), tile(window, 0)):
        QApplication.sendEvent(grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.append(menu.actions()[0].text())
        menu.close()
    assert seen == [0, "Select these photos", "Approve"]


def test_what_the_desktop_cannot_open_is_said(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    press(window, "G")
    settle(window, qtbot)
    opened: list[str] = []

    def no_program(url) -> bool:  # type: ignore[no-untyped-def]
        opened.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", no_program)
    press(window, "Ctrl+O")
    settle(window, qtbot)
    assert Path(opened[0]).is_file()
    assert window.progress.said().startswith("No program for opening")
    press(window, "Ctrl+Shift+O")
    settle(window, qtbot)
    assert "No program for showing folders" in window.progress.said()


def test_a_photo_that_is_gone_is_said_and_not_opened(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.widgets import file_manager

    monkeypatch.setattr(file_manager, "is_there", lambda _path: False)
    press(window, "G", "Ctrl+O")
    settle(window, qtbot)
    assert window.progress.said().startswith("The photo is no longer where the run found it")
