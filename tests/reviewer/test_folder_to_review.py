"""The whole way that a person goes who never opens a terminal: a folder, a set, its run, its review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.intake.intake_page import IntakePage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.running.runs_page import RunsPage
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Destination, NewSets, Start
from runner.imaging import samples
from runner.review import settings
from runner.service.queue import Queue
from runner.store import runfile

PATIENCE_MS = 240_000


def shown(shell: Shell, qtbot: QtBot, kind: type) -> None:
    qtbot.waitUntil(lambda: isinstance(shell.page(), kind), timeout=PATIENCE_MS)


@pytest.mark.slow
def test_from_a_folder_to_the_review_of_its_photos(
    tmp_path: Path, show: Callable[[object], None], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    samples.lay_out(tmp_path / "photos")
    runs = tmp_path / "runs"
    shell = Shell(Place(runs, "Ada"), settings.load())
    start: Destination = Start()
    shell.open(start)
    show(shell)
    page = shell.page()
    assert isinstance(page, StartPage)
    page.go(NewSets((tmp_path / "photos/Falcon 9",)))
    shown(shell, qtbot, IntakePage)
    intake = shell.page()
    assert isinstance(intake, IntakePage)
    qtbot.waitUntil(intake.is_quiet, timeout=PATIENCE_MS)
    intake.form.captioner.choose(("caption=composer",))
    intake.form.texts["subject"].setFocus()
    QTest.keyClicks(intake.form.texts["subject"], "rocket")
    qtbot.waitUntil(intake.is_quiet, timeout=PATIENCE_MS)
    QTest.mouseClick(intake.bar.all, Qt.MouseButton.LeftButton)
    shown(shell, qtbot, RunsPage)
    latest = runs / "Falcon_9/latest"
    qtbot.waitUntil(latest.exists, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not Queue(runs).has_worker(), timeout=PATIENCE_MS)
    file = runfile.read(latest)
    assert file is not None
    assert (file.state, file.set) == ("finished", "Falcon_9")
    home = shell.page()
    assert home is not None
    home.go(Start())
    shown(shell, qtbot, StartPage)
    qtbot.waitUntil(shell.is_quiet, timeout=PATIENCE_MS)
    page = shell.page()
    assert isinstance(page, StartPage)
    card = page.sets.card(0)
    assert (card.of.name, card.of.photos, card.state()) == ("Falcon_9", 2, "2 photos need you")
    page.sets.setFocus()
    QTest.keyClick(page.sets, Qt.Key.Key_Return)
    shown(shell, qtbot, Window)
    window = shell.page()
    assert isinstance(window, Window)
    assert {window.session.snapshot.row(place)["subject"] for place in range(2)} == {"rocket"}
