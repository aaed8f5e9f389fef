"""The picks page on real bursts, with real keys and clicks: whatever is said there is in the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.picks.picks_page import PicksPage
from reviewer.review.window import Window
from runner.review import review_set, settings
from runner.review.picks.amount import Amount
from runner.review.picks.opening import open_picks
from runner.review.session import Session
from tests.reviewer import bursts as library
from tests.reviewer.bursts import PHOTOS

Open = Callable[..., PicksPage]


def session_of(runs: Path, reviewer: str = "Ada") -> Session:
    return Session(review_set.open_named("travel", runs), reviewer)


def flags(session: Session) -> dict[str, str]:
    """Flags by the name of the file, as another session reads them."""
    snapshot = session.snapshot
    names = [Path(path).stem for path in snapshot.photos.table["source_path"]]
    return {name: flag for place, name in enumerate(names) if (flag := snapshot.ratings(place)[2])}


def said(runs: Path) -> dict[str, str]:
    return flags(session_of(runs, "Ben"))


def names(page: PicksPage) -> list[str]:
    """The photos of the group that is open, in the order in which they are shown."""
    paths = page.desk.session.review_set.photos["source_path"]
    return [Path(paths[member.place]).stem for member in page.groups.group.members()]


@pytest.fixture
def open_picks_page(burst_runs: Path, show: Callable[[object], None]) -> Open:
    def make(amount: Amount | None = Amount(keep=3), reviewer: str = "Ada") -> PicksPage:
        session = session_of(burst_runs, reviewer)
        session.restore_undo()
        page = PicksPage(open_picks(session, amount), settings.load())
        page.resize(1280, 800)
        show(page)
        return page

    return make


def test_one_key_keeps_the_best_photo_and_goes_on(open_picks_page: Open, burst_runs: Path, qtbot: QtBot) -> None:
    page = open_picks_page()
    assert names(page) == ["cat_1", "cat_2", "cat_0"]
    press(page, "K")
    settle(page, qtbot)
    assert said(burst_runs) == {"cat_1": "pick", "cat_2": "reject", "cat_0": "reject"}
    assert names(page)[0] == "eileen_2", "the next undecided group"
    assert page.progress.text().startswith("1 of 2 groups decided")
    press(page, "Ctrl+Z")
    settle(page, qtbot)
    assert said(burst_runs) == {}
    assert names(page)[0] == "cat_1", "what is undone is shown"
    press(page, "Ctrl+Shift+Z")
    settle(page, qtbot)
    assert said(burst_runs)["cat_1"] == "pick"
