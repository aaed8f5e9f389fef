"""Runs, people, picks, publish and new sets beside a full disk, an unplugged drive, deleted runs: a sentence each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from in_a_process import beside_a_full_disk, without_privileges
from keyboard import press, settle, type_text
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.intake.intake_page import IntakePage
from reviewer.people.people_page import PeoplePage
from reviewer.picks.picks_page import PicksPage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.publish.publisher import State
from reviewer.running.runs_page import RunsPage
from reviewer.widgets.destinations import Destination, NewSets, People, Picks, Publishing, Runs
from runner.imaging import samples
from runner.intake import drafts
from runner.people import telling
from runner.review import settings
from runner.review.people.inquiry import Inquiry, Pair
from runner.review.people.session import PeopleSession
from runner.review.session import Session
from runner.service.overview import overview
from runner.service.queue import Queue
from runner.store import runfile
from runner.store.people import UnseenWords
from tests.reviewer import astronauts as words_about_people
from tests.reviewer.astronauts import found_again
from tests.reviewer.bursts import said as flags
from tests.reviewer.bursts import session_of

PATIENCE_MS = 60_000
GONE = "a drive is not plugged in"


@pytest.fixture
def at(show: Callable[[object], None]) -> Callable[[Destination, Path], Shell]:
    def opened(where: Destination, runs: Path) -> Shell:
        shell = Shell(Place(runs, "Ada"), settings.load())
        shell.open(where)
        shell.resize(1280, 800)
        show(shell)
        return shell

    return opened


At = Callable[[Destination, Path], Shell]


def bar(shell: Shell) -> str:
    page = shell.page()
    assert page is not None
    line = page.statusBar()
    assert line is not None
    return line.currentMessage()


def retry(page: PeoplePage | PicksPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.offer.yes, Qt.MouseButton.LeftButton)
    settle(page, qtbot)  # type: ignore[arg-type]


# --- people ---


def people_page(shell: Shell) -> PeoplePage:
    page = shell.page()
    assert isinstance(page, PeoplePage)
    page.shown.groups.setFocus()
    return page


def test_a_name_for_somebody_on_an_unplugged_drive_is_given_when_it_is_back(
    library: Path, at: At, qtbot: QtBot
) -> None:
    page = people_page(at(People(), library))
    away = library.with_name("away")
    library.rename(away)
    press(page, "F2")  # type: ignore[arg-type]
    type_text(page, "Eileen")  # type: ignore[arg-type]
    press(page, "Return")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert GONE in page.offer.label.text()
    assert "0 with a name" in page.shown.head.text(), "what is not kept is not shown as said"
    for view in ("group", "questions", "groups"):
        page.look(view)
        settle(page, qtbot)  # type: ignore[arg-type]
    assert not library.exists(), "what is written there would be hidden by the drive"
    away.rename(library)
    retry(page, qtbot)
    assert not page.offer.isVisible()
    assert found_again(library) == [("Eileen", 4), (None, 1)]


def test_an_answer_that_is_not_kept_is_asked_again(library: Path, at: At, qtbot: QtBot) -> None:
    page = people_page(at(People(), library))
    one, other = (page.desk.board.cards[number].cover for number in page.shown.groups.tiles.shown)
    page.desk.inquiry = Inquiry([Pair(one, other, 0.4, 5)])
    away = library.with_name("away")
    library.rename(away)
    page.look("questions")
    for _ in range(2):
        press(page, "Y")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert "1 change could not be saved" in page.offer.label.text(), "a key that is pressed twice answers once"
    assert page.desk.inquiry.left(page.grouping), "it is asked still"
    assert not page.asking.can_take_back()
    away.rename(library)
    retry(page, qtbot)
    assert words_about_people.said(library) == ["merged"] or found_again(library)[0][1] == 5
    assert page.desk.inquiry.left(page.grouping) == []
    assert page.asking.can_take_back()


def test_people_of_a_run_that_is_deleted_can_be_named(library: Path, at: At, qtbot: QtBot) -> None:
    page = people_page(at(People(), library))
    for run in runfile.find(library):
        shutil.rmtree(run)
    press(page, "F2")  # type: ignore[arg-type]
    type_text(page, "Eileen")  # type: ignore[arg-type]
    press(page, "Return")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert not page.offer.isVisible()
    assert "1 with a name" in page.shown.head.text()
    page.look("group")
    settle(page, qtbot)  # type: ignore[arg-type]
    assert words_about_people.said(library)


def test_a_catalogue_on_a_drive_that_is_gone_is_not_made_anew(library: Path) -> None:
    session = PeopleSession(library, "ann")
    faces = [session.groups()[0].faces[0]]
    away = library.with_name("away")
    library.rename(away)
    with pytest.raises(Exception, match=GONE):
        session.say(telling.strangers(faces))
    assert not library.exists()


def test_two_people_at_one_face(library: Path, at: At, qtbot: QtBot) -> None:
    """What the second one says is not put over what the first one said and the second has not seen."""
    page = people_page(at(People(), library))
    bert = PeopleSession(library, "Bert")
    faces = bert.groups()[0].faces
    bert.say(telling.name(bert.grouping.said, list(faces), "Bert's name for her"))
    page.change(lambda: telling.name(page.grouping.said, list(faces), "Eileen"), "x")
    qtbot.waitUntil(page.operations.is_idle, timeout=PATIENCE_MS)
    assert found_again(library)[0][0] == "Bert's name for her"
    qtbot.waitUntil(lambda: "1 with a name" in page.shown.head.text(), timeout=PATIENCE_MS)
    assert page.desk.board.cards[page.shown.groups.tiles.shown[0]].name == "Bert's name for her", "unasked"
    page.change(lambda: telling.name(page.grouping.said, list(faces), "Eileen"), "x")
    settle(page, qtbot)  # type: ignore[arg-type]
    assert found_again(library)[0][0] == "Eileen", "once it is seen, it can be changed"


def test_who_says_what_beside_a_catalogue_that_others_changed(library: Path) -> None:
    ann, bert = PeopleSession(library, "Ann"), PeopleSession(library, "Bert")
    first, second = (group.faces for group in ann.groups())
    bert.say(telling.strangers(first))
    assert ann.has_news()
    ann.say(telling.strangers(second))
    with pytest.raises(UnseenWords, match="Bert has said something about the same faces"):
        ann.say(telling.no_faces(first))
    ann.regroup()
    assert not ann.has_news()
    ann.say(telling.no_faces(first))
    ann.undo()
    assert not ann.has_news(), "what one takes back oneself is no news"


_NAMING = """
    page.shown.groups.setFocus()
    def name():
        page.shown.panel.named.emit("Eileen")
        until(page.is_quiet)
        print(page.shown.head.text().split(" ")[0], " ".join(page.offer.label.text().split()), flush=True)
"""


def test_naming_beside_a_full_disk(library: Path, tmp_path: Path, full_disk: Path) -> None:
    does = (
        _NAMING
        + """
    full("catalog.db"); name()
    full(""); page.offer.yes.click(); until(page.is_quiet)
    print(page.shown.head.text().split(" ")[0])
    """
    )
    first, second = beside_a_full_disk(full_disk, tmp_path, "People()", does, library, library).splitlines()
    assert first.startswith("0 ")
    assert "the disk is full" in first
    assert second == "1"
    assert found_again(library)[0] == ("Eileen", 4)


def test_naming_in_a_read_only_catalogue(library: Path, tmp_path: Path) -> None:
    does = (
        """
    for file in runs.glob("catalog.db*"):
        file.chmod(0o444)
    """
        + _NAMING
        + """
    name()
    """
    )
    said = without_privileges(tmp_path, "People()", does, library, library)
    assert said.startswith("0 ")
    assert "it is read-only" in said


# --- picks ---


def picks_page(shell: Shell) -> PicksPage:
    page = shell.page()
    assert isinstance(page, PicksPage)
    QTest.mouseClick(page.amount.pick, Qt.MouseButton.LeftButton)
    return page


def test_a_pick_on_an_unplugged_drive_is_made_when_it_is_back(burst_runs: Path, at: At, qtbot: QtBot) -> None:
    shell = at(Picks(session_of(burst_runs).review_set.run), burst_runs)
    page = picks_page(shell)
    settle(page, qtbot)  # type: ignore[arg-type]
    away = burst_runs.with_name("away")
    burst_runs.rename(away)
    press(page, "K")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert GONE in page.offer.label.text()
    assert page.board.counts()["decided"] == 0, "what is not kept is not shown as decided"
    qtbot.waitUntil(lambda: GONE in bar(shell), timeout=PATIENCE_MS)
    assert not burst_runs.exists()
    away.rename(burst_runs)
    qtbot.waitUntil(lambda: "is there again" in bar(shell), timeout=PATIENCE_MS)
    retry(page, qtbot)
    assert page.board.counts()["decided"] == 1
    assert sorted(flags(burst_runs).values()).count("pick") == 1


def test_picks_of_a_run_that_is_deleted_are_made_to_the_end(burst_runs: Path, at: At, qtbot: QtBot) -> None:
    run = session_of(burst_runs).review_set.run
    shell = at(Picks(run), burst_runs)
    page = picks_page(shell)
    settle(page, qtbot)  # type: ignore[arg-type]
    kept = burst_runs.with_name("kept")
    shutil.move(run, kept)
    press(page, "K")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert page.board.counts()["decided"] == 1
    page.go(Picks(run))
    qtbot.waitUntil(lambda: "The folder of this run is gone" in bar(shell), timeout=PATIENCE_MS)
    shutil.move(kept, run)
    assert sorted(flags(burst_runs).values()).count("pick") == 1


_PICKING = """
    page.amount.pick.click()
    until(page.is_quiet)
    def keep():
        page.actions_by_name["keep_photo"].trigger()
        until(page.is_quiet)
        print(page.board.counts()["decided"], " ".join(page.offer.label.text().split()), flush=True)
"""


def test_picking_beside_a_full_disk(burst_runs: Path, tmp_path: Path, full_disk: Path) -> None:
    does = (
        _PICKING
        + """
    full("catalog.db"); keep()
    full(""); page.offer.yes.click(); until(page.is_quiet)
    print(page.board.counts()["decided"])
    """
    )
    run = session_of(burst_runs).review_set.run
    first, second = beside_a_full_disk(full_disk, tmp_path, "Picks(where)", does, run, burst_runs).splitlines()
    assert first.startswith("0 ")
    assert "the disk is full" in first
    assert second == "1"


def test_picking_in_a_read_only_catalogue(burst_runs: Path, tmp_path: Path) -> None:
    does = (
        """
    for file in runs.glob("catalog.db*"):
        file.chmod(0o444)
    """
        + _PICKING
        + """
    keep()
    """
    )
    said = without_privileges(
        tmp_path, "Picks(where)", does, session_of(burst_runs).review_set.run, burst_runs
    )  # fmt: skip
    assert said.startswith("0 ")
    assert "it is read-only" in said


# --- runs ---


def test_the_queue_beside_a_full_disk(tmp_path: Path, full_disk: Path) -> None:
    runs = tmp_path / "runs"
    queue = Queue(runs)
    for title in ("one", "two"):
        queue.add(["set=demo"], title=title)
    does = """
    def done(name, then):
        page.say("")
        then()
        until(lambda: page.operations.is_idle() and said())
        print(name, said(), len(page._found.waiting), flush=True)

    page._choose(page._found.waiting[1].key)
    full(runs)
    done("earlier", page.actions_by_name["job_earlier"].trigger)
    done("remove", page.actions_by_name["job_remove"].trigger)
    done("start", page.start_queue.click)
    full("")
    done("remove", page.actions_by_name["job_remove"].trigger)
    """
    *refused, last = beside_a_full_disk(full_disk, tmp_path, "Runs()", does, runs, runs).splitlines()
    assert [line.split(" ", 1)[0] for line in refused] == ["earlier", "remove", "start"]
    assert all("The disk is full" in line and line.endswith(" 2") for line in refused)
    assert "Removed from the queue" in last
    assert [job.title for job in Queue(runs).jobs()] == ["one"]


def test_a_queue_on_an_unplugged_drive_is_not_made_anew(tmp_path: Path, at: At, qtbot: QtBot) -> None:
    runs = tmp_path / "runs"
    Queue(runs).add(["set=demo"], title="one")
    shell = at(Runs(), runs)
    page = shell.page()
    assert isinstance(page, RunsPage)
    away = runs.with_name("away")
    runs.rename(away)
    for act in (page.actions_by_name["job_remove"].trigger, page.start_queue.click):
        page.say("")
        act()
        qtbot.waitUntil(lambda: "is gone" in bar(shell), timeout=PATIENCE_MS)
        qtbot.waitUntil(page.operations.is_idle, timeout=PATIENCE_MS)
    assert not runs.exists()
    qtbot.waitUntil(lambda: "The folder of your runs is gone" in bar(shell), timeout=PATIENCE_MS)
    away.rename(runs)
    qtbot.waitUntil(lambda: "is there again" in bar(shell), timeout=PATIENCE_MS)
    assert [job.title for job in Queue(runs).jobs()] == ["one"]


# --- new sets ---

_UNRECOGNISED = "NewSets((where,))); import reviewer.intake.row_work as work; work.USUAL_SAMPLE = 0; (0"
"""Nothing is recognised in the photos: it takes seconds, and is of other tests."""


def test_what_is_planned_and_on_no_disk_is_asked_about(tmp_path: Path, full_disk: Path) -> None:
    photos = tmp_path / "Holidays"
    samples.lay_out(photos)
    does = """
    until(page.is_quiet)
    print("planned", said(), flush=True)
    shell.open(Start())
    until(lambda: shell._leaving.dialog is not None)
    print("leave", shell._leaving.dialog.said.text(), flush=True)
    full("")
    shell._leaving.dialog.again.click()
    until(lambda: shell.page() is not page)
    """
    opens = f"{_UNRECOGNISED}); os.environ['FULL_DISK'] = 'intake.json'; (0"
    planned, left = beside_a_full_disk(full_disk, tmp_path, opens, does, photos, tmp_path / "runs").splitlines()
    assert "What you planned cannot be saved: " in planned
    assert "The disk is full" in planned
    assert "The disk is full" in left
    assert [row.folder for row in drafts.load()] == [str(photos)]


def test_sets_that_cannot_be_queued_stay_planned(tmp_path: Path, full_disk: Path) -> None:
    photos, runs = tmp_path / "Holidays", tmp_path / "runs"
    samples.lay_out(photos)
    runs.mkdir()
    does = """
    until(page.is_quiet)
    full(runs)
    page.start(page.rows.rows())
    until(lambda: page.is_quiet() and said())
    print(page.rows.count(), said(), flush=True)
    """
    said = beside_a_full_disk(full_disk, tmp_path, _UNRECOGNISED, does, photos, runs)
    assert said.startswith("1 ")
    assert "The disk is full" in said
    assert Queue(runs).jobs() == []


def test_sets_are_not_started_where_a_drive_used_to_be(
    tmp_path: Path, at: At, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.intake.row_work.USUAL_SAMPLE", 0)
    photos, runs = tmp_path / "Holidays", tmp_path / "runs"
    samples.lay_out(photos)
    runs.mkdir()
    shell = at(NewSets((photos,)), runs)
    page = shell.page()
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: page.is_quiet() and page.rows.rows()[0].can_start(), timeout=PATIENCE_MS)
    runs.rmdir()
    page.start(page.rows.rows())
    qtbot.waitUntil(lambda: "The folder of the runs is gone" in bar(shell), timeout=PATIENCE_MS)
    assert page.rows.count() == 1
    assert not runs.exists()


# --- publish ---


def publish_page(shell: Shell) -> PublishPage:
    page = shell.page()
    assert isinstance(page, PublishPage)
    return page


def test_publishing_a_run_that_is_gone_is_said(run: Path, runs: Path, at: At, qtbot: QtBot) -> None:
    shell = at(Publishing(run), runs)
    page = publish_page(shell)
    away = runs.with_name("away")
    runs.rename(away)
    page.plan()
    qtbot.waitUntil(lambda: page.publisher.state is State.ENDED, timeout=PATIENCE_MS)
    assert "The folder of this run is gone" in page.note.text()
    page.actions_by_name["redirects"].trigger()
    qtbot.waitUntil(lambda: GONE in bar(shell), timeout=PATIENCE_MS)
    assert not runs.exists()
    away.rename(runs)
    page.plan()
    qtbot.waitUntil(lambda: page.publisher.state is State.PLANNED, timeout=PATIENCE_MS)
    listed = [entry.run.file.graph for entry in overview(Queue(runs)).entries if entry.run is not None]
    assert "publish" not in listed, "a plan is no publish that anybody wants to read of"


def test_a_target_on_a_full_disk_is_said_and_gone_on_with(
    session: Session, run: Path, runs: Path, tmp_path: Path, full_disk: Path
) -> None:
    session.approve(session.find("outcome:passed"))
    does = """
    full("/published/")
    page.publish.click()
    until(lambda: page.publisher.state.value == "ended")
    for trouble in page.publisher.ending.failed:
        print(trouble.title, trouble.advice, flush=True)
    full("")
    page.publisher.resume()
    until(lambda: page.publisher.state.value == "ended" and not page.publisher.ending.failed)
    print(page.note.text())
    """
    *troubles, last = beside_a_full_disk(full_disk, tmp_path, "Publishing(where)", does, run, runs).splitlines()
    assert troubles
    assert all("Problem on this machine" in line and "disk" in line for line in troubles)
    assert last.startswith("Published to local")
