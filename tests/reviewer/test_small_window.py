"""German at twice the size in a window of 1000 by 640: every page fits, as a projector or an old laptop shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_translatable import cut_off

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.widgets import theme, translation
from reviewer.widgets.destinations import Destination, NewSets, People, Picks, Publishing, Review, Runs, Start
from runner.intake import drafts
from runner.intake.planned import PlannedSet
from runner.review import settings

WIDTH, HEIGHT = 1000, 640


@pytest.fixture
def large_german(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 200)
    translation.speak(qapp, "de")
    own = settings.load()
    own.hints = []  # who is here for the first time has the least room
    settings.save(own)
    yield
    translation.speak(qapp, "en")
    theme.apply(qapp, "dark")


def look(shell: Shell, where: Destination, qtbot: QtBot) -> tuple[int, int]:
    """The size of the window once the page is there."""
    shell.open(where)
    qtbot.waitUntil(shell.is_quiet, timeout=120_000)
    qtbot.wait(50)  # for the layout
    assert cut_off(shell) == []
    return shell.width(), shell.height()


@pytest.mark.usefixtures("large_german")
def test_every_page_fits(run: Path, runs: Path, show: Callable[[Shell], None], qtbot: QtBot) -> None:
    drafts.save([PlannedSet(str(runs / "gone"), "eins"), PlannedSet(str(runs), "zwei")])
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.resize(WIDTH, HEIGHT)
    reviews = [Review(run), Review(run, view="grid"), Review(run, photo=3), Review(run, view="calendar")]
    for where in (Start(), *reviews, Publishing(run), Picks(run), Runs(run), People(), NewSets()):
        shell.show()
        assert look(shell, where, qtbot) == (WIDTH, HEIGHT), where
    show(shell)


@pytest.mark.usefixtures("large_german")
def test_faces_and_the_pages_of_a_first_start_fit(
    library: Path, tmp_path: Path, show: Callable[[Shell], None], qtbot: QtBot
) -> None:
    for runs, where in ((library, People()), (tmp_path / "empty", Start()), (tmp_path / "empty", NewSets())):
        shell = Shell(Place(runs, "Ada"), settings.load())
        shell.resize(WIDTH, HEIGHT)
        shell.show()
        assert look(shell, where, qtbot) == (WIDTH, HEIGHT), where
        show(shell)
