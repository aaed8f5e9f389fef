"""Naming people with a full disk, an unplugged drive, others' answers or a deleted run: reported, nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from in_a_process import beside_a_full_disk, without_privileges
from in_trouble import GONE, PATIENCE_MS, At, retry
from keyboard import press, settle, type_text
from pytestqt.qtbot import QtBot

from reviewer.people.people_page import PeoplePage
from reviewer.program.shell import Shell
from reviewer.widgets.destinations import People
from runner.people import telling
from runner.review.people.inquiry import Inquiry, Pair
from runner.review.people.session import PeopleSession
from runner.store import runfile
from runner.store.people import UnseenWords
from tests.reviewer import astronauts as words_about_people
from tests.reviewer.astronauts import found_again


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
    with pytest.raises(UnseenWords, match="Bert has changed the same faces"):
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
