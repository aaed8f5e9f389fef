"""One window that shows one page after another: nothing that a person did is lost between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Destination, NewSets, Review, Start
from reviewer.widgets.help_dialog import HelpDialog
from reviewer.widgets.hint_bar import HintBar
from runner.review import settings
from tests.reviewer.keyboard import clear_line, type_text


@pytest.fixture
def shell(run: Path, runs: Path, show: Callable[[object], None], qtbot: QtBot) -> Shell:
    made = Shell(Place(runs, "Ada"), settings.load())
    made.open(Start())
    show(made)
    return made


def _go(shell: Shell, where: Destination, qtbot: QtBot) -> None:
    page = shell.page()
    assert page is not None
    page.go(where)
    qtbot.waitUntil(lambda: shell.page() is not page and shell.is_quiet(), timeout=20_000)


def test_from_the_start_to_a_review_and_back_keeps_what_is_being_typed(shell: Shell, run: Path, qtbot: QtBot) -> None:
    assert isinstance(shell.page(), StartPage)
    _go(shell, Review(run, "name:DSC07712"), qtbot)
    window = shell.page()
    assert isinstance(window, Window)
    assert shell.windowTitle().startswith("demo")
    window.editor.fields["subject"].focus()
    clear_line(window)
    type_text(window, "Saturn V")
    _go(shell, Start(), qtbot)
    _go(shell, Review(run, "name:DSC07712"), qtbot)
    window = shell.page()
    assert isinstance(window, Window)
    assert window.session.snapshot.row(window.session.find("name:DSC07712")[0])["subject"] == "Saturn V"


def test_what_cannot_be_opened_is_said_where_one_is(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    page = shell.page()
    assert page is not None
    page.go(Review(tmp_path / "nowhere"))
    qtbot.waitUntil(shell.is_quiet, timeout=20_000)
    assert shell.page() is page
    bar = page.statusBar()
    assert bar is not None
    assert "The folder of this run is gone" in bar.currentMessage()


def test_every_page_has_help_in_both_languages(shell: Shell, run: Path, qtbot: QtBot) -> None:
    for where in (NewSets(), Start(), Review(run)):
        _go(shell, where, qtbot)
        page = shell.page()
        assert page is not None
        page.actions_by_name["help"].trigger()
        (dialog,) = page.findChildren(HelpDialog)
        said = dialog.findChild(QTextBrowser)
        assert said is not None
        assert len(said.toPlainText()) > 200
        dialog.close()


def test_another_language_is_spoken_at_once(
    shell: Shell, run: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PyQt6.QtWidgets import QInputDialog

    from reviewer.widgets import translation

    page = shell.page()
    assert page is not None
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_args, **_named: ("Deutsch", True))
    try:
        page.actions_by_name["language"].trigger()
        qtbot.waitUntil(lambda: shell.page() is not page and shell.is_quiet(), timeout=20_000)
        spoken = shell.page()
        assert spoken is not None
        assert spoken.actions_by_name["home"].text() == "Startseite"
    finally:
        translation.speak(qapp, "en")


def test_a_page_begins_with_the_focus_where_it_wants_it(shell: Shell, run: Path, qtbot: QtBot) -> None:
    page = shell.page()
    assert isinstance(page, StartPage)
    assert QApplication.focusWidget() is page.sets
    _go(shell, Review(run), qtbot)
    window = shell.page()
    assert isinstance(window, Window)
    assert QApplication.focusWidget() is window.centre.overview.list


def test_a_hint_is_shown_until_it_is_dismissed_and_can_come_back(shell: Shell, run: Path, qtbot: QtBot) -> None:
    page = shell.page()
    assert page is not None
    assert page.findChild(HintBar) is None, "dismissed before"
    page.actions_by_name["hints"].trigger()
    _go(shell, Review(run), qtbot)
    page = shell.page()
    assert page is not None
    hint = page.findChild(HintBar)
    assert hint is not None
    assert "A approves" in " ".join(label.text() for label in hint.findChildren(QLabel))
    QTest.mouseClick(hint.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert settings.load().hints == ["review"]
    _go(shell, Start(), qtbot)
    _go(shell, Review(run), qtbot)
    page = shell.page()
    assert page is not None
    assert page.findChild(HintBar) is None
