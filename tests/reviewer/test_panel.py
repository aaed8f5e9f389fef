"""The panel of one photo: facts above the fold, findings without ids, tones, loupe, history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from keyboard import press, settle, type_text
from PyQt6.QtCore import QPoint, QRect, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window
from reviewer.widgets.findings_note import FindingsNote
from runner.imaging.tones import tones, tones_of
from runner.messages import verbatim
from runner.review.session import Session
from runner.schema import Finding
from runner.store.rows import RowColumn


def choose(window: Window, qtbot: QtBot, name: str) -> int:
    (place, *_) = window.session.find(f'name:"{name}"')
    window.centre.look("photo")
    window.centre.go_to(place)
    settle(window, qtbot)
    return place


def is_in_sight(window: Window, widget: QWidget) -> bool:
    """Whether a widget lies whole within what the editor shows without scrolling."""
    viewport = window.editor.viewport()
    assert viewport is not None
    corner = widget.mapTo(viewport, QPoint(0, 0))
    return viewport.rect().contains(QRect(corner, widget.size()))


@pytest.mark.parametrize("name", ["DSC07712", "_MG_5120", "IMG_2301"])
def test_subject_location_and_caption_are_above_the_fold(window: Window, qtbot: QtBot, name: str) -> None:
    assert (window.width(), window.height()) == (1280, 800)
    choose(window, qtbot, name)
    for field in ("subject", "location", "caption", "alt_text"):
        assert is_in_sight(window, window.editor.fields[field]), field


def test_the_tab_key_goes_through_the_fields_as_they_lie(window: Window, qtbot: QtBot) -> None:
    choose(window, qtbot, "_MG_5120")
    press(window, "4")
    walked = [window.editor.focused()]
    for _ in range(3):
        press(window, "Tab")
        walked.append(window.editor.focused())
    assert walked == ["subject", "location", "caption", "alt_text"]


def test_findings_say_no_rule_ids_but_in_their_tips(window: Window, qtbot: QtBot) -> None:
    choose(window, qtbot, "DSC07712")
    notes = [note for note in window.editor.findChildren(FindingsNote) if note.text("error")]
    assert notes
    rules = {
        finding.rule for finding in window.session.findings(window.session.snapshot.row(window.centre.current() or 0))
    }
    for note in notes:
        assert not any(f"({rule})" in note.text() for rule in rules)
        assert any(rule in note._parts["error"].toolTip() for rule in rules)


def test_several_warnings_are_one_line_that_unfolds(qtbot: QtBot) -> None:
    note = FindingsNote()
    qtbot.addWidget(note)
    note.show()
    one, two = (Finding.of("length", "caption", "warn", (), verbatim(words)) for words in ("short", "long"))
    note.show_findings([one])
    assert not note.fold.isVisible()
    assert note._parts["warning"].isVisible()
    note.show_findings([one, two, Finding.of("fluff", "caption", "error", (), verbatim("fluff"))])
    assert note.fold.text() == "2 warnings"
    assert not note._parts["warning"].isVisible()
    assert note._parts["error"].isVisible(), "an error is never folded"
    QTest.mouseClick(note.fold, Qt.MouseButton.LeftButton)
    assert note._parts["warning"].isVisible()
    assert note._parts["warning"].text() == "! Short\n! Long"
    note.show_findings([])
    assert not note.isVisible()


def test_the_histogram_comes_with_the_evidence_and_j_shows_clipped_areas(window: Window, qtbot: QtBot) -> None:
    place = choose(window, qtbot, "IMG_2301")
    assert window.panel.tones.histogram._tones is None, "nobody has looked at it"
    press(window, "I")
    settle(window, qtbot)
    found = window.panel.tones.histogram._tones
    assert found is not None
    path = window.session.review_set.renditions / window.session.snapshot.row(place)["picture"]
    assert found.luma.tolist() == tones(path).luma.tolist()
    assert "black" in window.panel.tones.said.text()
    clipped = window.centre.picture.clipped
    assert not clipped.is_drawn()
    before = window.centre.picture.grab().toImage()
    press(window, "J")
    settle(window, qtbot)
    assert clipped.is_drawn()
    if found.light + found.dark > 0.001:
        assert window.centre.picture.grab().toImage() != before
    window.centre.step(1)
    settle(window, qtbot)
    assert clipped.is_drawn(), "the next photo's own areas"
    press(window, "J")
    assert not clipped.is_drawn()


def test_tones_are_counted_by_channel_and_clipped_where_they_are() -> None:
    pixels = np.full((2, 4, 3), 128, dtype=np.uint8)
    pixels[0, 0] = (0, 2, 4)
    pixels[0, 1] = (255, 90, 90)
    pixels[0, 2] = (4, 4, 90)
    found = tones_of(pixels)
    assert (found.dark, found.light) == (1 / 8, 1 / 8)
    assert found.cover[..., 3].astype(bool).tolist() == [[True, True, False, False], [False] * 4]
    assert found.cover[0, 0, 2] == 255, "shadows are blue"
    assert found.cover[0, 1, 0] == 255, "highlights are red"
    assert [int(each.sum()) for each in (found.luma, found.red, found.green, found.blue)] == [8] * 4
    assert found.red[255] == 1
    assert found.luma[128] == 5


def test_held_down_the_mouse_shows_the_originals_pixels(window: Window, qtbot: QtBot) -> None:
    choose(window, qtbot, "IMG_2301")
    picture = window.centre.picture
    viewport = picture.viewport()
    middle = picture.rect().center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(picture.loupe.isVisible, timeout=20_000)
    settle(window, qtbot)
    width, height = picture.loupe._pixmap.width(), picture.loupe._pixmap.height()
    row = window.session.snapshot.row(window.centre.current() or 0)
    assert {width, height} == {row["width"], row["height"]}, "the original's own"
    at = picture.loupe.shown_point()
    assert abs(at.x() - width / 2) < 0.02 * width
    assert abs(at.y() - height / 2) < 0.02 * height
    QTest.mouseMove(viewport, middle + QPoint(60, 0))
    qtbot.waitUntil(lambda: picture.loupe.shown_point().x() > at.x(), timeout=20_000)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle)
    assert not picture.loupe.isVisible()


def test_a_key_brings_the_loupe_and_puts_it_away(window: Window, qtbot: QtBot) -> None:
    choose(window, qtbot, "IMG_2301")
    press(window, "L")
    loupe = window.centre.picture.loupe
    assert loupe.isVisible()
    choose(window, qtbot, "DSC07712")
    row = window.session.snapshot.row(window.centre.current() or 0)
    qtbot.waitUntil(lambda: loupe._pixmap.width() == row["width"], timeout=20_000)
    press(window, "L")
    assert not window.centre.picture.loupe.isVisible()


def test_the_history_is_newest_first_and_of_one_field(window: Window, qtbot: QtBot) -> None:
    place = choose(window, qtbot, "_MG_5120")
    session = window.session
    session.edit({place: {"caption": "The first words about a palace that stands above its lake."}}, "x")
    session.edit({place: {"location": "Beijing"}}, "x")
    session.edit({place: {"caption": "The second words about a palace that stands above its lake."}}, "x")
    press(window, "H")
    settle(window, qtbot)
    said = window.panel.history.toPlainText()
    people = said[said.index("Changes by people") :]
    assert people.index("second words") < people.index("Beijing") < people.index("first words")
    choice = window.panel.history_tab.choice
    choice.setCurrentIndex(choice.findData("location"))
    settle(window, qtbot)
    said = window.panel.history.toPlainText()
    assert "Beijing" in said
    assert "words" not in said
    choice.setCurrentIndex(choice.findData("file_name"))
    settle(window, qtbot)
    assert window.panel.history.toPlainText() == "It has not been changed."


def test_what_is_typed_into_facts_is_kept_as_before(window: Window, qtbot: QtBot, typed: Callable[[str], int]) -> None:
    place = typed("Haarlem")
    assert window.session.snapshot.row(place)["location"].endswith("Haarlem")


@pytest.fixture
def typed(window: Window, qtbot: QtBot) -> Callable[[str], int]:
    def into_location(words: str) -> int:
        place = choose(window, qtbot, "IMG_2301")
        press(window, "5")
        type_text(window, words)
        press(window, "Escape")
        settle(window, qtbot)
        return place

    return into_location


def test_columns_that_stages_declare_are_shown_in_words(
    session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    of_run = session.review_set
    declared = [
        RowColumn(name, name.capitalize(), "own", None, True) for name in ("taxon", "people", "sharpness_found")
    ]
    photos = of_run.photos.with_columns(
        taxon=pl.lit("Felis catus"),
        people=pl.lit(["Ann", "Bert"], dtype=pl.List(pl.String)),
        sharpness_found=pl.lit(0.5),
    )
    window = open_window(Session(replace(of_run, photos=photos, columns=(*of_run.columns, *declared)), "Ada"))
    choose(window, qtbot, "IMG_2301")
    assert window.editor.further.text() == "Taxon: Felis catus\nPeople: Ann, Bert"
