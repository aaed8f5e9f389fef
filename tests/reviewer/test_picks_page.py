"""The picks page with real bursts, keys and clicks: whatever is decided there is in the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import press, settle
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.picks.picks_page import PicksPage
from reviewer.review.window import Window
from runner.review.picks.board import board
from runner.review.session import Session
from tests.reviewer.bursts import names, said, session_of

Open = Callable[..., PicksPage]


def kept(runs: Path) -> list[str]:
    """Photos that people picked, as another program finds them."""
    return [name for name, flag in said(runs).items() if flag == "pick"]


def test_one_key_keeps_the_best_photo_and_goes_on(open_picks_page: Open, burst_runs: Path, qtbot: QtBot) -> None:
    page = open_picks_page()
    assert names(page) == ["cat_1", "cat_2", "cat_0"]
    press(page, "K")
    settle(page, qtbot)
    assert said(burst_runs) == {"cat_1": "pick", "cat_2": "reject", "cat_0": "reject"}
    assert names(page)[0] == "eileen_2", "the next undecided group"
    assert page.progress.text.text().replace("\u00a0", " ").startswith("1 of 2 groups decided")
    press(page, "Ctrl+Z")
    settle(page, qtbot)
    assert said(burst_runs) == {}
    assert names(page)[0] == "cat_1", "what is undone is shown"
    press(page, "Ctrl+Shift+Z")
    settle(page, qtbot)
    assert said(burst_runs)["cat_1"] == "pick"


def test_swapping_and_keeping_both_go_by_what_stays(open_picks_page: Open, burst_runs: Path, qtbot: QtBot) -> None:
    page = open_picks_page()
    page.actions_by_name["advance"].setChecked(False)
    press(page, "S")
    settle(page, qtbot)
    assert kept(burst_runs) == ["cat_2"], "the second best, in one key"
    press(page, "Right", "Right", "B")
    settle(page, qtbot)
    assert sorted(kept(burst_runs)) == ["cat_0", "cat_2"]
    press(page, "Left", "Left", "S")
    settle(page, qtbot)
    assert kept(burst_runs) == ["cat_1"]
    assert names(page) == ["cat_1", "cat_2", "cat_0"], "nothing jumps while it is looked at"
    press(page, "X")
    settle(page, qtbot)
    assert set(said(burst_runs).values()) == {"reject"}
    assert board(page.desk).counts()["decided"] == 1
    press(page, "U")
    settle(page, qtbot)
    assert said(burst_runs) == {}
    assert not page.actions_by_name["reopen_group"].isEnabled()


def test_arrows_go_through_photos_and_groups(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    view = page.groups.group
    press(page, "Down")
    assert names(page) == ["eileen_2", "eileen_1", "eileen_0", "eileen_3"]
    press(page, "Right", "Right", "Right", "Right")
    assert view.current == 3, "at the end it stays"
    shown = [frame.name.text() for frame in view.photos.frames if frame.isVisible()]
    assert shown == ["eileen_2.jpg", "eileen_3.jpg"], "the best one stays beside the current one"
    press(page, "4")
    assert sum(frame.isVisible() for frame in view.photos.frames) == 4
    press(page, "1")
    assert [frame.name.text() for frame in view.photos.frames if frame.isVisible()] == ["eileen_3.jpg"]
    press(page, "Up", "N")
    assert names(page)[0] == "eileen_2"
    settle(page, qtbot)


def test_photos_side_by_side_are_enlarged_at_one_place(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    settle(page, qtbot)
    press(page, "Z")
    settle(page, qtbot)
    left, right = (frame.picture for frame in page.groups.group.photos.frames[:2])
    assert left.transform().m11() == pytest.approx(right.transform().m11())
    press(page, "Shift+Right", "Shift+Down")
    middle = [view.mapToScene(view.rect().center()) for view in (left, right)]
    assert (middle[0] - middle[1]).manhattanLength() < 3
    press(page, "L")
    assert left.loupe.isVisible()
    assert right.loupe.isVisible()
    press(page, "L")


def test_what_was_measured_is_told_in_words_and_folded_at_first(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    best, second = page.groups.group.photos.frames[:2]
    assert not best.measures.isVisible()
    press(page, "M")
    settle(page, qtbot)
    assert best.measures.isVisible()
    assert best.measures.text().splitlines()[0] == "Sharpness: the sharpest of the group"
    assert "1/250 s · f/8 · ISO 200 · 35 mm" in best.measures.text()
    assert second.measures.text().splitlines()[0] == "Sharpness: clearly softer than the sharpest"
    assert second.reason.text() == "The same moment as cat_1, which is sharper"
    assert best.standing.text() == "★ Suggested pick"


def test_faces_stand_in_a_row_a_person_where_there_are_any(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    faces, strip = page.groups.group.faces, page.groups.group.strip
    assert (faces.isVisible(), strip.isVisible()) == (False, True), "a cat has none that people are known by"
    press(page, "Down")
    settle(page, qtbot)
    assert faces.isVisible()
    assert (faces.rowCount(), faces.columnCount()) == (1, 4)
    cell = faces.item(0, 0)
    assert cell is not None
    assert cell.text() == "eyes open, smiles"
    assert not cell.icon().isNull()
    place = faces.visualItemRect(faces.item(0, 2)).center()
    QTest.mouseClick(faces.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.groups.group.current == 2
    press(page, "F")
    assert (faces.isVisible(), strip.isVisible()) == (False, True)


def test_everything_works_by_mouse(open_picks_page: Open, burst_runs: Path, qtbot: QtBot) -> None:
    page = open_picks_page()
    view = page.groups.group
    second = view.strip.visualItemRect(view.strip.item(1)).center()
    QTest.mouseClick(view.strip.viewport(), Qt.MouseButton.LeftButton, pos=second)
    QTest.mouseClick(view.buttons["keep_photo"], Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert kept(burst_runs) == ["cat_2"]
    first = page.groups.list.visualRect(page.groups.list.model().index(0, 0)).center()
    QTest.mouseClick(page.groups.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert names(page)[0] == "cat_2", "the list keeps its order until it is sorted again; what stays comes first"
    other = view.photos.frames[1].picture
    QTest.mouseClick(other.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert view.current == 1
    QTest.mouseClick(view.buttons["reopen_group"], Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert said(burst_runs) == {}


def test_groups_are_chosen_and_brackets_cannot_be_taken_apart(
    open_picks_page: Open, burst_runs: Path, qtbot: QtBot
) -> None:
    page = open_picks_page()
    assert [page.groups.view.itemText(row) for row in range(page.groups.view.count())] == [
        "All groups, undecided first (2)",
        "Undecided groups (2)",
        "Decided groups (0)",
        "Brackets, stacks and panoramas (1)",
        "Photos alone in their moment (1)",
        "Groups whose kept photo is gone (0)",
    ]
    page.groups.view.setCurrentIndex(3)
    page.groups.view.activated.emit(3)
    assert names(page) == ["bracket_0", "bracket_1", "bracket_2"]
    assert page.groups.group.about.text().startswith("One of 3 frames of an exposure bracket, which stays whole.")
    press(page, "K", "S", "B")
    settle(page, qtbot)
    assert said(burst_runs) == {}
    page.groups.view.setCurrentIndex(2)
    page.groups.view.activated.emit(2)
    assert page.groups.nothing.text() == "No group is decided yet."
    assert not page.actions_by_name["keep_photo"].isEnabled()


def test_sorting_again_puts_undecided_groups_first(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    press(page, "K")
    settle(page, qtbot)
    press(page, "F5")
    cards = page.groups.list.groups
    assert [cards.cards[moment].is_decided for moment in cards.shown] == [False, True]


def test_a_flag_of_the_review_is_a_pick_and_the_other_way_round(
    open_picks_page: Open,
    open_window: Callable[[Session], Window],
    burst_runs: Path,
    qtbot: QtBot,
) -> None:
    """Two windows of two people: each hears what the other says."""
    page, window = open_picks_page(), open_window(session_of(burst_runs, "Ben"))
    (place,) = window.session.find("name:cat_0.jpg")
    window.centre.look("grid")
    window.centre.go_to(place)
    press(window, "P")
    settle(window, qtbot)
    qtbot.waitUntil(lambda: any(card.picked for card in page.board.cards.values()), timeout=10_000)
    settle(page, qtbot)
    assert page.board.counts()["decided"] == 0, "of the other frames nobody has said anything"
    assert page.groups.group.photos.frames[0].standing.text() == "Not suggested", "another one of the moment stays"
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    press(page, "N", "K")
    settle(page, qtbot)
    (theirs,) = window.session.find("name:eileen_2.jpg")
    qtbot.waitUntil(lambda: window.session.snapshot.ratings(theirs)[2] == "pick", timeout=10_000)
    assert len(window.session.find("flag:pick")) == 2


def test_what_was_picked_counts_in_the_next_opening(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    press(page, "S")
    settle(page, qtbot)
    page.close()
    again = open_picks_page()
    settle(again, qtbot)
    again.go_to(again.board.moments("decided")[0])
    assert names(again)[0] == "cat_2", "what a person picked comes first"
    assert again.groups.group.photos.frames[0].standing.text() == "✓ Picked"
    press(again, "Ctrl+Z")
    settle(again, qtbot)
    assert again.board.counts()["decided"] == 0, "and can still be undone"
