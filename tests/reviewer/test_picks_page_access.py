"""The picks page for everybody: larger text, everything by the Tab key, a name for every control."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot
from test_translatable import cut_off

from reviewer.picks.actions import ACTIONS
from reviewer.picks.picks_page import PicksPage
from reviewer.widgets import theme
from reviewer.widgets.action import collisions
from reviewer.widgets.help_dialog import HelpDialog

Open = Callable[..., PicksPage]
_USED = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox)


def usable(page: QWidget) -> list[QWidget]:
    found = [each for kind in _USED for each in page.findChildren(kind)]
    return [
        each for each in found if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("asks", [True, False], ids=["how many", "groups"])
def test_the_tab_key_comes_to_everything_and_all_has_a_name(open_picks_page: Open, asks: bool, qtbot: QtBot) -> None:
    page = open_picks_page(amount=None) if asks else open_picks_page()
    if not asks:
        press(page, "Down")
        settle(page, qtbot)
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    reached: set[QWidget] = set()
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is not None:
            reached.add(focused)
        QTest.keyClick(focused or page, Qt.Key.Key_Tab)
    assert len(usable(page)) >= 5
    assert [each.accessibleName() for each in usable(page) if each not in reached] == []
    assert [each for each in usable(page) if not (each.accessibleName() or getattr(each, "text", str)())] == []


@pytest.mark.parametrize("asks", [True, False], ids=["how many", "groups"])
def test_at_twice_the_size_nothing_is_cut_off(
    open_picks_page: Open, asks: bool, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, "light", 200)
    try:
        page = open_picks_page(amount=None) if asks else open_picks_page()
        page.repaint_all()
        if not asks:
            press(page, "Down", "M")
            settle(page, qtbot)
        qtbot.wait(50)
        assert page.width() == 1280
        assert cut_off(page) == []
    finally:
        theme.apply(qapp, "dark")


def test_no_key_means_two_things_and_the_page_has_help(open_picks_page: Open) -> None:
    page = open_picks_page()
    assert list(collisions({each.name: each.keys for each in ACTIONS})) == []
    press(page, "F1")
    (dialog,) = page.findChildren(HelpDialog)
    for key in ("K", "S", "B", "X", "U", "N"):
        assert key in dialog.text.toPlainText()
    dialog.close()


def test_a_group_is_read_aloud_in_one_sentence(open_picks_page: Open) -> None:
    page = open_picks_page()
    model = page.groups.list.model()
    assert model is not None
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "3 photos, 2025-05-17 10:00, undecided"
    item = page.groups.group.strip.item(0)
    assert item is not None
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "cat_1.jpg: ★ Suggested pick"
