"""A window whose first page cannot be opened says why, and offers a way on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Review
from runner.review import settings


def version(catalogue: Path, number: int | None = None) -> int:
    """The schema of a catalogue, after another one is given to it."""
    with sqlite3.connect(catalogue) as catalog:
        if number is not None:
            catalog.execute(f"PRAGMA user_version = {number}")
        found: int = catalog.execute("PRAGMA user_version").fetchone()[0]
    catalog.close()
    return found


@pytest.fixture
def refused(run: Path, runs: Path, qtbot: QtBot) -> Shell:
    """A window for a run whose catalogue a newer version of the program wrote."""
    version(runs / "catalog.db", 1000 + version(runs / "catalog.db"))
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.resize(900, 600)
    shell.show()
    shell.open(Review(run))
    qtbot.waitUntil(lambda: "newer version" in said(shell), timeout=20_000)
    return shell


def said(shell: Shell) -> str:
    return " ".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


def press(shell: Shell, text: str) -> None:
    button = next(each for each in shell.findChildren(QPushButton) if each.text() == text)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_leads_to_the_start_page(refused: Shell, runs: Path, show: Callable[[Shell], None], qtbot: QtBot) -> None:
    assert "Nothing in it was changed." in said(refused)
    press(refused, "Start page")
    qtbot.waitUntil(lambda: isinstance(refused.page(), StartPage), timeout=20_000)
    show(refused)
    assert version(runs / "catalog.db") > 1000


def test_it_tries_again(refused: Shell, runs: Path, show: Callable[[Shell], None], qtbot: QtBot) -> None:
    press(refused, "Try again")
    qtbot.waitUntil(lambda: "newer version" in said(refused), timeout=20_000)
    version(runs / "catalog.db", version(runs / "catalog.db") - 1000)
    press(refused, "Try again")
    qtbot.waitUntil(lambda: isinstance(refused.page(), Window), timeout=20_000)
    show(refused)
