"""Problems that photographers had with the real window: zoom, colours of findings, labels, Escape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import press, settle, type_text
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QImage, QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reviewer.program import window_size
from reviewer.review.batch_dialog import BatchDialog
from reviewer.review.window import Window
from reviewer.widgets.elided_label import ElidedLabel
from reviewer.widgets.findings_note import FindingsNote
from reviewer.widgets.picture import STEP, PictureView
from reviewer.widgets.thumbnails import Pictures
from runner.messages import say
from runner.review import settings
from runner.review.session import Session
from runner.schema import Finding
from runner.store import runfile


def choose(window: Window, name: str, view: str = "photo") -> int:
    (place,) = window.session.find(f'name:"{name}"')
    window.centre.look(view)
    window.centre.go_to(place)
    return place


def on_scene(picture: PictureView, at: QPointF) -> QPointF:
    inverse, _ = picture.viewportTransform().inverted()
    return inverse.map(at)


def middle(picture: PictureView) -> QPointF:
    viewport = picture.viewport()
    assert viewport is not None
    return QRectF(viewport.rect()).center()


def close_to(one: QPointF, other: QPointF, within: float = 8) -> bool:
    return (one - other).manhattanLength() < within


@pytest.fixture
def wide(qtbot: QtBot, tmp_path: Path) -> PictureView:
    """A view of 500 × 400 on a photo of 3000 × 2000."""
    path = tmp_path / "wide.png"
    photo = QImage(3000, 2000, QImage.Format.Format_RGB32)
    photo.fill(Qt.GlobalColor.darkGreen)
    assert photo.save(str(path))
    picture = PictureView(Pictures(1 << 27, None, 1), Pictures(1 << 27, None, 1))
    qtbot.addWidget(picture)
    picture.resize(500, 400)
    with qtbot.waitExposed(picture, timeout=20_000):
        picture.show()
    picture.show_photo(path, path, 3000, "a")
    qtbot.waitUntil(lambda: picture.sceneRect().width() == 3000, timeout=20_000)
    return picture


def test_keys_zoom_around_the_middle_wherever_the_pointer_is(wide: PictureView) -> None:
    QTest.mouseMove(wide.viewport(), wide.rect().topLeft())
    wide.toggle_actual()  # the key Z
    assert close_to(on_scene(wide, middle(wide)), QPointF(1500, 1000))
    wide.zoom(STEP)  # the key +
    assert close_to(on_scene(wide, middle(wide)), QPointF(1500, 1000))
    wide.pan(0.5, 0.25)
    seen = on_scene(wide, middle(wide))
    wide.zoom(1 / STEP)
    assert close_to(on_scene(wide, middle(wide)), seen)


def test_100_percent_by_key_shows_the_middle_of_the_photo(window: Window, qtbot: QtBot) -> None:
    choose(window, "DSC07712")
    settle(window, qtbot)
    picture = window.centre.picture
    window.resize(window.minimumSizeHint())
    press(window, "Z")
    settle(window, qtbot)
    assert close_to(on_scene(picture, middle(picture)), picture.sceneRect().center())


def test_the_mouse_zooms_around_the_pointer(wide: PictureView) -> None:
    wide.toggle_actual()
    at = QPointF(wide.width() * 0.4, wide.height() * 0.7)
    seen = on_scene(wide, at)
    wheel = QWheelEvent(
        at, wide.mapToGlobal(at), at.toPoint(), QPointF(0, 120).toPoint(), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    wide.wheelEvent(wheel)
    assert close_to(on_scene(wide, at), seen)
    wide.fit()
    pointer = QPointF(wide.width() * 0.4, wide.height() * 0.5)
    looked_at = on_scene(wide, pointer)
    QTest.mouseDClick(wide.viewport(), Qt.MouseButton.LeftButton, pos=pointer.toPoint())
    assert close_to(on_scene(wide, pointer), looked_at)


def test_a_warning_beside_an_error_keeps_its_own_colour(qapp: QApplication) -> None:
    note = FindingsNote()
    error = Finding.of("caption_is_alt", "alt_text", "error", (), say("caption_is_alt.repeats"))
    warning = Finding.of("length_advice", "alt_text", "warn", (), say("caption_is_alt.repeats"))
    note.show_findings([warning, error])
    by_role = {part.property("role"): part.text() for part in note.findChildren(QLabel) if part.text()}
    assert {role: text[0] for role, text in by_role.items()} == {"error": "✗", "warning": "!"}
    tips = {part.property("role"): part.toolTip() for part in note.findChildren(QLabel)}
    assert "length_advice" in tips["warning"]
    assert "length_advice" not in tips["error"]


def test_a_label_without_room_ends_in_dots_and_its_tip_has_the_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("by qwen3vl_8b, accepted by Bartholomew")
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert label.shown().endswith("…")
    assert label.toolTip() == label.text() == "by qwen3vl_8b, accepted by Bartholomew"
    label.resize(600, 20)
    assert (label.shown(), label.toolTip()) == (label.text(), "")


def test_where_a_text_comes_from_is_never_cut_in_silence(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "DSC07712")
    text = "A rocket on its pad in the last light of the day, waiting."
    window.session.edit({place: {"caption": text}}, "accepted", source="model")
    window.show_changed([place])
    window.resize(900, 700)
    settle(window, qtbot)
    source = window.editor.fields["caption"]._source
    assert isinstance(source, ElidedLabel)
    assert source.text() == "by composer, accepted by Ada"
    assert source.shown() == source.text() or source.shown().endswith("…")


def test_escape_drops_half_a_keyword_and_then_leaves(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "DSC07712", "grid")
    before = list(window.session.snapshot.row(place)["keywords"])
    press(window, "3")
    type_text(window, "launc")
    entry = QApplication.focusWidget()
    completer = entry.completer()  # type: ignore[union-attr]
    completer.popup().hide()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    entry.setFocus()  # type: ignore[union-attr]
    press(window, "Escape")
    assert QApplication.focusWidget() is entry
    assert entry.text() == ""  # type: ignore[union-attr]
    press(window, "Escape")
    settle(window, qtbot)
    assert QApplication.focusWidget() is window.centre.grid
    assert list(window.session.snapshot.row(place)["keywords"]) == before


def test_the_subject_names_the_file_before_it_is_saved(
    session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    window = open_window(session)
    place = choose(window, "Chelsea the cat", "grid")
    settle(window, qtbot)
    name = window.editor.fields["file_name"]
    before = name.value()
    press(window, "4", "Ctrl+A")
    type_text(window, "Tabby cat")
    settle(window, qtbot)
    assert name.value().startswith("Tabby_cat_")  # type: ignore[union-attr]
    assert name._source.text() == "follows the subject when approved"
    assert f"→ {name.value()}" in window.panel._about.text()
    assert window.session.snapshot.row(place)["file_name"] == before
    expected = name.value()
    press(window, "Ctrl+Return")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["file_name"] == expected
    assert "New file name: Tabby_cat_" in window.progress.said()
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["file_name"] == before


def test_a_name_is_typed_in_the_window_and_a_taken_one_is_said(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "Chelsea the cat", "grid")
    settle(window, qtbot)
    press(window, "6", "Ctrl+A")
    type_text(window, "Chelsea at noon")
    name = window.editor.fields["file_name"]._source
    qtbot.waitUntil(lambda: name.text() == "becomes Chelsea_at_noon.jpg", timeout=20_000)
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["file_name"] == "Chelsea_at_noon.jpg"
    other = choose(window, "_MG_5120", "grid")
    settle(window, qtbot)
    taken = window.editor.fields["file_name"].value()
    choose(window, "Chelsea the cat", "grid")
    press(window, "6", "Ctrl+A")
    type_text(window, str(taken))
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert "Belongs to _MG_5120.jpg" in window.editor.fields["file_name"]._findings.text("error")
    assert other != place


def test_a_subject_for_many_says_first_whom_it_would_block(window: Window, qtbot: QtBot) -> None:
    window.centre.look("grid")
    press(window, "Ctrl+A", "Ctrl+B")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BatchDialog)
    dialog.lines["subject"].setFocus()
    type_text(window, "Cat")
    qtbot.waitUntil(lambda: dialog.is_quiet() and bool(dialog.outcome.text()), timeout=20_000)
    said = dialog.outcome.text()
    places = window.centre.chosen()
    expected = window.session.newly_blocked(window.session.plan_edits({place: {"subject": "Cat"} for place in places}))
    names = [window.session.snapshot.row(place)["source_path"].rpartition("/")[2] for place in expected]
    assert said.startswith(f"{len(expected)} of 17 photos would become blocked")
    assert all(name in said for name in names[:3])
    before = {place for place in window.session.find() if window.session.snapshot.state(place) == "passed"}
    press(window, "Return")
    settle(window, qtbot)
    still = {place for place in before if not window.session.obstacle(place)}
    assert before - still == set(expected), "nobody else is blocked by it"
    assert still, "a cat is one still"


def test_a_value_that_blocks_nobody_says_so(window: Window, qtbot: QtBot) -> None:
    choose(window, "Chelsea the cat", "grid")
    settle(window, qtbot)
    press(window, "Ctrl+B")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BatchDialog)
    type_text(window, "Haarlem")
    qtbot.waitUntil(lambda: dialog.outcome.text("good") == "None of 1 photo would become blocked.", timeout=20_000)
    press(window, "Escape")


def test_a_run_that_is_going_is_said_and_nothing_is_published(
    run: Path, session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    later = run.parent / "20991231-235959-abcd"
    later.mkdir()
    going = runfile.begin(later, "demo", "prepare", "runner set=demo")
    runfile.write(later, going)
    window = open_window(session)
    qtbot.waitUntil(window.notice.isVisible, timeout=20_000)
    assert "This set has been running" in window.notice.text()
    assert not window.publish.isEnabled()
    assert not window.actions_by_name["publish"].isEnabled()
    runfile.write(later, going.ended("finished"))
    (run.parent / "latest").unlink()
    (run.parent / "latest").symlink_to(later.name)
    window.background._notice()
    settle(window, qtbot)
    assert window.notice.text() == "A newer run of this set has finished. Open it: reviewer 20991231-235959-abcd"
    assert window.publish.isEnabled()


def test_a_first_window_fits_the_screen_and_the_next_is_as_large_as_it_was_left(qtbot: QtBot) -> None:
    assert window_size.fitting(window_size.USUAL, QSize(1280, 800)).height() <= 760
    assert window_size.fitting(window_size.USUAL, QSize(2560, 1440)) == window_size.USUAL
    own = settings.Settings()
    first, second = QWidget(), QWidget()
    for widget in (first, second):
        qtbot.addWidget(widget)
    screen = first.screen()
    assert screen is not None
    window_size.begin(first, None, own)
    assert first.height() < screen.availableGeometry().height()
    first.resize(611, 477)
    window_size.remember(first, own)
    window_size.begin(second, None, settings.load())
    assert (second.width(), second.height()) == (611, 477)


def test_the_key_of_a_field_brings_it_into_view_in_a_low_window(window: Window, qtbot: QtBot) -> None:
    choose(window, "DSC07712", "grid")
    window.resize(1000, 480)
    settle(window, qtbot)
    name, viewport = window.editor.fields["file_name"], window.editor.viewport()
    assert viewport is not None
    for key in ("1", "6"):
        press(window, "Escape", key)
    settle(window, qtbot)
    shown = name.visibleRegion().boundingRect()
    assert shown.height() == name.height(), "all of the field can be seen"
