"""Helpers for tests of pages in trouble: where a page reports an error, and its button to try again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from keyboard import settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.people.people_page import PeoplePage
from reviewer.picks.picks_page import PicksPage
from reviewer.program.shell import Shell
from reviewer.widgets.destinations import Destination

PATIENCE_MS = 60_000
GONE = "a drive is not connected"
At = Callable[[Destination, Path], Shell]
"""Opens a page of the program over a runs folder; the fixture `at`."""


def bar(shell: Shell) -> str:
    page = shell.page()
    assert page is not None
    line = page.statusBar()
    assert line is not None
    return line.currentMessage()


def retry(page: PeoplePage | PicksPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.offer.yes, Qt.MouseButton.LeftButton)
    settle(page, qtbot)  # type: ignore[arg-type]
