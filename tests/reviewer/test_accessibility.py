"""Everybody can read the text: enough contrast in both themes, any size, and everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from test_translatable import cut_off

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.widgets import theme
from reviewer.widgets.destinations import Destination, People, Picks, Publishing, Review, Runs, Start
from runner.review import settings

TEXT, GRAPHICS = 4.5, 3.0
"""Least contrast of WCAG 2.2, 1.4.3 and 1.4.11, level AA."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    found = QColor(colour)
    return 0.2126 * linear(found.redF()) + 0.7152 * linear(found.greenF()) + 0.0722 * linear(found.blueF())


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_text_stands_out_from_every_ground_that_it_stands_on(look: theme.Theme) -> None:
    grounds = (look.window, look.panel, look.base)
    pairs = [*product((look.text, look.muted, look.error, look.warning, look.good), grounds)]
    pairs += [(look.text, look.ground), (look.muted, look.ground), (look.on_accent, look.accent)]
    pairs += [(look.on_state, colour) for colour in look.states.values()]
    assert [pair for pair in pairs if contrast(*pair) < TEXT] == []
    shapes = [*product(look.states.values(), (look.panel, look.ground)), (look.accent, look.ground)]
    assert [pair for pair in shapes if contrast(*pair) < GRAPHICS] == []


@pytest.fixture
def shell(run: Path, runs: Path, show: Callable[[Shell], None]) -> Shell:
    made = Shell(Place(runs, "Ada"), settings.load())
    made.open(Start())
    made.resize(1280, 800)
    show(made)
    return made


def go(shell: Shell, where: Destination, qtbot: QtBot) -> None:
    page = shell.page()
    assert page is not None
    page.go(where)
    qtbot.waitUntil(lambda: shell.page() is not page and shell.is_quiet(), timeout=60_000)
    qtbot.wait(50)  # for the layout


def places(run: Path) -> list[Destination]:
    reviews = [Review(run), Review(run, view="grid"), Review(run, photo=3)]
    return [Start(), *reviews, Publishing(run), Picks(run), Runs(run), People()]


def test_at_twice_the_size_nothing_is_cut_off(shell: Shell, run: Path, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 200)
    try:
        for where in places(run):
            go(shell, where, qtbot)
            assert shell.width() == 1280, "and the window fits the screen that it fitted before"
            assert cut_off(shell) == []
    finally:
        theme.apply(qapp, "dark")


def test_keys_make_text_larger_and_the_next_start_remembers_it(shell: Shell, qtbot: QtBot, qapp: QApplication) -> None:
    page = shell.page()
    assert page is not None
    before = page.fontInfo().pixelSize()
    try:
        for _ in range(9):
            page.actions_by_name["larger_text"].trigger()
        assert theme.scale() == pytest.approx(2.0)
        assert page.fontInfo().pixelSize() == 2 * before
        assert settings.load().text_size == 200
        page.actions_by_name["smaller_text"].trigger()
        assert settings.load().text_size == 175
    finally:
        theme.apply(qapp, "dark")


def test_the_tab_key_comes_to_everything_that_can_be_used(shell: Shell, run: Path, qtbot: QtBot) -> None:
    for where in places(run)[1:]:
        go(shell, where, qtbot)
        page = shell.page()
        assert page is not None
        page.activateWindow()
        reached: set[QWidget] = set()
        for _ in range(80):
            focused = QApplication.focusWidget()
            if focused is not None:
                reached.add(focused)
            QTest.keyClick(focused or page, Qt.Key.Key_Tab)
        used = [
            each
            for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
            for each in page.findChildren(kind)
        ]
        missed = [
            each
            for each in used
            if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each not in reached and each.focusProxy() not in reached
        ]  # fmt: skip
        assert [(type(each).__name__, each.accessibleName() or each.objectName()) for each in missed] == []
