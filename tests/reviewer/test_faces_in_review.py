"""Faces over the photo in the review: drawn where they were found, named by a key, drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QCursor
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QComboBox, QInputDialog
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window
from runner.review import review_set
from runner.review.people.session import PeopleSession
from runner.review.review_set import newest
from runner.review.session import Session
from runner.store.people import Word
from tests.reviewer.astronauts import found_again, said
from tests.reviewer.keyboard import press, settle


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


def test_ctrl_z_takes_a_name_back_in_the_order_in_which_things_were_done(
    photo: Window, library: Path, qtbot: QtBot
) -> None:
    place = photo.centre.current()
    press(photo, "Ctrl+Shift+N")
    answer(photo, "Eileen", qtbot)
    press(photo, "Ctrl+5")
    settle(photo, qtbot)
    stars = photo.session.snapshot.rating(photo.session.snapshot.items[place], "stars")
    assert stars == 5
    press(photo, "Ctrl+Z")
    settle(photo, qtbot)
    assert photo.session.snapshot.rating(photo.session.snapshot.items[place], "stars") is None
    assert [face.name for face in photo.faces.faces] == ["Eileen", None]
    press(photo, "Ctrl+Z")
    settle(photo, qtbot)
    assert [face.name for face in photo.faces.faces] == [None, None]
    assert said(library) == []
    press(photo, "Ctrl+Shift+Z")
    settle(photo, qtbot)
    assert [face.name for face in photo.faces.faces] == ["Eileen", None]
    assert ("Eileen", 4) in found_again(library)


def test_what_was_said_elsewhere_since_is_not_taken_back_for_it(photo: Window, library: Path, qtbot: QtBot) -> None:
    press(photo, "Ctrl+Shift+N")
    answer(photo, "Eileen", qtbot)
    elsewhere = PeopleSession(library, "ann")
    elsewhere.say([Word("stranger", photo.faces.faces[1].face)])
    press(photo, "Ctrl+Z")
    settle(photo, qtbot)
    assert said(library) == ["person", "is", "stranger"]
    elsewhere.undo()
    press(photo, "Ctrl+Z")
    settle(photo, qtbot)
    assert said(library) == []


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
