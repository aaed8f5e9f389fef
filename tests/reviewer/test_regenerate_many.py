"""Regenerating texts of many photos with a server: seen, accepted, kept, stopped, and found again after a kill."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import program
import pytest
import pyvips
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from regenerating import PATIENCE_MS, regenerate, wait
from scripted import Reply, Script, serve

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.regenerate_dialog import RegenerateDialog
from reviewer.review.window import Window
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Review, Start
from reviewer.widgets.work_strip import WorkStrip
from runner.review import review_set, settings
from runner.review.process_journal import ProcessJournal
from runner.review.session import Session

COUNT = 60
WORDS = (
    "reeds", "gravel", "meadow", "jetty", "harbour", "ditch", "stones", "willow", "bridge", "dune",
    "marsh", "weir", "hedge", "ferry", "orchard", "quarry", "lock", "canal", "pier", "heath",
)  # fmt: skip


def noise(folder: Path) -> None:
    """Sixty photos of which no two are alike."""
    folder.mkdir()
    drawn = np.random.default_rng(7)
    for number in range(COUNT):
        coarse = drawn.integers(0, 255, (6, 8, 3), dtype=np.uint8)
        pyvips.Image.new_from_array(coarse).resize(60).jpegsave(str(folder / f"DSC_{number:04}.jpg"), Q=90)


class Words:
    """What the server says: for each question a text that no other has; every tenth claims what nobody saw."""

    def __init__(self) -> None:
        self.asked = 0
        self.wait_s = 0.0

    def __call__(self, _body: Any) -> Reply:
        self.asked += 1
        number = self.asked
        first, second = WORDS[number % len(WORDS)], WORDS[(number // len(WORDS) + number * 7) % len(WORDS)]
        seen = f"beside {first} and {second}, number {number}" if number % 10 == 0 else f"beside {first} and {second}"
        texts = {
            "caption": f"A grey heron stands {seen} on a quiet day near the water.",
            "alt_text": f"Grey heron with long legs {seen}.",
            "keywords": ["grey heron", "heron", first, second],
        }
        told = {"message": {"content": json.dumps(texts)}, "finish_reason": "stop"}
        return Reply({"choices": [told], "usage": {"prompt_tokens": 7, "completion_tokens": 60}}, wait_s=self.wait_s)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Script, Words]]:
    words = Words()
    with serve(words) as script:
        yield script, words


@pytest.fixture(scope="module")
def herons(server: tuple[Script, Words], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runs folder of a run over sixty photos that the server wrote about."""
    folder = tmp_path_factory.mktemp("herons")
    noise(folder / "photos")
    command = [
        "set=demo", "caption=openai_http", f"caption.server.url={server[0].address}",
        "caption.server.model=llava", "set.name=herons", "set.subject=grey heron", f"set.source={folder / 'photos'}",
        f"paths.runs={folder / 'runs'}",
    ]  # fmt: skip
    program.run(command, folder, check=True)
    return folder / "runs"


@pytest.fixture
def heron_session(herons: Path, tmp_path: Path) -> Session:
    copied = tmp_path / "herons"
    shutil.copytree(herons, copied, symlinks=True, ignore=shutil.ignore_patterns("renditions"))
    (copied / "renditions").symlink_to(herons / "renditions")
    return Session(review_set.read((copied / "herons" / "latest").resolve(), copied), "Ada")


def select_all(window: Window, qtbot: QtBot) -> None:
    window.centre.look("grid")
    settle(window, qtbot)
    press(window, "Ctrl+A")


def test_sixty_photos_are_regenerated_and_accepted_in_three_actions(
    heron_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    window = open_window(heron_session)
    window.centre.look("grid")
    settle(window, qtbot)
    before = {place: window.session.snapshot.row(place)["caption"] for place in window.session.find()}
    assert len(before) == COUNT
    press(window, "Ctrl+A")  # one
    dialog = regenerate(window, qtbot)  # two
    wait(window, qtbot)
    session, job = window.session, window.dialogs.regeneration.job
    counts = job.counts(session)
    clean = job.of(session, "clean")
    assert len(clean) > COUNT / 2
    assert counts["clean"] + counts["wrong"] + counts["unchanged"] == COUNT
    assert not session.find("is:edited")
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # three
    settle(window, qtbot)
    accepted = session.find("is:edited")
    assert accepted
    assert {session.snapshot.items[place] for place in accepted} <= set(clean)
    assert all(session.snapshot.row(place)["caption"] != before[place] for place in accepted)
    assert not any(session.obstacle(place) for place in accepted), "each is clean beside all others"
    assert dialog.isVisible() == bool(job.open()), "the rest is to be looked at"
    dialog.close()
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert not session.find("is:edited"), "one step to undo"


def test_closing_goes_on_beside_the_window_and_leads_back(
    heron_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot, server: tuple[Script, Words]
) -> None:
    window = open_window(heron_session)
    desk = window.dialogs.regeneration
    window.filters.apply("name:DSC_000")
    select_all(window, qtbot)
    server[1].wait_s = 0.2
    try:
        dialog = regenerate(window, qtbot)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        assert not desk.is_idle()
        assert desk.button.isVisible()
        wait(window, qtbot)
    finally:
        server[1].wait_s = 0.0
    assert "10 of 10" in desk.button.text()
    press(window, "Shift+W")
    assert dialog.isVisible()
    assert dialog.model.rowCount() == 10
    QTest.mouseClick(dialog.rest, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert not desk.button.isVisible()
    assert not heron_session.find("is:edited")


def test_what_was_generated_is_found_again_after_a_kill(
    heron_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    window = open_window(heron_session)
    window.filters.apply("name:DSC_000")
    select_all(window, qtbot)
    regenerate(window, qtbot)
    wait(window, qtbot)
    proposals = dict(window.dialogs.regeneration.job.proposals)
    runs = heron_session.review_set.runs
    (journal,) = runs.glob("*.regenerating")
    # Killed, a process leaves its file as it stands; this number belongs to none.
    copy = journal.with_name(journal.name.replace(f".{os.getpid()}.", ".999999999."))
    shutil.copy(journal, copy)
    window.dialogs.regeneration.job.answer(window.dialogs.regeneration.job.open(), "kept")
    window.close()
    again = open_window(Session(heron_session.review_set, "Ada"))
    qtbot.waitUntil(lambda: again.dialogs.regeneration.button.isVisible(), timeout=PATIENCE_MS)
    job = again.dialogs.regeneration.job
    assert {item: made.texts["caption"] for item, made in job.proposals.items()} == {
        item: made.texts["caption"] for item, made in proposals.items()
    }
    assert not copy.exists(), "it is this process's now"
    press(again, "Shift+W")
    (dialog,) = again.findChildren(RegenerateDialog)
    QTest.mouseClick(dialog.all_clean, Qt.MouseButton.LeftButton)
    settle(again, qtbot)
    assert again.session.find("is:edited")


def test_stopped_it_waits_for_the_next_page_and_goes_on_from_there(
    heron_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    window = open_window(heron_session)
    window.filters.apply("name:DSC_002")
    select_all(window, qtbot)
    dialog = regenerate(window, qtbot)
    QTest.mouseClick(dialog.stop_it, Qt.MouseButton.LeftButton)
    wait(window, qtbot)
    window.close()
    again = open_window(Session(heron_session.review_set, "Ada"))
    desk = again.dialogs.regeneration
    assert len(desk.job.asked) == 10
    (dialog,) = again.findChildren(RegenerateDialog)
    assert dialog.isVisible(), "the table was open when the page was left"
    assert dialog.stop_it.text() == "Continue"
    QTest.mouseClick(dialog.stop_it, Qt.MouseButton.LeftButton)
    wait(again, qtbot)
    assert not desk.job.waiting()


def test_it_goes_on_while_another_page_is_shown_and_can_be_stopped_from_there(
    heron_session: Session, show: Callable[[Shell], None], qtbot: QtBot, server: tuple[Script, Words]
) -> None:
    of_set = heron_session.review_set
    shell = Shell(Place(of_set.runs, "Ada"), settings.load())
    shell.open(Review(of_set.run, "name:DSC_003"))
    show(shell)
    server[1].wait_s = 0.3
    try:
        window = shell.page()
        assert isinstance(window, Window)
        select_all(window, qtbot)
        job = window.dialogs.regeneration.job
        regenerate(window, qtbot)
        window.go(Start())
        qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage), timeout=PATIENCE_MS)
        page = shell.page()
        assert page is not None
        lead, change = page.findChild(WorkStrip).findChildren(QPushButton)
        some = re.compile(r"\b[3-9] of 10")  # a turn that takes long shows the next but one
        qtbot.waitUntil(lambda: some.search(lead.text()) is not None, timeout=PATIENCE_MS)
        assert lead.isVisible(), "the captioner goes on, and every page tells how far it is"
        assert change.text() == "Stop"
        QTest.mouseClick(change, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: change.text() == "Continue", timeout=PATIENCE_MS)
    finally:
        server[1].wait_s = 0.0
    assert 0 < len(job.waiting()) < 10
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "10 of 10" in lead.text(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not change.isVisible(), timeout=PATIENCE_MS)
    QTest.mouseClick(lead, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(shell.page(), Window) and shell.is_quiet(), timeout=PATIENCE_MS)
    window = shell.page()
    assert isinstance(window, Window)
    (dialog,) = window.findChildren(RegenerateDialog)
    assert dialog.isVisible()
    assert dialog.model.rowCount() == 10
    assert window.dialogs.regeneration.job is job
    QTest.mouseClick(dialog.all_clean, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert window.session.find("is:edited")


def test_a_photo_is_looked_at_answered_and_the_next_one_comes(
    heron_session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    window = open_window(heron_session)
    window.filters.apply("name:DSC_001")
    select_all(window, qtbot)
    dialog = regenerate(window, qtbot)
    wait(window, qtbot)
    job = window.dialogs.regeneration.job
    first = dialog.current()
    assert first is not None
    QTest.keyClick(dialog, Qt.Key.Key_K)
    assert job.standing(window.session, first) == "kept"
    second = dialog.current()
    assert second not in (None, first)
    if not dialog.texts.accepted():
        dialog.texts.boxes["caption"].setChecked(True)
    QTest.keyClick(dialog, Qt.Key.Key_A)
    settle(window, qtbot)
    assert job.standing(window.session, str(second)) == "accepted"
    assert window.session.snapshot.is_edited(window.session.snapshot.places[str(second)])
    assert not window.session.snapshot.is_edited(window.session.snapshot.places[first])


def test_a_journal_that_is_removed_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    journal = ProcessJournal(folder, "a set", "Ada", "kind")
    journal.append(["x"])
    assert journal.exists()
    journal.remove()
    assert not list(folder.iterdir())
