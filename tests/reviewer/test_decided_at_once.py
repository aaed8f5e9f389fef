"""Two people decide about one photo at the same time: nobody overrules a decision that they have not seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from keyboard import press, settle
from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.picks import listening
from reviewer.picks.picks_page import PicksPage
from reviewer.review import background
from reviewer.review.window import Window
from runner.review.picks.desk import PicksDesk
from runner.review.session import Session
from tests.reviewer.bursts import said, session_of

UNHEARD = pytest.mark.parametrize("heard", [False, True], ids=["not read yet", "read and not shown yet"])


@pytest.fixture(autouse=True)
def hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of others comes in by itself: a person is faster than that."""
    for each in (background, listening):
        monkeypatch.setattr(each, "LISTEN_MS", 10**8)


@pytest.fixture
def place(hears_nothing: None, window: Window, qtbot: QtBot) -> int:
    """A photo that can be approved as it is."""
    window.centre.look("photo")
    (found, *_) = window.session.find("outcome:passed")
    window.centre.go_to(found)
    settle(window, qtbot)
    return found


def bert(window: Window) -> Session:
    return Session(window.session.review_set, "Bert")


def shown(window: Window) -> str:
    """All that is said of the current photo above its texts."""
    return " ".join(label.text() for label in window.panel.findChildren(QLabel) if label.isVisible())


def status(page: PicksPage) -> str:
    bar = page.statusBar()
    assert bar is not None
    return bar.currentMessage()


@UNHEARD
def test_a_rejection_of_somebody_else_is_seen_before_it_is_approved_over(
    window: Window, qtbot: QtBot, place: int, heard: bool
) -> None:
    bert(window).reject([place], "The horizon is crooked.")
    if heard:
        window.session.refresh()
    press(window, "A")
    settle(window, qtbot)
    assert window.session.snapshot.effective_decision(place) == "rejected"
    assert window.centre.current() == place, "it is the one to look at"
    assert "The horizon is crooked." in shown(window)
    press(window, "A")
    settle(window, qtbot)
    assert window.session.snapshot.effective_decision(place) == "approved"


@UNHEARD
def test_a_text_of_somebody_else_is_seen_before_it_is_approved(
    window: Window, qtbot: QtBot, place: int, heard: bool
) -> None:
    bert(window).edit({place: {"caption": "Bert wrote this while Ada was reading the other."}}, "x")
    if heard:
        window.session.refresh()
    press(window, "A")
    settle(window, qtbot)
    assert window.session.snapshot.effective_decision(place) != "approved"
    assert window.editor.fields["caption"].value() == "Bert wrote this while Ada was reading the other."


@UNHEARD
def test_a_pick_of_somebody_else_is_seen_before_it_is_picked_over(
    open_picks_page: Callable[[], PicksPage], qtbot: QtBot, heard: bool
) -> None:
    page = open_picks_page()
    runs, moment = page.desk.session.review_set.runs, page.moment()
    assert moment is not None
    theirs = PicksDesk.open(session_of(runs, "Bert"), 3)
    theirs.keep(moment, [theirs.group(moment).members[1].place])
    picked = said(runs)
    if heard:
        page.desk.session.refresh()
    page.actions_by_name["keep_photo"].trigger()
    qtbot.waitUntil(lambda: any(member.flag for member in page.groups.group.members()), timeout=10_000)
    assert said(runs) == picked
    assert "of these photos in the meantime. Nothing was saved" in status(page)
    assert page.moment() == moment, "the group is there to be looked at"
    assert page.board.cards[moment].picked == 1
    page.actions_by_name["keep_photo"].trigger()
    settle(page, qtbot)
    assert said(runs) != picked


def test_keys_in_quick_succession_stand_in_nobodys_way(open_picks_page: Callable[[], PicksPage], qtbot: QtBot) -> None:
    page = open_picks_page()
    for name in ("keep_photo", "keep_photo", "undo", "reject_group"):
        page.actions_by_name[name].trigger()
    settle(page, qtbot)
    QApplication.processEvents()
    assert "changed" not in status(page)
