"""Choosing between two texts while the sweep, the photos or the catalogue are gone or locked: no choice is lost."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from in_a_process import beside_a_full_disk, environment, without_privileges, words
from keyboard import press
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot
from variants import kept

from reviewer.blind.blind_window import BlindWindow
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Comparison, Start
from runner.errors import EnvError
from runner.review import settings
from runner.review.blind import Blind
from tests.reviewed_demo import held

PATIENCE_MS = 20_000


@pytest.fixture
def shell(sweep: Path, runs: Path, show: Callable[[object], None]) -> Shell:
    made = Shell(Place(runs, "Ada"), settings.load())
    made.open(Comparison(sweep))
    show(made)
    return made


def comparing(shell: Shell) -> BlindWindow:
    page = shell.page()
    assert isinstance(page, BlindWindow)
    return page


def choose(shell: Shell, key: str, qtbot: QtBot) -> None:
    press(comparing(shell), key)  # type: ignore[arg-type]
    qtbot.waitUntil(shell.is_quiet, timeout=PATIENCE_MS)


def chosen(sweep: Path, runs: Path) -> int:
    """How many choices another program finds."""
    return Blind(sweep, runs, "Ada").chosen


def test_the_sweep_may_be_deleted_while_it_is_open(shell: Shell, sweep: Path, runs: Path, qtbot: QtBot) -> None:
    away = sweep.with_name("away")
    sweep.rename(away)
    choose(shell, "Left", qtbot)
    choose(shell, "Right", qtbot)
    assert [each.choice for each in kept(runs, sweep)] == ["left", "right"]
    with pytest.raises(EnvError, match="The folder of this sweep is gone"):
        Blind(sweep, runs, "Ada")
    away.rename(sweep)
    assert chosen(sweep, runs) == 2


def test_photos_that_are_gone_leave_the_texts_to_choose_between(
    sweep: Path, runs: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    (runs / "renditions").unlink()
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.open(Comparison(sweep))
    show(shell)
    page = comparing(shell)
    assert page.left.texts["caption"].text()
    choose(shell, "Z", qtbot)
    choose(shell, "Left", qtbot)
    assert chosen(sweep, runs) == 1


def test_a_drive_that_is_unplugged_keeps_the_question_and_the_choice(
    shell: Shell, sweep: Path, runs: Path, qtbot: QtBot
) -> None:
    page = comparing(shell)
    question, away = page.blind.question, runs.with_name("away")
    runs.rename(away)
    choose(shell, "Left", qtbot)
    assert "a drive is not connected" in page.note.text()
    assert page.blind.question is question
    assert not runs.exists(), "what is written there would be hidden by the drive"
    choose(shell, "Escape", qtbot)
    assert "Saved: 0 choices." in page.end.text()
    assert "1 change could not be saved" in page.end.text()
    shell.open(Start())
    qtbot.waitUntil(lambda: shell._leaving.dialog is not None, timeout=PATIENCE_MS)
    dialog = shell._leaving.dialog
    assert dialog is not None
    away.rename(runs)
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage), timeout=PATIENCE_MS)
    assert chosen(sweep, runs) == 1


def test_a_choice_made_again_takes_the_place_of_the_refused_one(
    shell: Shell, sweep: Path, runs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runner.review.blind.PATIENCE_S", 0.05)
    with held(runs):
        choose(shell, "Left", qtbot)
        assert "in use by another program" in comparing(shell).note.text()
    choose(shell, "Right", qtbot)
    assert [each.choice for each in kept(runs, sweep)] == ["right"]


def test_two_windows_of_one_person_ask_each_question_once(
    sweep: Path, runs: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    both = []
    for _ in range(2):
        shell = Shell(Place(runs, "Ada"), settings.load())
        shell.open(Comparison(sweep))
        show(shell)
        both.append(shell)
    first, second = both
    total = comparing(first).blind.total
    while comparing(first).blind.question is not None:
        choose(first, "Left", qtbot)
    choose(second, "Right", qtbot)  # what it had asked already is answered once more: the newer answer stands
    assert comparing(second).blind.question is None
    assert len(kept(runs, sweep)) == total
    assert [each.choice for each in kept(runs, sweep)].count("right") == 1


_CHOOSE = """
    from PyQt6.QtCore import Qt
    def choose():
        page.choose("left")
        until(page.is_quiet)
        print(page.blind.chosen, " ".join(page.note.text().split()), flush=True)
"""


def test_a_full_disk_is_said_and_the_choice_is_not_counted(
    sweep: Path, runs: Path, tmp_path: Path, full_disk: Path
) -> None:
    does = (
        _CHOOSE
        + """
    full("catalog.db"); choose()
    full(""); choose()
    """
    )
    first, second = beside_a_full_disk(full_disk, tmp_path, "Comparison(where)", does, sweep, runs).splitlines()
    assert first.startswith("0 ")
    assert "the disk is full" in first
    assert second.startswith("1 ")
    assert chosen(sweep, runs) == 1


@pytest.mark.parametrize("whole_folder", [False, True])
def test_a_catalogue_that_is_read_only_is_said_and_the_choice_is_not_counted(
    sweep: Path, runs: Path, tmp_path: Path, whole_folder: bool
) -> None:
    does = (
        _CHOOSE
        + f"""
    for file in runs.glob("catalog.db*"):
        file.chmod(0o444)
    runs.chmod(0o{"555" if whole_folder else "755"})
    choose()
    """
    )
    said = without_privileges(tmp_path, "Comparison(where)", does, sweep, runs)
    runs.chmod(0o755)
    for file in runs.glob("catalog.db*"):
        file.chmod(0o644)
    assert said.startswith("0 ")
    assert "it is read-only" in said
    assert chosen(sweep, runs) == 0


def test_a_choice_that_was_shown_as_kept_outlives_a_kill(sweep: Path, runs: Path, tmp_path: Path) -> None:
    does = (
        _CHOOSE
        + """
    while True: choose()
    """
    )
    command = words(tmp_path, "Comparison(where)", does, sweep, runs)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(), cwd=tmp_path) as program:
        assert program.stdout is not None
        told = [int(program.stdout.readline().split()[0]) for _ in range(3)][-1]
        program.send_signal(signal.SIGKILL)
    assert chosen(sweep, runs) >= told == 3


def test_a_variant_that_was_deleted_is_asked_about_no_more(sweep: Path, runs: Path) -> None:
    shutil.rmtree(sweep / "1-long")
    blind = Blind(sweep, runs, "Ada")
    while blind.question is not None:
        assert "1-long" not in (blind.question.pair.left, blind.question.pair.right)
        blind.choose("tie")
    shutil.rmtree(sweep / "2-odd")
    with pytest.raises(EnvError, match="two are needed"):
        Blind(sweep, runs, "Ada")
