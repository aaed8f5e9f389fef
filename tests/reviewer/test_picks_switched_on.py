"""A run that measured too little for good picks: the page says so, and begins what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.picks.measure_question import MeasureQuestion
from reviewer.picks.picks_page import PicksPage
from reviewer.widgets.destinations import Destination, Faces, Runs
from runner.review import settings
from runner.review.picks.opening import open_picks
from runner.review.session import Session
from runner.service.queue import Queue
from tests.reviewer.conftest import Shown


@pytest.fixture
def page(session: Session, show: Callable[[Shown], None], monkeypatch: pytest.MonkeyPatch) -> PicksPage:
    monkeypatch.setattr(Queue, "start_worker", lambda _queue: None)  # nothing is prepared in these tests
    made = PicksPage(open_picks(session), settings.load())
    show(made)
    return made


def asked(page: PicksPage) -> MeasureQuestion:
    QTest.mouseClick(page.amount.measure, Qt.MouseButton.LeftButton)
    (question,) = page.findChildren(MeasureQuestion)
    return question


def test_measuring_is_queued_with_the_number_on_the_page(page: PicksPage, runs: Path, qtbot: QtBot) -> None:
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    page.amount.keep.setValue(6)
    question = asked(page)
    assert question.checkBox() is None, "the program's own sets are not changed"
    QTest.mouseClick(question.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wanted == [Runs()], timeout=10_000)
    (job,) = Queue(runs).jobs()
    assert "cull.keep=6" in job.words


def test_escape_begins_nothing(page: PicksPage, runs: Path) -> None:
    QTest.keyClick(asked(page), Qt.Key.Key_Escape)
    assert not Queue(runs).jobs()


def test_people_are_looked_for_from_here(page: PicksPage) -> None:
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    QTest.mouseClick(page.amount.look, Qt.MouseButton.LeftButton)
    assert wanted == [Faces()]


def test_faces_are_not_offered_where_they_have_been_looked_for(open_picks_page: Callable[..., PicksPage]) -> None:
    assert not open_picks_page(None).amount.look.isVisible()
