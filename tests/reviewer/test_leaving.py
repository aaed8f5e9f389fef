"""Leaving a page or closing the window while nothing can be saved: it is shown and asked, without waiting."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from keyboard import press, settle, type_text
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.program.leaving_dialog import LeavingDialog
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.review.window import Window
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Publishing, Review, Start
from runner import user_folder
from runner.review import review_set, settings
from runner.review.session import Session
from tests.reviewed_demo import held

PATIENCE_MS = 20_000
CAT = "name:Chelsea"


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long enough for the dialog to be seen, short enough for a test."""
    monkeypatch.setattr("runner.review.recording.PATIENCE_S", 0.6)


@pytest.fixture
def shell(run: Path, runs: Path, show: Callable[[object], None]) -> Shell:
    made = Shell(Place(runs, "Ada"), settings.load())
    made.open(Review(run, CAT))
    made.resize(1280, 800)
    show(made)
    return made


def reviewing(shell: Shell) -> Window:
    page = shell.page()
    assert isinstance(page, Window)
    return page


def approve(shell: Shell) -> None:
    window = reviewing(shell)
    window.centre.take_focus()
    press(window, "A")


def decision(run: Path, runs: Path) -> str | None:
    """What a program that comes next finds decided about the cat."""
    session = Session(review_set.read(run, runs), "Ada")
    (place,) = session.find(CAT)
    return session.snapshot.effective_decision(place)


def dialog(shell: Shell) -> LeavingDialog:
    found = shell._leaving.dialog
    assert found is not None
    return found


def until_waiting(shell: Shell, qtbot: QtBot) -> None:
    """The window says that it saves, while it does."""

    def says() -> bool:
        shown = shell._leaving.dialog
        return shown is not None and shown.isVisible() and "Saving" in shown.said.text()

    qtbot.waitUntil(says, timeout=PATIENCE_MS)


def until_asked(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shell._leaving.dialog is not None and dialog(shell).again.isVisible(), timeout=PATIENCE_MS)


def tried_again(shell: Shell) -> bool:
    """Press Try again whenever it asks, as on a busy machine it may more than once; False: it is not left yet."""
    shown = shell._leaving.dialog
    if shown is not None and shown.again.isVisible():
        click(shown.again)
    return False


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_a_page_is_left_unasked_when_all_is_saved(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    approve(shell)
    shell.open(Start())
    qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage), timeout=PATIENCE_MS)
    assert shell._leaving.dialog is None
    assert decision(run, runs) == "approved"


def test_what_is_saved_late_is_waited_for_in_sight(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    with held(runs):
        approve(shell)
        shell.open(Start())
        until_waiting(shell, qtbot)
        assert not dialog(shell).again.isVisible()
    qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage), timeout=PATIENCE_MS)
    assert shell._leaving.dialog is None
    assert decision(run, runs) == "approved"


def test_what_cannot_be_saved_is_asked_about_until_it_can(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    with held(runs):
        approve(shell)
        shell.open(Start())
        until_asked(shell, qtbot)
        assert "1 change could not be saved" in dialog(shell).said.text()
        assert "in use by another program" in dialog(shell).said.text()
        click(dialog(shell).again)
        until_waiting(shell, qtbot)
        until_asked(shell, qtbot)
        assert isinstance(shell.page(), Window), "it is asked again as long as it is refused"
    qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage) or tried_again(shell), timeout=PATIENCE_MS)
    assert decision(run, runs) == "approved"


def test_one_may_leave_without_saving(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    with held(runs):
        approve(shell)
        shell.open(Start())
        until_asked(shell, qtbot)
        click(dialog(shell).discard)
        qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage), timeout=PATIENCE_MS)
    assert decision(run, runs) is None


def test_one_may_stay_and_try_there(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    window = reviewing(shell)
    with held(runs):
        approve(shell)
        shell.open(Start())
        until_asked(shell, qtbot)
        QTest.keyClick(dialog(shell), Qt.Key.Key_Escape)
        assert shell.page() is window
        assert shell._leaving.dialog is None
        assert window.offer.isVisible()
    click(window.offer.yes)
    settle(window, qtbot)
    assert decision(run, runs) == "approved"
    assert not window.offer.isVisible()


def test_the_window_closes_when_all_is_saved(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    with held(runs):
        approve(shell)
        assert not shell.close()
        until_waiting(shell, qtbot)
        assert shell.isVisible()
        until_asked(shell, qtbot)
    qtbot.waitUntil(lambda: not shell.isVisible() or tried_again(shell), timeout=PATIENCE_MS)
    assert decision(run, runs) == "approved"


def test_the_window_closes_without_what_is_given_up(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    with held(runs):
        approve(shell)
        assert not shell.close()
        until_asked(shell, qtbot)
        click(dialog(shell).discard)
        qtbot.waitUntil(lambda: not shell.isVisible(), timeout=PATIENCE_MS)
    assert decision(run, runs) is None


def test_what_was_refused_is_tried_again_in_order(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    window = reviewing(shell)
    (place,) = window.session.find(CAT)
    window.actions_by_name["advance"].setChecked(False)
    with held(runs):
        approve(shell)
        window.reject([place], "Blurred.")
        settle(window, qtbot)
        assert "2 changes could not be saved" in window.offer.label.text()
    press(window, "Ctrl+3")  # a third change brings the first two with it
    settle(window, qtbot)
    assert not window.offer.isVisible()
    assert decision(run, runs) == "rejected", "the later of the two holds"
    assert window.session.snapshot.rating(window.session.snapshot.items[place], "stars") == 3


def test_what_is_discarded_is_not_brought_back(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    window = reviewing(shell)
    with held(runs):
        approve(shell)
        settle(window, qtbot)
        click(window.offer.no)
    press(window, "Ctrl+3")
    settle(window, qtbot)
    assert decision(run, runs) is None


def test_typed_text_that_no_disk_takes_is_asked_about(shell: Shell, run: Path, runs: Path, qtbot: QtBot) -> None:
    """Neither the catalogue's drive nor the user's own folder takes the text."""
    (user_folder.own() / "typed").write_text("no folder can be made in its place")
    away = runs.with_name("away")
    runs.rename(away)
    window = reviewing(shell)
    press(window, "1")
    type_text(window, " Typed.")
    shell.open(Start())
    until_asked(shell, qtbot)
    assert "What you are typing cannot be saved" in dialog(shell).said.text()
    away.rename(runs)
    qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage) or tried_again(shell), timeout=PATIENCE_MS)
    session = Session(review_set.read(run, runs), "Ada")
    (place,) = session.find(CAT)
    assert str(session.snapshot.row(place)["caption"]).endswith("Typed.")


def test_a_window_that_is_closed_while_it_publishes_ends_the_photo_it_is_at(
    session: Session, run: Path, runs: Path, tmp_path: Path, show: Callable[[object], None], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    session.approve(session.find("outcome:passed"))
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.open(Publishing(run))
    show(shell)
    page = shell.page()
    assert isinstance(page, PublishPage)
    publisher = page.publisher
    publisher.publish()
    qtbot.waitUntil(lambda: publisher._child is not None, timeout=PATIENCE_MS)
    assert not shell.close(), "it is not waited for in the window's thread"
    qtbot.waitUntil(lambda: not shell.isVisible(), timeout=PATIENCE_MS)
    assert publisher.is_over()
    with closing(sqlite3.connect(runs / "catalog.db")) as catalog:
        assert catalog.execute("SELECT count(*) FROM publish_journal").fetchone() == (0,), "nothing is half published"
