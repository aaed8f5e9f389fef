"""German at twice the size in a window of 1000 by 640: every page fits, as on a projector or an old laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_translatable import cut_off

from reviewer.picks.picks_page import PicksPage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.widgets import theme, translation
from reviewer.widgets.destinations import (
    Comparison,
    Destination,
    NewSets,
    People,
    Picks,
    Publishing,
    Review,
    Runs,
    Start,
)
from runner.intake import drafts
from runner.intake.planned import PlannedSet
from runner.review import settings
from runner.review.picks.amount import Amount
from tests.reviewer.bursts import session_of

WIDTH, HEIGHT = 1000, 640


@pytest.fixture
def large_german(qapp: QApplication, show: Callable[[Shell], None]) -> Iterator[None]:
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
    assert cut_off(shell) == [], where
    return shell.width(), shell.height()


@pytest.mark.usefixtures("large_german")
def test_every_page_fits(run: Path, runs: Path, show: Callable[[Shell], None], qtbot: QtBot) -> None:
    drafts.save([PlannedSet(str(runs / "gone"), "eins"), PlannedSet(str(runs), "zwei")])
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.resize(WIDTH, HEIGHT)
    views = ("overview", "grid", "map", "calendar")
    burst = Review(run, filter="is:series", view="compare")
    reviews = [*(Review(run, view=each) for each in views), Review(run, photo=3), burst]
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


@pytest.mark.usefixtures("large_german")
def test_two_texts_side_by_side_fit(sweep: Path, runs: Path, show: Callable[[Shell], None], qtbot: QtBot) -> None:
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.resize(WIDTH, HEIGHT)
    shell.show()
    assert look(shell, Comparison(sweep), qtbot) == (WIDTH, HEIGHT)
    show(shell)


@pytest.mark.usefixtures("large_german")
def test_groups_of_picks_fit(burst_runs: Path, show: Callable[[Shell], None], qtbot: QtBot) -> None:
    own = settings.load()
    review_set = session_of(burst_runs).review_set
    own.picks = {review_set.set_name: Amount(keep=3).kept()}
    shell = Shell(Place(burst_runs, "Ada"), own)
    shell.resize(WIDTH, HEIGHT)
    shell.show()
    assert look(shell, Picks(review_set.run), qtbot) == (WIDTH, HEIGHT)
    page = shell.page()
    assert isinstance(page, PicksPage)
    group = page.groups.group
    lowest = max(button.geometry().bottom() for button in group.buttons.values() if button.isVisible())
    assert lowest <= group.height(), "every button is there"
    shown = [frame for frame in group.photos.frames if frame.isVisible()]
    assert min(frame.picture.height() for frame in shown) >= 100
    lines = min(button.geometry().top() for button in group.buttons.values() if button.isVisible())
    assert max(frame.mapTo(group, frame.rect().bottomLeft()).y() for frame in shown) < lines, "none covers another"
    show(shell)


@pytest.mark.usefixtures("large_german")
def test_days_of_the_calendar_are_large_too_and_scrolled_to(
    run: Path, runs: Path, show: Callable[[Shell], None], qtbot: QtBot
) -> None:
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.resize(WIDTH, HEIGHT)
    shell.show()
    look(shell, Review(run, view="calendar"), qtbot)
    page = shell.page()
    assert isinstance(page, Window)
    calendar = page.centre.calendar
    last = date(calendar.day.year, 12, 31)
    assert calendar.rect_of(last).height() >= theme.scaled(11), "as high as its letters"
    assert not calendar.visibleRegion().contains(calendar.rect_of(last).toRect())
    calendar.go_to(last)
    assert calendar.visibleRegion().contains(calendar.rect_of(last).toRect())
    show(shell)
