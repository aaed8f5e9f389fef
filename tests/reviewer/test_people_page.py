"""The people page with real faces, keys and clicks: whatever is answered there is in the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import QEvent, QMimeData, QPointF, Qt
from PyQt6.QtGui import QDropEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from reviewer.people.nobody_page import NobodyPage
from reviewer.people.people_page import PeoplePage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.widgets.destinations import People
from runner.people.options import Thresholds
from runner.review import settings
from runner.review.people.desk import PeopleDesk
from runner.review.people.session import PeopleSession
from runner.review.people.settings import PeopleSettings
from runner.review.people.settings import settings as people_settings
from runner.store import people
from runner.store.catalog import open_catalog
from tests.reviewer.astronauts import found_again, said
from tests.reviewer.keyboard import press, settle, type_text

ALONE = 0.9999
"""A cosine that no two of the faces reach."""

Open = Callable[..., PeoplePage]


@pytest.fixture
def open_people(library: Path, show: Callable[[object], None]) -> Open:
    def make(accept: float | None = None) -> PeoplePage:
        given = people_settings(library)
        if accept is not None:
            given = PeopleSettings(Thresholds(accept, given.thresholds.ask), given.clear, given.score)
        page = PeoplePage(PeopleDesk(PeopleSession(library, "ann", given)), library, settings.load())
        page.resize(1280, 800)
        show(page)
        page.shown.groups.setFocus()
        return page

    return make


def sizes(page: PeoplePage) -> list[tuple[str | None, int]]:
    """Name and number of faces of the groups, as they are shown."""
    cards = page.desk.board.cards
    return [(cards[number].name, cards[number].faces) for number in page.shown.groups.tiles.shown]


def test_enter_names_a_group_and_goes_to_the_next(open_people: Open, library: Path, qtbot: QtBot) -> None:
    page = open_people()
    assert sizes(page) == [(None, 4), (None, 1)]
    press(page, "F2")
    type_text(page, "Eileen")
    press(page, "Return")
    settle(page, qtbot)
    assert sizes(page) == [("Eileen", 4), (None, 1)]
    assert page.shown.panel.name.hasFocus(), "the next name can be typed at once"
    type_text(page, "Her mirror image")
    press(page, "Return")
    settle(page, qtbot)
    assert sizes(page) == [("Eileen", 4), ("Her mirror image", 1)]
    assert found_again(library) == [("Eileen", 4), ("Her mirror image", 1)]
    press(page, "Escape", "Ctrl+Z")
    settle(page, qtbot)
    assert found_again(library) == [("Eileen", 4), (None, 1)] == sizes(page)
    press(page, "Ctrl+Shift+Z")
    settle(page, qtbot)
    assert sizes(page) == [("Eileen", 4), ("Her mirror image", 1)]


def test_a_known_name_is_completed_and_means_that_person(open_people: Open, library: Path, qtbot: QtBot) -> None:
    page = open_people(accept=ALONE)
    alone = sizes(page)
    assert len(alone) == 5
    for name in ("Eileen Collins", "eil"):
        press(page, "F2")
        type_text(page, name)
        if name == "eil":
            press(page, "Down")
        press(page, "Return")
        settle(page, qtbot)
    assert sizes(page)[0] == ("Eileen Collins", 2)
    with open_catalog(library / "catalog.db") as catalog:
        assert len({word.person for word in people.assertions(catalog) if word.kind == "is"}) == 1


def test_groups_are_merged_by_key_and_by_dropping(open_people: Open, qtbot: QtBot) -> None:
    page = open_people(accept=ALONE)
    page.shown.groups.choose(0)
    press(page, "Shift+Right", "M")
    settle(page, qtbot)
    assert sizes(page)[0] == (None, 2)
    page.shown.groups.choose(1)
    drop(page, onto=0)
    settle(page, qtbot)
    assert sizes(page)[0] == (None, 3)
    press(page, "Ctrl+Z", "Ctrl+Z")
    settle(page, qtbot)
    assert [faces for _, faces in sizes(page)] == [1] * 5


def drop(page: PeoplePage, onto: int) -> None:
    """Let go of what is dragged over a tile."""
    groups = page.shown.groups
    place = QPointF(groups.visualRect(groups.tiles.index(onto)).center())
    event = QDropEvent(
        place, Qt.DropAction.CopyAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )  # fmt: skip
    groups.dropEvent(event)


def test_a_face_is_split_off_and_said_not_to_be_somebody(open_people: Open, library: Path, qtbot: QtBot) -> None:
    page = open_people()
    press(page, "Return")
    settle(page, qtbot)
    assert page.shown.view() == "group"
    assert len(page.shown.faces.tiles.shown) == 4
    press(page, "T")
    settle(page, qtbot)
    assert [faces for _, faces in sizes(page)] == [3, 2], "it goes to the mirror image, which is in no photo with it"
    press(page, "F2")
    type_text(page, "Eileen")
    press(page, "Return")
    settle(page, qtbot)
    press(page, "Escape", "Escape", "Home", "O", "X")
    settle(page, qtbot)
    assert sizes(page)[0] == ("Eileen", 2)
    assert "not" in said(library)
    assert ("Eileen", 2) in found_again(library)


def test_a_split_is_seen_before_it_is_made(open_people: Open, qtbot: QtBot) -> None:
    page = open_people()
    press(page, "O", "Shift+S")
    settle(page, qtbot)
    seen = []
    for _ in range(20):
        press(page, "Right")
        settle(page, qtbot)
        seen.append(len(set(page.shown.parts.values())))
    assert seen == sorted(seen), "the more alike they have to be, the more parts"
    assert seen[-1] == 4
    assert [faces for _, faces in sizes(page)] == [4, 1], "nothing is split yet"
    QTest.mouseClick(page.shown.split.split, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert max(faces for _, faces in sizes(page)) == 2, "one of them with the mirror image"
    assert len(sizes(page)) == 4
    press(page, "Ctrl+Z")
    settle(page, qtbot)
    assert [faces for _, faces in sizes(page)] == [4, 1]


def test_photos_without_a_time_are_no_split_by_time(open_people: Open, qtbot: QtBot) -> None:
    page = open_people()
    press(page, "O", "Shift+T")
    settle(page, qtbot)
    assert not page.shown.split.split.isEnabled()
    press(page, "Escape")
    assert page.shown.view() == "group", "only the split is left"
    assert not page.shown.split.isVisible()


def test_questions_are_answered_by_key_and_taken_back(open_people: Open, library: Path, qtbot: QtBot) -> None:
    page = open_people(accept=ALONE)
    press(page, "Q")
    settle(page, qtbot)
    left = len(page.desk.inquiry.left(page.grouping))
    assert left >= 2
    assert str(left) in page.shown.question.settled.text()
    press(page, "Y")
    settle(page, qtbot)
    assert said(library) == ["same"]
    assert sizes(page)[0] == (None, 2)
    press(page, "N")
    settle(page, qtbot)
    assert said(library) == ["same", "different"]
    press(page, "U", "U")
    settle(page, qtbot)
    assert said(library) == []
    assert len(page.desk.inquiry.left(page.grouping)) == left
    first = page.shown.question.sides[0].accessibleName(), page.desk.inquiry.left(page.grouping)[0]
    press(page, "S")
    assert page.desk.inquiry.left(page.grouping)[-1] == first[1], "skipped: asked again at the end"


def test_strangers_and_no_faces_are_folded_away(open_people: Open, library: Path, qtbot: QtBot) -> None:
    page = open_people()
    press(page, "Right", "R")
    settle(page, qtbot)
    assert sizes(page) == [(None, 4)]
    assert said(library) == ["stranger"]
    press(page, "H")
    assert sizes(page) == [(None, 4), (None, 1)]
    page.shown.groups.choose(0)
    press(page, "0")
    settle(page, qtbot)
    assert [card.state for card in page.desk.board.cards.values()].count("no_face") == 4


def test_captions_may_name_only_who_agreed(open_people: Open, library: Path, qtbot: QtBot) -> None:
    page = open_people()
    press(page, "F2")
    type_text(page, "Eileen")
    press(page, "Return")
    settle(page, qtbot)
    assert "nobody" in page.shown.panel.may.text()
    press(page, "Escape")
    page.shown.groups.choose(0)
    QTest.mouseClick(page.shown.panel.consent, Qt.MouseButton.LeftButton, pos=page.shown.panel.consent.rect().center())
    press(page, "1")
    settle(page, qtbot)
    assert "Eileen" in page.shown.panel.may.text()
    (person,) = PeopleSession(library, "ben").grouping.said.persons.values()
    assert (person.consent, person.importance) == (True, "main")
    with open_catalog(library / "catalog.db") as catalog:
        catalog.execute(
            "INSERT INTO publications (target, set_name, item_id, file_name, path, content_hash, caption, alt_text,"
            " keywords, rev, file_sha256, row_hash, at) VALUES ('website', 'travel', 'a', 'pier.jpg', 'p', 'h',"
            " 'Eileen on a pier.', '', '[]', 1, 's', 'r', '2026')"
        )
    press(page, "K")
    settle(page, qtbot)
    assert "Eileen" not in page.shown.panel.may.text()
    (box,) = page.findChildren(QMessageBox)
    assert "1 published photo at website" in box.text()
    assert "runner unpublish pier.jpg set=travel publish=website" in box.text()


def test_deleting_for_good_says_what_goes_and_leaves_nothing(open_people: Open, library: Path, qtbot: QtBot) -> None:
    page = open_people()
    press(page, "F2")
    type_text(page, "Eileen")
    press(page, "Return", "Escape")
    settle(page, qtbot)
    page.shown.groups.choose(0)
    press(page, "Ctrl+Delete")
    settle(page, qtbot)
    (box,) = page.findChildren(QMessageBox)
    assert "Eileen" in box.text()
    assert "Kept: the photos" in box.informativeText()
    press(page, "Escape")
    settle(page, qtbot)
    assert sizes(page)[0] == ("Eileen", 4), "Escape deletes nobody"
    press(page, "Ctrl+Delete")
    settle(page, qtbot)
    box = next(each for each in page.findChildren(QMessageBox) if each.isVisible())
    button = next(each for each in box.buttons() if box.buttonRole(each) == QMessageBox.ButtonRole.DestructiveRole)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert "Eileen" not in {name for name, _ in sizes(page)}
    assert all(b"Eileen" not in path.read_bytes() for path in library.glob("catalog.db*"))


def test_the_page_says_how_to_begin_where_nobody_has_looked(
    library: Path, tmp_path: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    shell = Shell(Place(tmp_path / "none", "ann"), settings.load())
    shell.open(People())
    show(shell)
    assert isinstance(shell.page(), NobodyPage)
    shell = Shell(Place(library, "ann"), settings.load())
    shell.open(People())
    show(shell)
    page = shell.page()
    assert isinstance(page, PeoplePage)
    page.shown.groups.setFocus()
    press(page, "F1")
    QApplication.processEvents()
    assert sizes(page) == [(None, 4), (None, 1)]


def test_everything_has_a_name_and_is_reached_by_tab(open_people: Open, qtbot: QtBot) -> None:
    page = open_people(accept=ALONE)
    for view in ("O", "Q"):
        press(page, view)
        settle(page, qtbot)
        kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
        used = [each for kind in kinds for each in page.findChildren(kind) if each.isVisible() and each.isEnabled()]
        assert [each for each in used if not each.accessibleName() and not getattr(each, "text", str)()] == []
        reached = set()
        for _ in range(40):
            focused = QApplication.focusWidget()
            reached.add(focused)
            QTest.keyClick(focused or page, Qt.Key.Key_Tab)
        missed = [each for each in used if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each not in reached]
        assert missed == [], view
        page.shown.take_focus()
