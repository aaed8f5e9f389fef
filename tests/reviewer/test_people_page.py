"""The people page on real faces, with real keys and clicks: whatever is said there is in the catalogue."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import pyvips
from PyQt6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PyQt6.QtGui import QCursor, QDropEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QComboBox, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot
from skimage import data

from reviewer.people.nobody_page import NobodyPage
from reviewer.people.people_page import PeoplePage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.widgets.destinations import People
from runner.people.options import Thresholds
from runner.review import review_set, settings
from runner.review.people.desk import PeopleDesk
from runner.review.people.session import PeopleSession
from runner.review.people.settings import PeopleSettings
from runner.review.people.settings import settings as people_settings
from runner.review.review_set import newest
from runner.review.session import Session
from runner.store import people
from runner.store.catalog import open_catalog
from tests.reviewer.keyboard import press, settle, type_text

RUNNER = Path(sys.executable).parent / "runner"
ALONE = 0.9999
"""A cosine that no two of the faces reach."""

Open = Callable[..., PeoplePage]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The astronaut in three pictures, and once beside her mirror image: a runs folder."""
    folder = tmp_path_factory.mktemp("people_page")
    photos = folder / "photos"
    photos.mkdir()
    whole = data.astronaut()
    pictures = {
        "whole": whole,
        "near": whole[:400, 60:460],
        "dark": (whole * 0.7).astype(np.uint8),
        "twice": np.concatenate([whole, whole[:, ::-1]], axis=1),
    }
    for name, pixels in pictures.items():
        image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels)).copy(interpretation="srgb")
        image.jpegsave(str(photos / f"{name}.jpg"), Q=92)
    asked = ["set=travel", "set.people=true", "caption=composer", f"set.source={photos}"]
    subprocess.run([RUNNER, *asked, f"paths.runs={folder / 'runs'}"], cwd=folder, capture_output=True, check=True)
    return folder / "runs"


@pytest.fixture
def library(prepared: Path, tmp_path: Path) -> Path:
    """A copy to work on."""
    return Path(shutil.copytree(prepared, tmp_path / "library", symlinks=True))


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


def said(library: Path) -> list[str]:
    with open_catalog(library / "catalog.db") as catalog:
        return [word.kind for word in people.assertions(catalog)]


def found_again(library: Path) -> list[tuple[str | None, int]]:
    """What another program finds that reads the same library."""
    return [(view.name, len(view.faces)) for view in PeopleSession(library, "ben").groups()]


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
    press(page, "K")
    settle(page, qtbot)
    assert "Eileen" not in page.shown.panel.may.text()


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
    assert "What stays" in box.informativeText()
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


@pytest.fixture
def photo(library: Path, open_window: Callable[[Session], Window], qtbot: QtBot) -> Window:
    """The review of the photo that both are in."""
    run = newest(library, "travel")
    assert run is not None
    window = open_window(Session(review_set.read(run, library), "ann"))
    window.centre.go_to(window.session.find("name:twice")[0])
    window.centre.look("photo")
    settle(window, qtbot)
    return window


def answer(window: Window, name: str, qtbot: QtBot) -> None:
    """Type a name into the dialog that asks for it."""
    (dialog,) = [each for each in window.findChildren(QInputDialog) if each.isVisible()]
    line = dialog.findChild(QComboBox).lineEdit()
    line.selectAll()
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(window, qtbot)


def test_the_face_under_the_pointer_is_named_in_the_review(
    photo: Window, library: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    picture = photo.centre.picture
    left, right = photo.faces.faces
    box = picture.seen.boundingRect()
    middle = QPointF(
        (right.region.left + right.region.right) / 2 * box.width(),
        (right.region.top + right.region.bottom) / 2 * box.height(),
    )
    there = picture.viewport().mapToGlobal(picture.mapFromScene(box.topLeft() + middle))
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: there))
    press(photo, "Ctrl+Shift+N")
    answer(photo, "Her mirror image", qtbot)
    assert [face.name for face in photo.faces.faces] == [None, "Her mirror image"]
    assert ("Her mirror image", 1) in found_again(library)
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: QPoint(-1, -1)))
    press(photo, "Ctrl+Shift+N")
    answer(photo, "Eileen", qtbot)
    assert [face.name for face in photo.faces.faces] == ["Eileen", "Her mirror image"]
    assert left.face == photo.faces.faces[0].face


def test_a_face_that_nobody_found_is_drawn_and_named(photo: Window, library: Path, qtbot: QtBot) -> None:
    press(photo, "Ctrl+Shift+D")
    viewport = photo.centre.picture.viewport()
    middle = viewport.rect().center()
    begin, end = middle - QPoint(30, 20), middle + QPoint(30, 40)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(viewport, middle)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    answer(photo, "A helmet", qtbot)
    assert [face.name for face in photo.faces.faces] == [None, "A helmet", None]
    assert said(library) == ["drawn", "person", "is"]
    assert ("A helmet", 1) in found_again(library)
